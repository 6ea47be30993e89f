"""What a pay period is calculated from: running agreements, stored values of KPIs, measures, days worked, entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.motivation.models import Entry, LineState, PayAgreement, StatementLine, VersionState
from otdel.motivation.rules.days import days_worked, month_of_service
from otdel.motivation.rules.lines import Booked, Inputs, Known, Result
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.rules.terms import Terms, own_plan
from otdel.organisation.models import Engagement
from otdel.organisation.models.dated import DatedQuerySet
from otdel.organisation.queries.members import MemberRef, ref
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import KpiValue
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.stored import NOT_KNOWN, value_of
from otdel.scorecard.queries.values import UnknownKpi, in_force
from otdel.scorecard.queries.valuing import ENOUGH, Valuer

NOT_STORED = NoData.because("pay_kpi_not_stored")
DRAWN = ("draw", "draw_back")  # codes of lines that give a draw and take it back
KEPT = "pay_draw_kept"  # the reason of a draw that is never taken back


@dataclass(frozen=True, slots=True)
class Asked:
    """One agreement's part in a period, ready to be calculated."""

    agreement: PayAgreement
    plan: Plan
    inputs: Inputs


@dataclass
class Gathering:
    """Reads what the agreements of one period need, each thing once.

    `booked_in` is a run whose entries are gathered again as they were booked; otherwise entries nobody booked yet.
    """

    viewer: Viewer
    named: Named
    valuer: Valuer
    booked_in: int | None = None
    _results: dict[tuple[str, int, str], Result] = field(default_factory=dict)
    _periods: dict[str, dict[str, dict[int, KpiValue]]] = field(default_factory=dict)
    _plans: dict[int, Plan] = field(default_factory=dict)

    def asked(self, member: int | None = None) -> list[Asked]:
        """Every running agreement whose plan is paid by this unit, in the order of names; of one `member` alone."""
        found, taken = [], set[int]()
        for one in agreements_paid_in(self.named):
            if member is not None and one.member_id != member:
                continue
            worked = self._worked(one)
            if worked[0] == worked[1]:
                continue
            plan, first = self._plan(one), one.member_id not in taken
            taken.add(one.member_id)
            found.append(Asked(one, plan, self._inputs(one, plan, worked, first=first)))
        return found + (list(self._of_gone(taken)) if member is None else [])

    def _of_gone(self, taken: set[int]) -> Iterator[Asked]:
        """What is still owed to people whose agreements ended: a statement of entries alone, for no days."""
        for member in self._booked.keys() - taken:
            one = last_agreement(member, self.named)
            if one is not None:
                plan = self._plan(one)
                yield Asked(one, plan, self._inputs(one, plan, (0, 0), first=True))

    def _plan(self, one: PayAgreement) -> Plan:
        """A version's rule is read once, however many agreed to it."""
        if one.version_id not in self._plans:
            self._plans[one.version_id] = read_plan(one.version.body)
        return personal(one, self._plans[one.version_id])

    def _inputs(self, one: PayAgreement, plan: Plan, worked: tuple[int, int], *, first: bool) -> Inputs:
        """Of somebody with two agreements in one period the `first` holds what was booked and what is owed of draws."""
        who, days = ref(one.member), self.named.period
        since = min((e.start for e in self._engagements.get(one.member_id, ())), default=one.start)
        self._read(self.named, kpis_of(plan))
        return Inputs(
            {kpi: self._result(kpi, who, rolling) for kpi, rolling in kpis_of(plan).items()},
            {measure: self._measure(measure, who) for measure in measures_of(plan)},
            days.days,
            *worked,
            month_of_service(since, days.last_day),
            who.slug,
            self._booked.get(one.member_id, ()) if first else (),
            self._advanced.get(one.member_id, Decimal(0)) if first else Decimal(0),
        )

    def _worked(self, one: PayAgreement) -> tuple[int, int]:
        days = self.named.period
        first, last = days_worked(days.start, days.end, one.start, one.end)
        spans = [
            days_worked(days.start, days.end, each.start, each.end)
            for each in self._engagements.get(one.member_id, ())
            if each.role_id == one.version.plan.role_id
        ]
        spans = [span for span in spans if span[0] < span[1]]
        if not spans:
            return (0, 0)
        first, last = max(first, min(a for a, _ in spans)), min(last, max(b for _, b in spans))
        return (first, last) if first < last else (0, 0)

    @cached_property
    def _engagements(self) -> dict[int, list[Engagement]]:
        found: dict[int, list[Engagement]] = {}
        for one in Engagement.objects.order_by("start", "id"):
            found.setdefault(one.member_id, []).append(one)
        return found

    def _result(self, kpi: str, who: MemberRef, rolling: int) -> Result:
        named, earlier = self.named, []
        for _ in range(rolling - 1):
            named = named.earlier()
            earlier.append(self._one(kpi, who, named))
        return replace(self._one(kpi, who, self.named), history=tuple(earlier))

    def _one(self, kpi: str, who: MemberRef, named: Named) -> Result:
        key = (kpi, who.id, named.code)
        if key not in self._results:
            kept = value_for(self._stored(named, kpi), who.id)
            self._results[key] = self._of(kept, named) if kept else Result(NOT_STORED, NOT_STORED)
        return self._results[key]

    def _stored(self, named: Named, kpi: str) -> dict[int, KpiValue]:
        """All values of a KPI in a period, by whose they are."""
        self._read(named, (kpi,))
        return self._periods[named.code][kpi]

    def _read(self, named: Named, kpis: Collection[str]) -> None:
        """Values of KPIs in a period at once, corrections read along."""
        known = self._periods.setdefault(named.code, {})
        missing = [kpi for kpi in kpis if kpi not in known]
        if not missing:
            return
        known.update({kpi: {} for kpi in missing})
        values = KpiValue.objects.filter(kpi__in=missing, unit=named.unit, start=named.period.start)
        for one in values.defer("parts").select_related("member").prefetch_related("adjustments"):
            known[one.kpi][one.whose] = one

    def _of(self, kept: KpiValue, named: Named) -> Result:
        target = NoData.because("no_target") if kept.target is None else kept.target
        corrections = sorted(kept.adjustments.all(), key=lambda one: (one.at, one.pk))
        if corrections:
            new = NOT_KNOWN if corrections[-1].new is None else corrections[-1].new
            return Result(new, self._reached(kept, new, named), target)
        if kept.coverage is not None and kept.coverage < ENOUGH:
            lacking = NoData.because("pay_kpi_not_covered", coverage=f"{kept.coverage:f}")
            return Result(lacking, lacking, target)
        return Result(
            value_of(kept.value, kept.reason),
            value_of(kept.attainment, kept.reason or {"code": "only_watched", "values": {}}),
            target,
        )

    def _reached(self, kept: KpiValue, new: Known, named: Named) -> Known:
        """How far a corrected value reaches the goal of its period."""
        if isinstance(new, NoData):
            return new
        try:
            kpi = in_force(kept.kpi, named)
        except UnknownKpi:
            return NOT_STORED
        whose = ref(kept.member) if kept.member else None
        return self.valuer.judge(kpi, whose, named, new).attainment

    def _measure(self, code: str, who: MemberRef) -> Known:
        told, seen = meaning(code), self.valuer.window(self.named)
        if told is None or seen is None:
            return NoData.because("pay_measure_unknown", measure=code)
        scope: Scope = self.valuer.holders.scope_of(who.id, None, seen.period)
        return self.valuer.book.measure(told.measure, scope, seen.of(told.shift)).value

    @cached_property
    def _booked(self) -> dict[int, tuple[Booked, ...]]:
        """Entries this period pays, by member: decided to be due before it ends and booked by nobody else."""
        if self.booked_in is None:
            found = Entry.objects.filter(booked=None, due__lt=self.named.period.end)
        else:
            found = Entry.objects.filter(booked__statement__snapshot__run=self.booked_in)
        made: dict[int, tuple[Booked, ...]] = {}
        for one in found.select_related("of__statement__snapshot__run").order_by("due", "id"):
            made[one.member_id] = (*made.get(one.member_id, ()), booked(one))
        return made

    @cached_property
    def _advanced(self) -> dict[int, Decimal]:
        """Recoverable draws given and not yet taken back, by member, whatever rule is in force now.

        A line that takes back is negative; a draw that was to be kept is owed by nobody.
        """
        lines = StatementLine.objects.filter(
            code__in=DRAWN, statement__published_at__isnull=False, statement__snapshot__run__end__lte=self._start
        ).values_list("statement__member", "amount", "because")
        found: dict[int, Decimal] = {}
        for member, amount, because in lines:
            if because.get("code") != KEPT:
                found[member] = found.get(member, Decimal(0)) + amount
        return found

    @property
    def _start(self) -> date:
        return self.named.period.start


def agreements_paid_in(named: Named) -> list[PayAgreement]:
    """Signed agreements in force on a day of the period, of approved versions paid by its unit.

    Of two that overlap for one person and plan, the later one holds from its first day.
    """
    found = signed().during(named.period.start, named.period.end).order_by("member__name", "member", "start", "id")
    kept = [one for one in found if one.version.body.get("period") == named.unit]
    latest: dict[tuple[int, int], date] = {}
    for one in reversed(kept):
        key = (one.member_id, one.version.plan_id)
        if key in latest and (one.end is None or one.end > latest[key]):
            one.end = latest[key]
        latest[key] = one.start
    return [one for one in kept if one.end is None or one.end > max(one.start, named.period.start)]


def last_agreement(member: int, named: Named) -> PayAgreement | None:
    """The newest signed agreement of a member that was paid by this unit and began before the period's end."""
    found = signed().filter(member=member, start__lt=named.period.end).order_by("-start", "-id")
    return next((one for one in found if one.version.body.get("period") == named.unit), None)


def signed() -> DatedQuerySet[PayAgreement]:
    return PayAgreement.objects.filter(
        signed_at__isnull=False, declined_at=None, withdrawn_at=None, version__state=VersionState.APPROVED
    ).select_related("member", "version__plan")


def personal(agreement: PayAgreement, read: Plan | None = None) -> Plan:
    """The version's plan, read now unless it was `read` already, with the person's own fixed and target pay."""
    plan = read or read_plan(agreement.version.body)
    return own_plan(plan, Terms(agreement.base, agreement.target_variable), agreement.currency)


def kpis_of(plan: Plan) -> Mapping[str, int]:
    """Every KPI a plan rests on, with how many periods it looks at."""
    found = {one.kpi: 1 for one in plan.gates}
    shared = [plan.team, *((plan.point_pay.quality, plan.point_pay.time) if plan.point_pay else ())]
    found.update({one.kpi: 1 for one in shared if one})
    found.update({one.kpi: one.rolling for one in plan.components})
    return found


def measures_of(plan: Plan) -> Iterable[str]:
    return [one.measure for one in (plan.unit_pay, plan.point_pay) if one]


def value_for(kept: Mapping[int, KpiValue], member: int) -> KpiValue | None:
    """The member's own value, else the department's, else the one holder's when there is one: a shared result."""
    one = next(iter(kept.values())) if len(kept) == 1 else None
    return kept.get(member) or kept.get(0) or one


def booked(entry: Entry) -> Booked:
    """An entry as the arithmetic and the words of its line need it."""
    values = {"what": entry.what, "why": entry.why, "name": entry.name, "at": entry.at.date().isoformat()}
    if entry.of is not None:
        run = entry.of.statement.snapshot.run
        values |= {"of": entry.of.code, "of_subject": entry.of.subject, "of_start": run.start.isoformat()}
    return Booked(entry.key, entry.kind, entry.amount, values)


def due_held(before: date) -> list[StatementLine]:
    """Held parts of published statements whose day came before `before` and about which nothing is decided."""
    lines = StatementLine.objects.filter(kind="held", due__lt=before, statement__published_at__isnull=False)
    decided = set(Entry.objects.filter(kind=Entry.Kind.RELEASE).values_list("of", flat=True))
    found = lines.exclude(state=LineState.DISPUTED).select_related("statement__snapshot__run", "statement__member")
    return [one for one in found if one.pk not in decided and one.amount]


def matured(held: Plan, end: date) -> date | None:
    """The day a part held back in the period that ends before `end` is released."""
    return end + timedelta(days=held.holdback.days) if held.holdback else None
