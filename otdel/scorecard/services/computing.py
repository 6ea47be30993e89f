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
from otdel.scorecard.queries.valuing import Valued, Valuer
from otdel.scorecard.services.digests import Digests, Touched, digests_of
from otdel.scorecard.services.storing import Overtaken, claim, hold, store

Holder = tuple[Kpi, MemberRef | None]


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
    now = digests_of(valuer, first)
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
    values = changed = frozen = 0
    for named in wanted:
        if (named.unit, named.period.start) in closed:
            frozen += 1
            continue
        whose = list(holders_in(valuer, named))
        chosen = [(kpi, who) for kpi, who in whose if touched.by(kpi, named)]
        if not chosen and not touched.everything:
            continue
        found = [valuer.value(kpi, who, named) for kpi, who in chosen]
        only = None if len(chosen) == len(whose) else frozenset(kpi.code for kpi, _ in chosen)
        changed += store(run, named, found, only=only)
        values += len(found)
    return Computed(values, changed, frozen)


def holders_in(valuer: Valuer, named: Named) -> Iterator[Holder]:
    """Every KPI with everybody who held it on a day of the period, and the department's own."""
    seen = valuer.window(named)
    if seen is None:
        return
    last = seen.period.last_day
    for kpi in valuer.holders.of_department(last):
        yield kpi, None
    for kpi in valuer.holders.kpis_on(last):
        for who in valuer.holders.of_role(kpi.role_id, seen.period).values():
            yield kpi, who


def of_period(valuer: Valuer, named: Named) -> list[Valued]:
    """All values of a period."""
    return [valuer.value(kpi, who, named) for kpi, who in holders_in(valuer, named)]


def _settle(run: int, now: Digests, on: date) -> None:
    """Remember what the values rest on. Raises Overtaken."""
    with transaction.atomic():
        ledger = hold(run)
        ledger.digests, ledger.on, ledger.computed_at = now.written(), on, timezone.now()
        ledger.save(update_fields=["digests", "on", "computed_at"])
