"""What a series and a plan are worth before anything is forecast: findings, each a reason, and how much to widen.

Nothing is repaired in silence: every row left out, step missing or value doubted is a finding, and whatever makes the
past a poor guide adds to `doubt`, by which the range is widened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from otdel.analytics.forecast.corridor import Spike, SpikeKind, spikes
from otdel.analytics.forecast.few import LEAST
from otdel.analytics.forecast.gaps import without_gaps
from otdel.analytics.forecast.levels import level_break
from otdel.analytics.forecast.shapes import Series, Step
from otdel.analytics.forecast.smoothing import Floats
from otdel.kit.reason import Reason, Value

FEWEST = 4  # known values; with fewer nothing is answered
MANY_GAPS, MOSTLY_GAPS = 0.3, 0.8
WHOLE_WEEKS = 4  # from which a day of the week without a single value is no accident
FARTHEST = 5  # times the length of the past
UNSURE, VERY_UNSURE = 0.15, 0.3  # what a doubt adds to the spread of the logarithm of the level
TIMES_FAR = 20.0  # a plan so many times over or under the usual is likely in another unit
SPIKES_SAID = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """`refuses` means that no number may be shown; `line` of the file, 0 when there is none."""

    reason: Reason
    refuses: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """`series` as it may be forecast from, without what looks like a fault; None when refused."""

    series: Series | None
    found: tuple[Finding, ...] = ()
    doubt: float = 0.0

    @property
    def refused(self) -> bool:
        return self.series is None or any(one.refuses for one in self.found)

    def and_also(self, more: Iterable[Finding], doubt: float = 0.0) -> Findings:
        return replace(self, found=(*self.found, *more), doubt=float(np.hypot(self.doubt, doubt)))


def finding(code: str, *, refuses: bool = False, line: int = 0, **values: Value) -> Finding:
    return Finding(Reason.of(f"forecast.{code}", **values), refuses, line)


def check(series: Series, today: date | None = None) -> Findings:
    """Of a series with nan where nothing is known. `today` tells whether a whole step is missing since."""
    refused = _refused(series.values)
    if refused:
        return Findings(None, (refused,))
    found: list[Finding] = []
    doubts: list[float] = []
    for part in (_few, _constant, _negative, _gaps, _closed, _break):
        one, doubt = part(series)
        found += one
        doubts.append(doubt)
    cleaned, said, doubt = _spikes(series)
    if today is not None and today >= series.step.after(series.end, 1):
        days = (today - series.end).days
        found.append(finding("stale", last=_last(series).isoformat(), today=today.isoformat(), days=days + 1))
    return Findings(cleaned, (*found, *said), float(np.hypot.reduce([*doubts, doubt])))


def _refused(values: Floats) -> Finding | None:
    known = values[np.isfinite(values)]
    if not len(known):
        return finding("no_values", refuses=True)
    if len(known) < FEWEST:
        return finding("too_few", count=len(known), least=FEWEST, refuses=True)
    if not known.any():
        return finding("all_zero", count=len(known), refuses=True)
    return None


Told = tuple[list[Finding], float]


def _few(series: Series) -> Told:
    known = int(np.isfinite(series.values).sum())
    return ([finding("few_points", count=known, wanted=LEAST)], VERY_UNSURE) if known < LEAST else ([], 0.0)


def _constant(series: Series) -> Told:
    known = series.values[np.isfinite(series.values)]
    return ([finding("never_changed", count=len(known))], VERY_UNSURE) if known.min() == known.max() else ([], 0.0)


def _negative(series: Series) -> Told:
    count = int((series.values < 0).sum())
    return ([finding("negative", count=count)] if count else []), 0.0


def _gaps(series: Series) -> Told:
    missing = np.flatnonzero(~np.isfinite(series.values))
    if not len(missing):
        return [], 0.0
    first = series.step.after(series.start, int(missing[0])).isoformat()
    share = len(missing) / len(series.values)
    if share > MOSTLY_GAPS:
        return [finding("mostly_gaps", percent=round(100 * share), day=first, refuses=True)], 0.0
    if share > MANY_GAPS:
        return [finding("many_gaps", count=len(missing), percent=round(100 * share), day=first)], VERY_UNSURE
    return [finding("gaps", count=len(missing), day=first)], 0.0


def _closed(series: Series) -> Told:
    """Days of the week that never have a value: closed, or left out? The sums differ by as much as those days bring."""
    if series.step is not Step.DAY or len(series.values) < 7 * WHOLE_WEEKS:
        return [], 0.0
    empty = [place for place in range(7) if not np.isfinite(series.values[place::7]).any()]
    if not empty:
        return [], 0.0
    day = series.step.after(series.start, empty[0]).isoformat()
    return [finding("weekdays_missing", count=len(empty), day=day, refuses=True)], 0.0


def _break(series: Series) -> Told:
    values = without_gaps(series.values, series.step.rhythm.period)
    found = level_break(values, series.step.rhythm)
    if found is None:
        return [], 0.0
    day = series.step.after(series.start, len(series.values) - len(values) + found.place).isoformat()
    direction = "up" if found.times > 1 else "down"
    percent = round(100 * abs(found.times - 1))
    return [finding("level_break", day=day, percent=percent, direction=direction)], 0.0


def _spikes(series: Series) -> tuple[Series, list[Finding], float]:
    """What looks like a fault of the import is left out; what is only far is said and kept."""
    found = spikes(series.values, series.step.rhythm)
    faults = [one for one in found if one.kind is SpikeKind.TIMES_TEN]
    far = [one for one in found if one.kind is not SpikeKind.TIMES_TEN]
    values = series.values.copy()
    values[[one.place for one in faults]] = np.nan
    said = [_fault(series, one) for one in faults[-SPIKES_SAID:]] + [_far(series, one) for one in far[-SPIKES_SAID:]]
    return replace(series, values=values), said, UNSURE if far else 0.0


def _fault(series: Series, one: Spike) -> Finding:
    times = round(one.value / one.usual)
    day = series.step.after(series.start, one.place).isoformat()
    return finding("import_fault", day=day, value=shown(one.value), usual=shown(one.usual), times=times)


def _far(series: Series, one: Spike) -> Finding:
    day = series.step.after(series.start, one.place).isoformat()
    return finding("spike", day=day, value=shown(one.value), usual=shown(one.usual))


def _last(series: Series) -> date:
    return series.step.after(series.start, len(series.values) - 1)


def check_period(series: Series, start: date, end: date) -> list[Finding]:
    """Of the period [start, end) that is asked about: made of steps, not over, not begun too early, not too far."""
    if not _whole(series.step, start, end):
        code = f"no_whole_{series.step.value}s"
        return [finding(code, start=start.isoformat(), end=end.isoformat(), refuses=True)]
    if start < series.start:
        return [finding("period_before_data", start=start.isoformat(), first=series.start.isoformat(), refuses=True)]
    if end <= series.end:
        total = shown(float(np.nansum(series.within(start, end))))
        return [finding("period_over", start=start.isoformat(), end=end.isoformat(), total=total, refuses=True)]
    shared = series.step is Step.WEEK and ((start - series.start).days % 7 or (end - series.start).days % 7)
    said = [finding("weeks_shared", start=start.isoformat(), end=end.isoformat())] if shared else []
    return said + check_distance(series, end)


def _whole(step: Step, start: date, end: date) -> bool:
    """Whether months or quarters begin on both days. Weeks and days make any period."""
    if step in (Step.DAY, Step.WEEK):
        return True
    return all(day.day == 1 and (step is Step.MONTH or day.month % 3 == 1) for day in (start, end))


def check_distance(series: Series, end: date) -> list[Finding]:
    """Of how far ahead `end` lies: farther than the past is long is said, five times as far is refused."""
    ahead, known = series.step.between(series.end, end), int(np.isfinite(series.values).sum())
    if ahead > FARTHEST * known:
        return [finding("too_far", steps=ahead, known=known, most=FARTHEST * known, refuses=True)]
    return [finding("period_far", steps=ahead, known=known)] if ahead > known else []


def check_plan(series: Series, plan: float, steps: int, plan_unit: str = "") -> list[Finding]:
    """Of a plan for a period of `steps` steps: above zero, in the unit of the series, not many times the usual.

    A plan with a unit and a series without one are taken as alike, and that is said.
    """
    if not np.isfinite(plan) or plan <= 0:
        return [finding("plan_not_positive", plan=shown(plan), refuses=True)]
    if plan_unit and series.unit and plan_unit.casefold() != series.unit.casefold():
        return [finding("plan_other_unit", plan_unit=plan_unit, unit=series.unit, refuses=True)]
    known = series.values[np.isfinite(series.values)][-max(steps, 4 * series.step.rhythm.period) :]
    usual = float(known.mean()) * steps if len(known) else 0.0
    said = [finding("unit_not_said", unit=plan_unit)] if plan_unit and not series.unit else []
    if usual > 0 and not 1 / TIMES_FAR <= plan / usual <= TIMES_FAR:
        times = plan / usual
        said.append(finding("plan_far", plan=shown(plan), usual=shown(usual), times=shown(times)))
    return said


def widened(paths: Floats, doubt: float, seed: int = 0) -> Floats:
    """Paths [S, H], each as a whole times a level in doubt, the middle kept: a doubt of 0.3 is about a third."""
    if doubt <= 0:
        return paths
    level = np.random.default_rng((seed, len(paths))).standard_t(4, len(paths)).clip(-5, 5)
    return np.asarray(paths * np.exp(doubt * level)[:, None])


def shown(value: float) -> str:
    """A number as plain text, four figures of it at least: 1234567, 12.35, 0.01234."""
    if not np.isfinite(value):
        return str(value)
    if value == round(value) or abs(value) >= 1000:
        return str(round(value))
    return f"{value:.4g}"


def usable(findings: Sequence[Finding]) -> bool:
    return not any(one.refuses for one in findings)
