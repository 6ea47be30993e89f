"""Making forecasts of a day: computed from what was known then, kept as made, once for each state of the facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.futures import SEED, ByDay, ByMonth, Futures
from otdel.forecasting.queries.goals import Aimed, goals_in
from otdel.forecasting.queries.history import History
from otdel.forecasting.queries.reaching import Ended, Reaching
from otdel.forecasting.rules.chances import Chance, Pace, chance, pace
from otdel.forecasting.rules.run_rate import run_rate_odds
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import NoData, Reason
from otdel.scorecard.queries.periods import Span
from otdel.scorecard.queries.valuing import Valuer

LIVE, REPLAYED = 900, 240  # paths
UNITS: tuple[Span, ...] = ("month", "quarter")
FAN_LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """How many goals were looked at, how many forecasts were new, and how many goals cannot be forecast."""

    goals: int = 0
    new: int = 0
    silent: int = 0


def forecasts(valuer: Valuer, history: History, on: date, *, units: Sequence[Span] = UNITS, draws: int = LIVE,
              only: Callable[[Aimed], bool] = lambda _: True,
              progress: Progress = lambda *_: None) -> list[Forecast]:  # fmt: skip
    """Of every goal of the periods that run on `on`, as known on its morning; not yet kept."""
    nameds = [containing(on, unit) for unit in units]
    until = max(one.period.end for one in nameds)
    reaching = Reaching(valuer, Futures(history, on, until, draws))
    wanted = [(aimed, named) for named in nameds for aimed in goals_in(valuer, named) if only(aimed)]
    reaching.prepare((one.subject, one.kpi, named) for one, named in wanted)
    rows = []
    for place, (aimed, named) in enumerate(wanted):
        progress("forecasting_goal", place, len(wanted))
        rows.append(forecast_of(reaching, aimed, named, replayed=on < valuer.book.today))
    return rows


def keep(rows: Sequence[Forecast], on: date) -> Made:
    """Write down what was not said on this day already.

    Twice over the same facts it adds nothing. All are written or none, and one that stands is left alone: a worker
    that dies leaves nothing half done, and two at once write each row once.
    """
    kept = set(Forecast.objects.filter(seen_on=on).values_list("kind", "code", "whose", "unit", "start", "digest"))
    new = [row for row in rows if (row.kind, row.code, row.whose, row.unit, row.start, row.digest) not in kept]
    Forecast.objects.bulk_create(new, ignore_conflicts=True, batch_size=100)
    return Made(len(rows), len(new), sum(row.reason is not None for row in new))


def forecast_of(reaching: Reaching, aimed: Aimed, named: Named, *, replayed: bool) -> Forecast:
    """One forecast, not yet kept."""
    subject, on = aimed.subject, reaching.futures.on
    ended = reaching.ended(subject, aimed.kpi, named)
    row = Forecast(
        kind=subject.kind, code=subject.code, member_id=subject.whose or None, whose=subject.whose, unit=named.unit,
        start=named.period.start, end=named.period.end, seen_on=on, replayed=replayed, seed=SEED,
        draws=reaching.futures.draws,
    )  # fmt: skip
    found = None if isinstance(ended, NoData) else chance(ended.values, ended.aim)
    if isinstance(ended, NoData):
        row.reason = told(ended.reason)
    elif found is None:
        row.reason = told(Reason.of("no_value_on_any_path"))
    else:
        _fill(row, reaching, aimed, ended, found)
    row.digest = _digest(row)
    return row


def _fill(row: Forecast, reaching: Reaching, aimed: Aimed, ended: Ended, found: Chance) -> None:
    row.odds, row.quantiles, row.dots = found.odds, _short(found.quantiles), _short(found.dots)
    row.low, row.high, row.plan, row.so_far = ended.aim.low, ended.aim.high, ended.plan, ended.so_far
    row.fan = [] if row.replayed else _fan(reaching, aimed, ended)
    row.pace = _pace(row, ended)
    row.naive = _naive(reaching, row, ended)
    row.parts = {
        name: {
            "weights": {way: round(weight, 3) for way, weight in line.weights.items()},
            "until": (line.days.end if isinstance(line, ByDay) else line.months.end).isoformat(),
            "by": "day" if isinstance(line, ByDay) else "month",
        }
        for name, line in ended.lines.items()
    }
    row.notes = [told(one) for one in _notes(row, ended)]


def _notes(row: Forecast, ended: Ended) -> Iterable[Reason]:
    """What was taken for granted, in words a reader can check."""
    lines = ended.lines.values()
    if due := sum(_due(line, row) for line in lines if isinstance(line, ByDay)):
        yield Reason.of("days_not_finished", share=str(round(due, 3)))
    behind = [line.days.end for line in lines if isinstance(line, ByDay) and line.days.end < row.seen_on]
    if behind:
        yield Reason.of("sources_behind", last=(min(behind) - timedelta(days=1)).isoformat())
    if any(isinstance(line, ByMonth) for line in lines):
        yield Reason.of("read_by_month")
    if ended.averaged:
        yield Reason.of("small_sample_averaged")
    if ended.ramp != 1:
        yield Reason.of("newcomer", share=f"{ended.ramp.normalize():f}")
    if not ended.aim.set:
        yield Reason.of("nothing_planned")


def _due(line: ByDay, row: Forecast) -> float:
    """The share of the value of the days so far that is still expected to come."""
    first, last = (max(0, (day - line.days.start).days) for day in (row.start, row.end))
    due, known = float(line.days.due[first:last].sum()), float(line.days.known[first:last].sum())
    return due / (due + known) if due > 0 and due + known > 0 else 0.0


def _fan(reaching: Reaching, aimed: Aimed, ended: Ended) -> list[list[object]]:
    points: list[list[object]] = []
    for day, values, plan in reaching.fan(aimed.subject, aimed.kpi, ended):
        known = values[~np.isnan(values)]
        if len(known):
            edges = [round(float(one), 6) for one in np.quantile(known, FAN_LEVELS)]
            points.append([day.isoformat(), *edges, plan])
    return points


def _single(ended: Ended) -> ByDay | None:
    """The measure behind a value that is nothing but its sum."""
    (line, *others) = ended.lines.values()
    return line if not others and isinstance(line, ByDay) else None


def _pace(row: Forecast, ended: Ended) -> dict[str, object] | None:
    line = _single(ended)
    if line is None or ended.aim.low is None or row.kind != "measure":
        return None
    gone, left = (line.days.end - row.start).days, (row.end - line.days.end).days
    first = max(0, (row.start - line.days.start).days)
    counted = float(line.days.whole[first:].sum())
    found: Pace | None = pace(line.days.whole, counted, gone, left, ended.aim.low)
    if found is None:
        return None
    return {
        "so_far": found.so_far,
        "needed": found.needed,
        "left": left,
        "reached": found.reached,
        "tried": found.tried,
    }


def _naive(reaching: Reaching, row: Forecast, ended: Ended) -> float | None:
    """What the run rate would have said: so far over days gone, stretched to the period."""
    line = _single(ended)
    if line is None or ended.aim.low is None or row.kind != "measure":
        return None
    first = max(0, (row.start - line.days.start).days)
    return run_rate_odds(line.days.whole, first, (row.end - row.start).days, ended.aim.low)


def _short(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.8g}") for value in values]


def told(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "values": dict(reason.values)}


def _digest(row: Forecast) -> str:
    """Of what was said: the same facts say the same."""
    names = ("odds", "quantiles", "plan", "low", "high", "so_far", "seed", "draws", "reason", "parts")
    said = json.dumps({name: getattr(row, name) for name in names}, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()
