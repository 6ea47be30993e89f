"""Costs and rates typed by hand, as each viewer may see them, and the rates there are by pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from otdel.kit.money import Money
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.models import Cost, TypedRate
from otdel.measurement.names import source_name
from otdel.measurement.store import warehouse

SEES_COSTS = (Role.OWNER, Role.HEAD, Role.ACCOUNTANT, Role.SPECIALIST)


@dataclass(frozen=True, slots=True)
class RatePair:
    """Rates of one pair from one source: how many days, the last day and its rate."""

    source: str
    currency: str
    into: str
    days: int
    last_day: date
    last_rate: Decimal


def costs(viewer: Viewer) -> list[Cost]:
    """Costs newest first; salaries only for owner, head and accountant. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_COSTS)
    return list(Cost.objects.seen_by(viewer).select_related("by"))


def cost_totals(viewer: Viewer) -> list[Money]:
    """The costs this viewer sees by currency. A sum with salaries would tell one: a colleague can take the rest off."""
    viewer.must(*SEES_COSTS)
    rows = Cost.objects.seen_by(viewer).values("currency").order_by("currency").annotate(total=Sum("amount"))
    return [Money(row["total"], row["currency"]) for row in rows]


def rates(viewer: Viewer) -> list[TypedRate]:
    """Typed rates, newest first, 200 at most. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_COSTS)
    return list(TypedRate.objects.select_related("by")[:200])


def rate_pairs(viewer: Viewer) -> list[RatePair]:
    """What rates there are, imported or typed; typed ones at once. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_COSTS)
    imported = [
        RatePair(
            source_name(row["source"]), row["currency"], row["into"], row["days"], row["last_day"], row["last_rate"]
        )
        for row in warehouse().ask("rate_pairs").to_pylist()
        if row["source"] != "manual"  # landed by a worker, a moment after they are typed
    ]
    return sorted([*imported, *_typed_pairs()], key=lambda pair: (pair.currency, pair.into, pair.source))


def _typed_pairs() -> list[RatePair]:
    pairs: dict[tuple[str, str], list[TypedRate]] = {}
    for rate in TypedRate.objects.order_by("day"):
        pairs.setdefault((rate.currency, rate.into), []).append(rate)
    return [RatePair("", *pair, len(found), found[-1].day, found[-1].rate) for pair, found in pairs.items()]
