"""What the company's own records say, gathered for the lints of one version of a plan."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import numpy as np

from otdel.analytics import bunching
from otdel.analytics.chances import exact, together
from otdel.analytics.payouts import Floats
from otdel.motivation.models import PayAgreement, Payment, PlanVersion, Statement, VersionState
from otdel.motivation.queries.compiling import Column
from otdel.motivation.queries.history import History, coverage_of
from otdel.motivation.queries.known_kpis import heads_on
from otdel.motivation.queries.paid_people import Paid
from otdel.motivation.queries.simulation import Simulator
from otdel.motivation.rules.lints.context import (
    Alone,
    Bunched,
    Context,
    Dates,
    KpiFacts,
    Moves,
    Ratchet,
    Terms,
    Told,
    Waiting,
)
from otdel.motivation.rules.lints.trial import trial
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan
from otdel.organisation.models import Engagement, Member
from otdel.planning.models import Promise, PromiseKind
from otdel.scorecard.models import Reading, Target

LUMPY = Decimal(50)  # counts with a smaller target jump over the line in one step
STEP = Decimal("0.02")
AS_LAST = Decimal("0.02")  # a target this near to the last actual was taken from it
MONTH = 30


def context_of(version: PlanVersion, today: date, kpis: Mapping[str, KpiFacts], simulator: Simulator) -> Context:
    """Everything the lints ask for, as of `today`."""
    plan = read_plan(version.body)
    history, people = simulator.history, simulator.people
    paid = _codes(plan)
    members = [one.who.id for one in people]
    return Context(
        kpis=kpis,
        heads=heads_on(today),
        team=_team(version, today),
        terms=tuple(Terms(one.who.name, one.base, one.target_variable) for one in people if one.signed),
        simulate=simulator.of,
        coverage=coverage_of(history, paid, members),
        typed=tuple(_typed(history, paid, people, kpis)),
        dates=_dates(version, today),
        ratchets=tuple(_ratchets(history, paid, people)),
        within=tuple(_within(history, paid, people)),
        between=tuple(_between(history, plan, people)),
        bunches=tuple(_bunches(history, paid, people, kpis)),
        unsigned=tuple(_unsigned(version, today)),
        overdue=tuple(_overdue(people, today)),
        statements=tuple(_told(version)),
        compute=trial,
    )


def _codes(plan: Plan) -> list[str]:
    found = [one.kpi for one in plan.components] + [one.kpi for one in plan.gates]
    pay = plan.point_pay
    found += [plan.team.kpi] if plan.team else []
    return list(dict.fromkeys([*found, *([pay.quality.kpi, pay.time.kpi] if pay else [])]))


def _team(version: PlanVersion, today: date) -> int:
    """People in the role, or under the same head, whichever are more."""
    there = Engagement.objects.on(max(today, version.start))
    own = there.filter(role=version.plan.role)
    heads = own.exclude(reports_to=None).values("reports_to")
    counts = [own.values("member").distinct().count()]
    counts += [there.filter(reports_to__in=heads).values("member").distinct().count()]
    return max(counts)


def _dates(version: PlanVersion, today: date) -> Dates:
    """A draft is judged from today, an approved version from the day it was approved."""
    judged = version.approved_at.date() if version.approved_at else today
    before = version.plan.versions.filter(state=VersionState.APPROVED, number__lt=version.number).last()
    return Dates(version.start, judged, read_plan(before.body) if before else None, tuple(_lowered(version)))


def _lowered(version: PlanVersion) -> Iterator[str]:
    """Names of those who agreed to more than the version says, without an agreement of it."""
    plan = read_plan(version.body)
    agreed = PayAgreement.objects.filter(version__plan=version.plan, withdrawn_at=None).exclude(signed_at=None)
    for one in agreed.on(version.start).exclude(version=version).select_related("member"):
        if one.base > plan.base or one.target_variable > plan.target_variable:
            yield one.member.name


def _typed(
    history: History, kpis: list[str], people: tuple[Paid, ...], facts: Mapping[str, KpiFacts]
) -> Iterator[Alone]:
    """Readings of the last three periods that their own beneficiary typed in and nobody read again."""
    if not history.periods:
        return
    since = history.periods[max(len(history.periods) - 3, 0)].period.start
    alone = Reading.objects.filter(start__gte=since, second_at=None, settled=None, replaced_by=None).exclude(by=None)
    persons = dict(Member.objects.filter(pk__in=[one.who.id for one in people]).values_list("person_id", "name"))
    counted: dict[tuple[str, str], int] = {}
    for measure, by in alone.filter(by__in=[one for one in persons if one]).values_list("measure", "by_id"):
        counted[measure, persons[by]] = counted.get((measure, persons[by]), 0) + 1
    for kpi in kpis:
        named = {name for name, _ in facts[kpi].parts} if kpi in facts else set()
        for (measure, who), periods in counted.items():
            if measure in named:
                yield Alone(kpi, measure, who, periods)


def _ratchets(history: History, kpis: list[str], people: tuple[Paid, ...]) -> Iterator[Ratchet]:
    """Targets raised two or more times in a row to what was last reached."""
    names = {one.who.id: one.who.name for one in people}
    found: dict[tuple[str, int | None], list[Target]] = {}
    for one in Target.objects.filter(kpi__in=kpis).order_by("start", "id"):
        if one.target is not None and (one.member_id is None or one.member_id in names):
            found.setdefault((one.kpi, one.member_id), []).append(one)
    for (kpi, member), targets in found.items():
        whose = member if member is not None else next(iter(names), 0)
        taken = [one for one in targets if _as_last(history, kpi, whose, one)]
        if len(taken) >= 2:
            terms = [(b.start - a.start).days for a, b in itertools.pairwise(taken)]
            yield Ratchet(kpi, names.get(member or 0, ""), len(taken), min(terms) // MONTH)


def _as_last(history: History, kpi: str, member: int, target: Target) -> bool:
    earlier = [one.period.start for one in history.periods if one.period.end <= target.start]
    seen = history.kpi(kpi, member).get(earlier[-1]) if earlier else None
    if seen is None or not seen.value or target.target is None:
        return False
    return abs(target.target - seen.value) <= AS_LAST * abs(seen.value)


def _attainments(history: History, kpi: str, member: int) -> Floats:
    return history.table(member, (Column(kpi, "attainment"),))[:, 0]


def _within(history: History, kpis: list[str], people: tuple[Paid, ...]) -> Iterator[Moves]:
    for one in people:
        series = {kpi: _attainments(history, kpi, one.who.id) for kpi in kpis}
        for place, left in enumerate(kpis):
            for right in kpis[place + 1 :]:
                if found := _moves(history, left, right, series[left], series[right]):
                    yield found


def _moves(
    history: History, left: str, right: str, lefts: Floats, rights: Floats, other: str = "", *, shared: bool = False
) -> Moves | None:
    goes = together(lefts, rights)
    if goes is None:
        return None
    known = ~(np.isnan(lefts) | np.isnan(rights))
    return Moves(
        left, right, goes.middle, goes.high, goes.low,
        tuple(one.code for one, there in zip(history.periods, known, strict=True) if there),
        tuple(exact(value, 4) for value in lefts[known]),
        tuple(exact(value, 4) for value in rights[known]),
        other, shared,
    )  # fmt: skip


def _between(history: History, plan: Plan, people: tuple[Paid, ...]) -> Iterator[Moves]:
    """This plan's components against those of other people's running plans of the same period."""
    own = {one.kpi for one in plan.components}
    mine = {one.who.id for one in people}
    running = PayAgreement.objects.exclude(signed_at=None).filter(withdrawn_at=None, end=None)
    for one in running.exclude(member__in=mine).select_related("member", "version"):
        theirs = read_plan(one.version.body)
        if theirs.period != plan.period:
            continue
        codes = {part.kpi for part in theirs.components}
        shared = bool(own & codes) or bool(plan.team and theirs.team and plan.team.kpi == theirs.team.kpi)
        for who in people:
            for left in sorted(own):
                for right in sorted(codes - own):
                    pair = (_attainments(history, left, who.who.id), _attainments(history, right, one.member_id))
                    if found := _moves(history, left, right, *pair, one.member.name, shared=shared):
                        yield found


def _bunches(
    history: History, kpis: list[str], people: tuple[Paid, ...], facts: Mapping[str, KpiFacts]
) -> Iterator[Bunched]:
    """Of everybody the plan pays together. KPIs that pass or fail, or come in few pieces, stand on the line anyway."""
    for kpi in kpis:
        told = facts.get(kpi)
        if told is None or told.pattern in ("gate", "corridor", "monitor"):
            continue
        if told.unit in ("count", "points") and (told.target or Decimal(0)) < LUMPY:
            continue
        known = [one for who in people for one in _attainments(history, kpi, who.who.id).tolist() if not np.isnan(one)]
        found = bunching.bunch(known)
        yield Bunched(kpi, found.at, found.beside, exact(found.likely, 4), _steps(known))


def _steps(known: list[float]) -> tuple[tuple[Decimal, int], ...]:
    """How many stand in each 2 % from 90 % to 110 % of the target."""
    edges = [Decimal("0.9") + STEP * place for place in range(10)]
    return tuple((edge, bunching.between(known, edge, edge + STEP)) for edge in edges)


def _unsigned(version: PlanVersion, today: date) -> Iterator[Waiting]:
    """Of an approved version that is in force: whoever holds the role and has not signed it."""
    if version.state != VersionState.APPROVED or version.start > today or (version.end and version.end <= today):
        return
    signed = PayAgreement.objects.filter(version=version, withdrawn_at=None).exclude(signed_at=None)
    holding = set(signed.on(today).values_list("member", flat=True))
    offered = PayAgreement.objects.filter(version=version, signed_at=None, declined_at=None, withdrawn_at=None)
    for one in offered.select_related("member"):
        holding.add(one.member_id)
        yield Waiting(one.member.name, max(version.start, one.start))
    for held in Engagement.objects.on(today).filter(role=version.plan.role).select_related("member"):
        if held.member_id not in holding:
            yield Waiting(held.member.name, max(version.start, held.start))


def _overdue(people: tuple[Paid, ...], today: date) -> Iterator[Waiting]:
    """Payments and promises of pay that are past their day."""
    members = [one.who.id for one in people]
    late = Payment.objects.filter(statement__member__in=members, paid_on=None, due__lt=today)
    for one in late.select_related("statement__member"):
        yield Waiting(one.statement.member.name, one.due)
    promises = Promise.objects.filter(to__in=members, kind=PromiseKind.PAY, kept_on=None, broken_on=None, due__lt=today)
    paid_for = set(late.values_list("statement__member", "due"))
    for promise in promises.select_related("to"):
        if promise.to and (promise.to_id, promise.due) not in paid_for:
            yield Waiting(promise.to.name, promise.due)


def _told(version: PlanVersion) -> Iterator[Told]:
    """The last published statement of each person under the version."""
    seen: set[int] = set()
    published = Statement.objects.filter(agreement__version=version, published_at__isnull=False)
    for one in published.select_related("member", "snapshot__run").prefetch_related("lines").order_by("-id"):
        if one.member_id not in seen:
            seen.add(one.member_id)
            lines = list(one.lines.all())
            total = sum((line.amount for line in lines), Decimal(0))
            steps = sum(len(line.steps or ()) for line in lines)
            yield Told(one.member.name, one.snapshot.run.start.isoformat(), total - one.earned, len(lines) + steps)
