"""Costs and rates typed by hand become facts the way a file does: a file is written, kept by hash and landed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from otdel.accounts.trail import audit
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.measurement.models import Cost, CostKind, Import, ImportFile, State, TypedRate
from otdel.measurement.rules import TypedCost, cost_days
from otdel.measurement.services.landing import queue
from otdel.measurement.store import warehouse

COSTS, RATES = "costs", "rates"
REPORTS = {COSTS: "manual.costs", RATES: "manual.rates"}
NAMES = {COSTS: "otdel-costs.csv", RATES: "otdel-rates.csv"}
MAY_TYPE = (Role.OWNER, Role.HEAD, Role.ACCOUNTANT)
MAY_TYPE_COSTS = (*MAY_TYPE, Role.SPECIALIST)
COST_HEADER = ("Day", "Cost reference", "Cost name", "Cost kind", "Channel", "Currency", "Amount")
RATE_HEADER = ("Day", "Currency", "Into", "Rate")


def add_cost(viewer: Viewer, kind: str, label: str, money: Money, period: Period, channel: str = "") -> Cost:
    """A cost of the department for these days. Raises NotAllowed: a specialist may not enter salaries."""
    viewer.must(*(MAY_TYPE if kind == CostKind.SALARY else MAY_TYPE_COSTS))
    with transaction.atomic():
        cost = Cost.objects.create(
            kind=kind,
            label=label.strip(),
            amount=money.amount,
            currency=money.currency,
            start=period.start,
            end=period.end,
            channel=channel,
            by_id=viewer.person or None,
        )
        audit(viewer, "cost.added", f"cost:{cost.pk}", kind=kind, month=period.start.isoformat())
        _count_anew(viewer, COSTS)
    return cost


def remove_cost(viewer: Viewer, cost: Cost) -> None:
    """Take a cost away. Raises NotAllowed when the viewer does not see it."""
    viewer.must(*(MAY_TYPE if cost.kind == CostKind.SALARY else MAY_TYPE_COSTS))
    with transaction.atomic():
        audit(viewer, "cost.removed", f"cost:{cost.pk}", kind=cost.kind, month=cost.start.isoformat())
        cost.delete()
        _count_anew(viewer, COSTS)


def add_rate(viewer: Viewer, day: date, currency: str, into: str, rate: Decimal) -> TypedRate:
    """What one `currency` was worth that day; said again, it replaces the first. Raises NotAllowed, ValueError."""
    viewer.must(*MAY_TYPE)
    if rate <= 0 or currency == into:
        raise ValueError("a rate is above zero, between two currencies")
    with transaction.atomic():
        typed, _ = TypedRate.objects.update_or_create(
            day=day, currency=currency, into=into, defaults={"rate": rate, "by_id": viewer.person or None}
        )
        audit(viewer, "rate.added", f"rate:{typed.pk}", day=day.isoformat(), pair=f"{currency}/{into}", rate=str(rate))
        _count_anew(viewer, RATES)
    return typed


def remove_rate(viewer: Viewer, rate: TypedRate) -> None:
    """Take a rate away. Raises NotAllowed."""
    viewer.must(*MAY_TYPE)
    with transaction.atomic():
        audit(viewer, "rate.removed", f"rate:{rate.pk}", day=rate.day.isoformat())
        rate.delete()
        _count_anew(viewer, RATES)


def _count_anew(viewer: Viewer, what: str) -> None:
    """Write all that is typed into a file, keep it and hand it to a worker. With nothing typed, take the last out."""
    lines = _cost_lines() if what == COSTS else _rate_lines()
    Import.objects.filter(typed=what, state=State.RUNNING).update(state=State.UNDONE)  # it would count old words
    if not lines:
        _take_out(what)
        return
    with tempfile.TemporaryDirectory() as folder:
        raw = warehouse().keep_raw(_written(Path(folder) / NAMES[what], what, lines), NAMES[what])
    file, _ = ImportFile.objects.get_or_create(
        sha256=raw.sha256, defaults={"name": NAMES[what], "size": raw.size, "uploaded_by_id": viewer.person or None}
    )
    item = Import.objects.create(
        file=file,
        name=NAMES[what],
        by_id=viewer.person or None,
        typed=what,
        report_asked=REPORTS[what],
        report=REPORTS[what],
        source="manual",
        state=State.RUNNING,
        fresh=False,
    )
    queue(viewer, item)


def _take_out(what: str) -> None:
    for item in Import.objects.landed().filter(typed=what):
        warehouse().withdraw(item.pk)
        item.settle(State.UNDONE)


def _written(path: Path, what: str, lines: Iterable[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COST_HEADER if what == COSTS else RATE_HEADER)
        writer.writerows(lines)
    return path


def _cost_lines() -> list[tuple[str, ...]]:
    typed = [
        TypedCost(c.pk, c.kind, c.label, c.channel, c.amount, c.currency, c.period, c.kind == CostKind.SALARY)
        for c in Cost.objects.order_by("id")
    ]
    return [
        (d.day.isoformat(), d.reference, d.label, d.kind, d.channel, d.currency, f"{d.amount:f}")
        for d in cost_days(typed)
    ]


def _rate_lines() -> list[tuple[str, ...]]:
    return [
        (rate.day.isoformat(), rate.currency, rate.into, f"{rate.rate:f}")
        for rate in TypedRate.objects.order_by("day", "currency", "into")
    ]


def must_see_cost(viewer: Viewer, pk: int) -> Cost:
    """The cost, if the viewer may see it. Raises NotAllowed otherwise, whether or not there is one."""
    found = Cost.objects.seen_by(viewer).filter(pk=pk).first()
    if found is None:
        raise NotAllowed("no such cost for this viewer")
    return found
