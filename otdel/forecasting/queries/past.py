"""Goals whose period is over: how they were seen first and last, and what came. Every past forecast is reached here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from otdel.forecasting.models import Forecast, Outcome
from otdel.forecasting.queries.forecasts import GoalLine, Lines
from otdel.forecasting.queries.rights import READERS, sight
from otdel.kit.calendar import Named
from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PastGoal:
    """`first` and `last` are the chances told on the first and last day it was forecast; `came` in its own unit."""

    kind: str
    code: str
    name: str
    who: str
    slug: str
    named: Named
    unit: str
    currency: str
    forecasts: int
    first: float | None
    last: float | None
    came: float | None
    reached: bool | None
    first_on: date


def past_goals(viewer: Viewer, most: int = 200) -> tuple[PastGoal, ...]:
    """The newest periods first. Raises NotAllowed."""
    viewer.must(*READERS)
    sees = sight(viewer)
    came = {
        (one.kind, one.code, one.whose, one.unit, one.start): one
        for one in Outcome.objects.exclude(value=None).order_by("-start")
        if sees(one.whose)
    }
    seen: dict[tuple[str, str, int, str, date], list[Forecast]] = {}
    light = ("kind", "code", "whose", "unit", "start", "seen_on", "odds")
    for row in Forecast.objects.filter(reason__isnull=True).order_by("seen_on", "id").only(*light):
        key = (row.kind, row.code, row.whose, row.unit, row.start)
        if key in came:
            seen.setdefault(key, []).append(row)
    shown = [key for key in came if key in seen][:most]
    whole = Forecast.objects.in_bulk([seen[key][-1].pk for key in shown])
    lines = Lines(viewer)
    return tuple(_past(lines.of(whole[seen[key][-1].pk]), seen[key], came[key]) for key in shown)


def _past(line: GoalLine, seen: list[Forecast], outcome: Outcome) -> PastGoal:
    hidden = line.reason is not None
    return PastGoal(
        line.kind, line.code, line.name, line.who.name if line.who else "", line.who.slug if line.who else "",
        line.named, line.unit, line.currency, len(seen), None if hidden else seen[0].odds,
        None if hidden else line.odds, None if hidden else outcome.value, None if hidden else outcome.reached,
        seen[0].seen_on,
    )  # fmt: skip
