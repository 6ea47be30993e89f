"""Where a running period may end: each past period replayed over what is known today, all its KPIs together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.lines import Inputs, Known, Result

FEWEST = 4  # past periods: fewer say nothing about how far results wander
LOW, HIGH = Decimal("0.1"), Decimal("0.9")  # 8 times in 10


@dataclass(frozen=True, slots=True)
class Past:
    """A finished period of one person: every KPI and measure of it that had a value."""

    results: Mapping[str, Result]
    measures: Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Span:
    """8 times in 10 between `low` and `high`, rounded money or a figure."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class _Moves:
    """How one figure may end: its mean over the past, and how far each past period was from it."""

    now: Decimal
    mean: Decimal
    left: Decimal
    adds: bool

    def end(self, then: Decimal) -> Decimal:
        wander = self.left.sqrt() * (then - self.mean)
        if self.adds:  # what was counted stays counted: only the days that are left are open
            return self.now + max(self.left * self.mean + wander, Decimal(0))
        return (1 - self.left) * self.now + self.left * self.mean + wander


def endings(
    now: Inputs, past: Sequence[Past], left: Decimal, adds: Collection[str] = ()
) -> tuple[Inputs, ...] | NoData:
    """The inputs as they may stand at the period's end, one for each past period; `left` is the share of days to come.

    `adds` names KPIs and measures that are counts: they only grow. What has no value today has none at the end.
    NoData("too_few_periods") when fewer than four past periods had everything that has a value today.
    """
    whole = [one for one in past if _covers(one, now)]
    if len(whole) < FEWEST:
        return NoData.because("too_few_periods", known=len(whole), needed=FEWEST)
    ends = [now] * len(whole)
    for kpi, result in now.results.items():
        if isinstance(result.value, Decimal):
            moved = _moved([one.results[kpi] for one in whole], result, left, adds=kpi in adds)
            ends = [replace(end, results={**end.results, kpi: one}) for end, one in zip(ends, moved, strict=True)]
    for code, count in now.measures.items():
        if isinstance(count, Decimal):
            figures = _ends(count, [one.measures[code] for one in whole], left, adds=code in adds)
            ends = [replace(end, measures={**end.measures, code: one}) for end, one in zip(ends, figures, strict=True)]
    return tuple(ends)


def foreseen(
    now: Inputs, past: tuple[Inputs, ...] | NoData, ahead: Mapping[str, Sequence[Result]]
) -> tuple[Inputs, ...] | NoData:
    """Endings with forecasts in place of what the past says: `ahead` has equally many ends of each KPI, worst first.

    KPIs are taken to go well or badly together, so the range is no narrower than it is. What is not forecast keeps the
    endings of the `past`; without those there are none.
    """
    known = {kpi for kpi, one in now.results.items() if isinstance(one.value, Decimal)}
    counted = any(isinstance(count, Decimal) for count in now.measures.values())
    if not ahead or (isinstance(past, NoData) and (known - ahead.keys() or counted)):
        return past
    bases = (now,) if isinstance(past, NoData) else past
    count = min(len(ends) for ends in ahead.values())
    return tuple(
        replace(base, results={**base.results, **{kpi: ends[place] for kpi, ends in ahead.items()}})
        for place in range(count)
        for base in [bases[place * len(bases) // count]]
    )


def _covers(one: Past, now: Inputs) -> bool:
    for kpi, result in now.results.items():
        then = one.results.get(kpi)
        if isinstance(result.value, Decimal) and (then is None or not isinstance(then.value, Decimal)):
            return False
        if isinstance(result.attainment, Decimal) and (then is None or not isinstance(then.attainment, Decimal)):
            return False
    known = (code for code, count in now.measures.items() if isinstance(count, Decimal))
    return all(isinstance(one.measures.get(code), Decimal) for code in known)


def _moved(then: Sequence[Result], now: Result, left: Decimal, *, adds: bool) -> list[Result]:
    values = _ends(now.value, [one.value for one in then], left, adds=adds)
    reached = _ends(now.attainment, [one.attainment for one in then], left, adds=adds)
    return [replace(now, value=value, attainment=share) for value, share in zip(values, reached, strict=True)]


def _ends(now: Known, then: Sequence[Known], left: Decimal, *, adds: bool) -> list[Known]:
    past = [one for one in then if isinstance(one, Decimal)]
    if not isinstance(now, Decimal):
        return [now] * len(then)
    moves = _Moves(now, sum(past, Decimal(0)) / len(past), left, adds)
    return [moves.end(one) for one in past]


def span_of(values: Iterable[Decimal]) -> Span:
    """Between the tenth and the ninetieth of a hundred, straight between neighbours. At least one value."""
    ordered = sorted(values)
    return Span(_at(ordered, LOW), _at(ordered, HIGH))


def _at(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    place = share * (len(ordered) - 1)
    under = int(place)
    above = min(under + 1, len(ordered) - 1)
    return ordered[under] + (ordered[above] - ordered[under]) * (place - under)
