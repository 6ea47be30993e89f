"""Days of rows as steps of equal length: daily or weekly, in order, each once, without gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from otdel.analytics.mix.checking import LEAST_WEEKS, Fault, fault

DAY, WEEK = 1, 7
NAMED = 5


@dataclass(frozen=True, slots=True)
class Steps:
    """`rows` in order of time, each `days` after the one before; what was wrong is in `faults`."""

    rows: tuple[int, ...]
    days: int
    faults: tuple[Fault, ...]


def steps(days: Sequence[date], lines: Sequence[int], usable: Sequence[bool]) -> Steps:
    """The longest run of steps without a gap among the usable rows. A gap is named, and so is what it leaves out."""
    order = sorted(range(len(days)), key=lambda row: (days[row], lines[row]))
    faults = [*_twice(order, days, lines)]
    length = _length([days[row] for row in order])
    if not length and not faults:
        faults.append(fault("mix_too_few_weeks", weeks=1, least=LEAST_WEEKS, refuses=True))
    elif length not in (DAY, WEEK):
        faults.append(fault("mix_step_odd", days=length, refuses=True))
    if faults:
        return Steps((), length, tuple(faults))
    faults += _off_grid(order, days, lines, length)
    if faults:
        return Steps((), length, tuple(faults))
    runs = _runs([row for row in order if usable[row]], days, length)
    kept = max(runs, key=len, default=())
    return Steps(kept, length, (*_gaps(runs, days, length), *_left_out(runs, kept, days)))


def _length(days: Sequence[date]) -> int:
    """The commonest distance of neighbours in days; 0 when there are none."""
    apart = Counter((later - earlier).days for earlier, later in pairwise(days) if later > earlier)
    return apart.most_common(1)[0][0] if apart else 0


def _twice(order: Sequence[int], days: Sequence[date], lines: Sequence[int]) -> Iterator[Fault]:
    """Days that stand in several rows; when nearly all do, the file is by region or campaign and says so."""
    repeated = [(one, other) for one, other in pairwise(order) if days[one] == days[other]]
    if len(repeated) > len(set(days)) / 2:
        each = round(len(days) / len(set(days)))
        yield fault("mix_rows_by_part", week=days[order[0]], rows=each, refuses=True)
        return
    for one, other in repeated[:NAMED]:
        yield fault("mix_week_twice", week=days[one], line=lines[one], again=lines[other], refuses=True)


def _off_grid(order: Sequence[int], days: Sequence[date], lines: Sequence[int], length: int) -> Iterator[Fault]:
    """Rows whose day is no whole number of steps after the commonest beginning."""
    begins = Counter(days[row].toordinal() % length for row in order)
    usual = begins.most_common(1)[0][0]
    odd = [row for row in order if days[row].toordinal() % length != usual]
    for row in odd[:NAMED]:
        yield fault("mix_day_off_grid", week=days[row], line=lines[row], refuses=True)


def _runs(order: Sequence[int], days: Sequence[date], length: int) -> list[tuple[int, ...]]:
    """Rows parted wherever a step is missing."""
    runs: list[list[int]] = []
    for row in order:
        if runs and (days[row] - days[runs[-1][-1]]).days == length:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]


def _gaps(runs: Sequence[tuple[int, ...]], days: Sequence[date], length: int) -> Iterator[Fault]:
    for before, after in list(pairwise(runs))[:NAMED]:
        first = days[before[-1]] + timedelta(days=length)
        last = days[after[0]] - timedelta(days=length)
        missing = (last - first).days // length + 1
        yield fault("mix_gap", week=first, until=last.isoformat(), steps=missing)


def _left_out(runs: Sequence[tuple[int, ...]], kept: tuple[int, ...], days: Sequence[date]) -> Iterator[Fault]:
    left = sum(map(len, runs)) - len(kept)
    if left and kept:
        first, until = days[kept[0]], days[kept[-1]].isoformat()
        yield fault("mix_longest_run", week=first, until=until, steps=len(kept), left_out=left)
