"""Computing the values of KPIs: all of them, or those a change can have touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from otdel.accounts.models import Company
from otdel.kit.calendar import Named
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.models import ClosedPeriod, Kpi, Ledger
from otdel.scorecard.queries.periods import SPANS, months_before, periods
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.rules.windows import Window
from otdel.scorecard.services.digests import Digests, Touched, digests_of
from otdel.scorecard.services.storing import Overtaken, Whose, claim, hold, store

Holder = tuple[Kpi, MemberRef | None]
Batch = tuple[Named, list[Whose], frozenset[str] | None]
TOGETHER = 10_000  # values written in one transaction: the web waits no longer than that takes


@dataclass(frozen=True, slots=True)
class Computed:
    """How many values were computed, how many changed in the store, and how many periods were left as frozen.

    `overtaken` says that a newer computing took over before this one was done.
    """

    values: int = 0
    changed: int = 0
    frozen: int = 0
    overtaken: bool = False


def compute(on: date, *, months_back: int = 24, everything: bool = False) -> Computed:
    """Bring the stored values up to date as seen on a day. Run twice, it changes nothing the second time.

    Periods from `months_back` months ago on; of these, those whose facts, records or rules changed since the last time,
    and those still running then. `everything` computes all of them.
    """
    if not (Company.objects.exists() and Kpi.objects.exists()):
        return Computed()
    run = claim()
    valuer = Valuer.load(on)
    first = months_before(on, months_back)
    now = digests_of(valuer)
    touched = Touched.between(None if everything else _told_before(first), now, on)
    try:
        done = _compute(run, valuer, touched, [one for unit in SPANS for one in periods(unit, first, on)])
        _settle(run, now, on)
    except Overtaken:
        return Computed(overtaken=True)
    return done


def _told_before(first: date) -> Digests | None:
    ledger = Ledger.objects.get(pk=1)
    return Digests.read(ledger.digests, ledger.on) if ledger.on else None


def _compute(run: int, valuer: Valuer, touched: Touched, wanted: Iterable[Named]) -> Computed:
    closed = set(ClosedPeriod.objects.values_list("unit", "start"))
    values = changed = frozen = waiting = 0
    batch: list[Batch] = []
    for named in wanted:
        if (named.unit, named.period.start) in closed:
            frozen += 1
            continue
        if one := _of_period(valuer, touched, named):
            batch.append(one)
            waiting += len(one[1])
            values += len(one[1])
        if waiting >= TOGETHER:
            changed += store(run, batch)
            batch, waiting = [], 0
    return Computed(values, changed + store(run, batch), frozen)


def _of_period(valuer: Valuer, touched: Touched, named: Named) -> Batch | None:
    """What of a period has to be computed again; nothing when nothing of it can have changed."""
    seen = valuer.window(named)
    if seen is None:
        return None
    known = valuer.holders.kpis_on(seen.period.last_day)
    again = {kpi.pk for kpi in known if touched.by(kpi, named)}
    if not again and not touched.everything:
        return None
    chosen = [pair for pair in holders_in(valuer, seen) if pair[0].pk in again]
    found = [(valuer.value(kpi, who, named), who.id if who else 0) for kpi, who in chosen]
    return named, found, None if len(again) == len(known) else frozenset(one.code for one in known if one.pk in again)


def holders_in(valuer: Valuer, seen: Window) -> Iterator[Holder]:
    """Every KPI with everybody who held it on a day of the period, and the department's own."""
    last = seen.period.last_day
    for kpi in valuer.holders.of_department(last):
        yield kpi, None
    for kpi in valuer.holders.kpis_on(last):
        for who in valuer.holders.of_role(kpi.role_id, seen.period).values():
            yield kpi, who


def _settle(run: int, now: Digests, on: date) -> None:
    """Remember what the values rest on. Raises Overtaken."""
    with transaction.atomic():
        ledger = hold(run)
        ledger.digests, ledger.on, ledger.computed_at = now.written(), on, timezone.now()
        ledger.save(update_fields=["digests", "on", "computed_at"])
