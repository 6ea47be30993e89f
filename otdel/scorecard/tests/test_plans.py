"""Plans and targets: dated, by one who decides, never over a closed period, never counting a day twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.accounts.services import Refused
from otdel.kit.period import Period
from otdel.kit.viewer import NotAllowed, Role
from otdel.scorecard.models import ClosedPeriod, PlanValue, Target
from otdel.scorecard.queries.plans import plan_lines
from otdel.scorecard.services.plans import remove_plan, set_plan, set_target
from otdel.scorecard.tests.conftest import Department

OCTOBER = Period.month(2026, 10)


def test_a_plan_said_again_replaces_the_first(team: Department) -> None:
    set_plan(team.viewer(Role.OWNER), "spend_paid", OCTOBER, Decimal(100), currency="EUR")
    kept = set_plan(team.viewer(Role.HEAD), "spend_paid_plan", OCTOBER, Decimal(120), currency="EUR")
    assert PlanValue.objects.get().value == Decimal(120)
    assert (kept.measure, kept.name) == ("spend_paid", "head Person")


def test_two_plans_never_speak_for_one_day(team: Department) -> None:
    set_plan(team.viewer(Role.OWNER), "spend_paid", Period.quarter(2026, 4), Decimal(300))
    with pytest.raises(Refused) as refused:
        set_plan(team.viewer(Role.OWNER), "spend_paid", OCTOBER, Decimal(100))
    assert refused.value.reason.code == "plan_overlaps"
    set_plan(team.viewer(Role.OWNER), "spend_paid", OCTOBER, Decimal(100), team.members["ihor"])  # another's plan


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT])
def test_only_owner_and_head_plan_and_set_targets(team: Department, role: Role) -> None:
    with pytest.raises(NotAllowed):
        set_plan(team.viewer(role), "spend_paid", OCTOBER, Decimal(1))
    with pytest.raises(NotAllowed):
        set_target(team.viewer(role), "ppc_waste", date(2026, 12, 1), (None, Decimal("0.1"), None))


def test_a_closed_period_keeps_its_plans(team: Department) -> None:
    plan = set_plan(team.viewer(Role.OWNER), "spend_paid", OCTOBER, Decimal(100))
    ClosedPeriod.objects.create(unit="month", start=OCTOBER.start, end=OCTOBER.end, name="x", digest="d")
    with pytest.raises(Refused):
        set_plan(team.viewer(Role.OWNER), "spend_paid", OCTOBER, Decimal(90))
    with pytest.raises(Refused):
        remove_plan(team.viewer(Role.OWNER), plan)
    assert PlanValue.objects.get().value == Decimal(100)


def test_a_new_target_ends_the_one_before_it(team: Department) -> None:
    head = team.viewer(Role.HEAD)
    set_target(head, "ppc_waste", date(2026, 10, 1), (Decimal("0.2"), Decimal("0.1"), Decimal("0.05")))
    set_target(head, "ppc_waste", date(2026, 12, 1), (Decimal("0.18"), Decimal("0.09"), None))
    first, second = Target.objects.order_by("start")
    assert (first.end, second.end) == (date(2026, 12, 1), None)
    between = set_target(head, "ppc_waste", date(2026, 11, 1), (None, Decimal("0.095"), None))
    first.refresh_from_db()
    assert (first.end, between.end) == (date(2026, 11, 1), date(2026, 12, 1))


def test_targets_go_one_way(team: Department) -> None:
    head = team.viewer(Role.HEAD)
    with pytest.raises(Refused) as refused:  # less is better, so the floor is the largest
        set_target(head, "ppc_waste", date(2026, 12, 1), (Decimal("0.05"), Decimal("0.1"), Decimal("0.2")))
    assert refused.value.reason.code == "target_order_down"
    with pytest.raises(Refused) as refused:
        set_target(head, "ppc_ql", date(2026, 12, 1), (Decimal(2), Decimal(1), None))
    assert refused.value.reason.code == "target_order_up"
    with pytest.raises(Refused):
        set_target(head, "ppc_waste", date(2026, 12, 1), (None, None, None))


def test_the_grid_asks_for_the_plans_kpis_are_compared_with(team: Department) -> None:
    lines = {line.measure.code: line for line in plan_lines(team.viewer(Role.SPECIALIST), 2026, None)}
    assert lines["qualified_leads_paid"].asked  # ratio(qualified_leads_paid, qualified_leads_paid_plan)
    assert lines["contribution_margin_marketing"].asked  # return on marketing is judged by its own plan
    set_plan(team.viewer(Role.OWNER), "qualified_leads_paid", OCTOBER, Decimal(30))
    again = {line.measure.code: line for line in plan_lines(team.viewer(Role.OWNER), 2026, None)}
    assert again["qualified_leads_paid"].months[OCTOBER.start].value == Decimal(30)
