"""What the lints are told is what the records of the company say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.motivation.models import PlanVersion
from otdel.motivation.queries.known_kpis import of_company
from otdel.motivation.queries.lint_context import context_of
from otdel.motivation.queries.simulation import simulator_of
from otdel.motivation.rules.lints import Context, Finding, lint
from otdel.motivation.rules.reading import digest, read_plan, write_plan
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.checked_scene import NOON, TODAY, draft, with_past
from otdel.motivation.tests.pay_scene import Scene, agree
from otdel.organisation.models import Engagement, Member
from otdel.planning.models import Promise, PromiseKind
from otdel.scorecard.models import KpiValue, Reading, Target

D = Decimal
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    made = with_past()
    with told_of(NOON):
        yield made


def context(version: PlanVersion) -> Context:
    kpis = of_company(TODAY)
    return context_of(version, TODAY, kpis, simulator_of(version, TODAY, kpis, paths=500))


def found(version: PlanVersion, code: str) -> list[Finding]:
    return [one for one in lint(read_plan(version.body), context(version)) if one.id == code]


def reading(scene: Scene, *, second: bool) -> None:
    ihor = scene.members["ihor"]
    Reading.objects.create(
        measure="qualified_leads_paid", member=ihor, start=OCTOBER, end=date(2026, 11, 1), value=D(100), by=ihor.person,
        name="Ihor", second=D(100) if second else None, second_at=NOON if second else None,
    )  # fmt: skip


def test_a_figure_typed_in_by_whoever_it_pays_needs_a_second_reader(scene: Scene) -> None:
    reading(scene, second=False)
    (alone, again) = context(draft(scene)).typed or ()
    assert {alone.kpi, again.kpi} == {"ppc_ql", "ppc_cpql"}, "both are counted from these leads"
    assert (alone.who, alone.periods) == ("Ihor Bondar", 1)
    Reading.objects.all().delete()
    reading(scene, second=True)
    assert context(PlanVersion.objects.get(number=2)).typed == ()


def test_a_gap_in_the_data_of_the_last_three_months_is_seen(scene: Scene) -> None:
    version = draft(scene)
    assert not found(version, "L13")
    KpiValue.objects.filter(kpi="ppc_ql", start=SEPTEMBER).update(coverage=D("0.8"))
    (gap,) = found(version, "L13")
    assert (gap.because.values["kpi"], gap.because.values["back"]) == ("ppc_ql", 2)


def test_targets_that_followed_the_last_result_are_told(scene: Scene) -> None:
    for month in (8, 9, 10):
        last = KpiValue.objects.get(kpi="ppc_ql", whose=scene.members["ihor"].pk, start=date(2026, month - 1, 1))
        Target.objects.create(
            kpi="ppc_ql", member=scene.members["ihor"], target=last.value, start=date(2026, month, 1),
            end=date(2026, month + 1, 1),
        )  # fmt: skip
    (ratchet,) = context(draft(scene)).ratchets or ()
    assert (ratchet.kpi, ratchet.who, ratchet.times, ratchet.months) == ("ppc_ql", "Ihor Bondar", 3, 1)
    Target.objects.update(target=D(99))
    assert context(PlanVersion.objects.get(number=2)).ratchets == ()


def test_kpis_that_always_move_together_are_told(scene: Scene) -> None:
    ihor = scene.members["ihor"].pk
    for one in KpiValue.objects.filter(kpi="ppc_ql", whose=ihor):
        KpiValue.objects.filter(kpi="ppc_cpql", whose=ihor, start=one.start).update(attainment=one.attainment)
    (twins,) = found(draft(scene), "L17")
    assert twins.because.values["goes"] == "1"
    assert twins.picture is not None


def test_rivals_are_people_of_other_plans_without_anything_shared(scene: Scene) -> None:
    """The head is paid by the same two KPIs, so nothing pulls them apart; a plan of her own would."""
    assert all(one.shared for one in context(draft(scene)).between or ())
    maryna, own = scene.members["maryna"], scene.agreements["maryna"].version
    plan = read_plan(own.body)
    alone = replace(plan, components=tuple(replace(one, kpi=f"cmo_{n}") for n, one in enumerate(plan.components)))
    PlanVersion.objects.filter(pk=own.pk).update(body=write_plan(alone), digest=digest(alone))
    for one in KpiValue.objects.filter(kpi="ppc_ql", whose=scene.members["ihor"].pk):
        assert one.attainment is not None
        KpiValue.objects.create(
            kpi="cmo_romi", member=maryna, unit="month", start=one.start, end=one.end, value=D(1),
            attainment=2 - one.attainment, coverage=D(1), mature=True, computed_at=NOON,
        )  # fmt: skip
    rivals = replace(alone, components=(replace(alone.components[0], kpi="cmo_romi"), alone.components[1]))
    PlanVersion.objects.filter(pk=own.pk).update(body=write_plan(rivals), digest=digest(rivals))
    (pulled,) = found(PlanVersion.objects.get(number=2), "L16")
    assert (pulled.because.values["other"], pulled.because.values["who"]) == ("cmo_romi", "Maryna Lys")


def test_results_that_crowd_above_the_line_are_counted(scene: Scene) -> None:
    for place, one in enumerate(KpiValue.objects.filter(kpi="ppc_ql", whose=scene.members["ihor"].pk)):
        one.attainment = D("1.00") + D("0.001") * place
        one.save()
    (crowd,) = found(draft(scene), "L23")
    assert crowd.because.values["count"] >= 10  # type: ignore[operator]


def test_whoever_works_unsigned_is_named_once_the_version_runs(scene: Scene) -> None:
    running = scene.agreements["ihor"].version
    assert context(running).unsigned == ()
    taras = Member.objects.create(name="Taras Hnatiuk", slug="taras")
    Engagement.objects.create(member=taras, role=running.plan.role, start=date(2026, 9, 14))
    (one,) = context(running).unsigned or ()
    assert (one.who, one.since) == ("Taras Hnatiuk", date(2026, 9, 14))
    assert context(draft(scene)).unsigned == (), "a draft is signed by nobody yet"
    agree(taras, running, date(2026, 9, 14))
    assert context(running).unsigned == ()


def test_pay_promised_and_late_is_told_until_it_is_kept(scene: Scene) -> None:
    ihor, maryna = scene.members["ihor"], scene.members["maryna"]
    promise = Promise.objects.create(
        maker=maryna, to=ihor, kind=PromiseKind.PAY, what="October", made_on=OCTOBER, due=TODAY - timedelta(days=2)
    )
    (late,) = context(draft(scene)).overdue or ()
    assert (late.who, late.since) == ("Ihor Bondar", date(2026, 11, 21))
    promise.kept_on = TODAY
    promise.save()
    assert context(PlanVersion.objects.get(number=2)).overdue == ()


def test_a_draft_is_judged_from_today_and_a_running_version_from_its_approval(scene: Scene) -> None:
    dates = context(draft(scene)).dates
    assert dates is not None
    assert dates.judged_on == TODAY
    assert dates.before is not None
    running = context(scene.agreements["ihor"].version).dates
    assert running is not None
    assert running.judged_on < running.start


def test_a_team_is_the_people_under_one_head(scene: Scene) -> None:
    version = draft(scene)
    assert context(version).team == 1
    for name in ("Olha", "Roman", "Nadiia"):
        member = Member.objects.create(name=name, slug=name.casefold())
        role = scene.agreements["maryna"].version.plan.role
        Engagement.objects.create(member=member, role=role, start=OCTOBER, reports_to=scene.members["maryna"])
    assert context(version).team == 4


def test_whoever_agreed_to_more_than_a_version_says_is_named(scene: Scene) -> None:
    version = draft(scene)
    dates = context(version).dates
    assert dates is not None
    assert dates.terms_lowered == ()
    version.body = version.body | {"base": "39000"}
    version.save()
    lower = context(version).dates
    assert lower is not None
    assert lower.terms_lowered == ("Ihor Bondar",)
