"""Each sees only what is theirs to see: pages, numbers, readings, plans, files, the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from otdel.kit import calendar
from otdel.kit.viewer import Role
from otdel.scorecard.models import KpiValue
from otdel.scorecard.queries.values import kpi_value, scorecard
from otdel.scorecard.tests.conftest import Department

As = Callable[[Role], Client]
OWN, H, S, C, A = Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT

PAGES = {
    "/team/scorecard/?by=month": {OWN, H, S, C},
    "/team/scorecard/csv?by=month": {OWN, H, S, C},
    "/team/scorecard/?by=month&who=ihor": {OWN, H, S},
    "/team/scorecard/?by=month&who=maryna": {OWN, H},
    "/team/scorecard/?by=month&who=yulia": {OWN, H, C},
    "/team/kpi/ppc_waste/?who=ihor&period=2026-09": {OWN, H, S},
    "/team/kpi/cop_time/?who=yulia&period=2026-09": {OWN, H, C},
    "/team/kpi/cmo_cac/?period=2026-09": {OWN, H, S},
    "/team/kpi/ppc_waste/change/": {OWN, H},
    "/team/measures/": {OWN, H, S},
    "/team/measures/spend_paid/?period=2026-09": {OWN, H, S},
    "/team/measures/spend_paid/?period=2026-09&who=maryna": {OWN, H},
    "/team/measures/texts_due/?period=2026-09": {OWN, H, S, C},
    "/team/kpi/ppc_pace/?who=yulia&period=2026-09": {OWN, H},
    "/team/readings/": {OWN, H, S, C},
    "/team/readings/file/csv": {OWN, H, S, C},
    "/team/plans/": {OWN, H, S},
    "/team/plans/file/csv": {OWN, H, S},
    "/team/plans/targets/?kpi=ppc_waste": {OWN, H, S},
    "/team/periods/": {OWN, H, S},
}


@pytest.mark.parametrize(("address", "roles"), PAGES.items())
def test_pages_open_for_those_they_are_for(team: Department, signed_in: As, address: str, roles: set[Role]) -> None:
    opened = {role for role in Role if signed_in(role).get(address).status_code == 200}
    assert opened == roles
    assert all(signed_in(role).get(address).status_code == 403 for role in Role if role not in roles)


def test_somebody_who_is_not_there_and_somebody_else_answer_alike(team: Department, signed_in: As) -> None:
    assert signed_in(S).get("/team/scorecard/?who=maryna").status_code == 403
    assert signed_in(S).get("/team/scorecard/?who=nobody").status_code == 403
    assert signed_in(OWN).get("/team/scorecard/?who=nobody").status_code == 404


def test_a_contractors_scorecard_has_only_their_rows(
    team: Department, signed_in: As, stored: Callable[..., KpiValue]
) -> None:
    stored("cop_time", team.members["yulia"], "2026-10-01", "0.5", "off")
    stored("ppc_waste", team.members["ihor"], "2026-10-01", "0.9", "off")
    said = signed_in(C).get("/team/scorecard/?by=month").content.decode()
    assert "Texts on time" in said
    assert "Spend without a result" not in said
    assert "Ihor" not in said


def test_a_task_is_offered_to_those_who_give_work(
    team: Department, signed_in: As, stored: Callable[..., KpiValue]
) -> None:
    """For a contractor the page of a new task is closed."""
    stored("cop_time", team.members["yulia"], "2026-10-01", "0.5", "off")
    for address in ("/team/scorecard/?by=month&until=2026-10", "/team/kpi/cop_time/?period=2026-10"):
        assert "/tasks/new/?title=" in signed_in(H).get(f"{address}&who=yulia").content.decode()
        assert "/tasks/new/?title=" not in signed_in(C).get(f"{address}&who=yulia").content.decode()


def test_a_specialist_is_not_told_what_holds_salaries(
    team: Department, signed_in: As, stored: Callable[..., KpiValue]
) -> None:
    for month in range(5, 10):
        stored("cmo_cac", None, f"2026-{month:02}-01", "777.77", "good")
    address = "/team/kpi/cmo_cac/?period=2026-09"
    assert "778" in signed_in(H).get(address).content.decode()  # the history of a head
    said = signed_in(S).get(address).content.decode()
    assert "778" not in said
    assert "777" not in said
    signed_in(OWN).post("/team/plans/save", {"year": "2026", "marketing_cost_total@2026-10": "54321"})
    assert "54321" in signed_in(H).get("/team/plans/file/csv").content.decode()
    assert "54321" not in signed_in(S).get("/team/plans/file/csv").content.decode()
    assert "54321" not in signed_in(S).get("/team/plans/").content.decode().replace(",", "")


def test_whether_a_hidden_number_is_good_or_off_is_hidden_too(
    team: Department, stored: Callable[..., KpiValue]
) -> None:
    """Off against a known goal says on which side of a sum of pay it lies."""
    for month in (9, 10):
        stored("cmo_cac", None, f"2026-{month:02}-01", "777.77", "off")
    last = date(2026, 10, 31)
    for role, states, off in ((H, ["off", "off"], 1), (S, ["", ""], 0)):
        card = scorecard(team.viewer(role), "month", last, 2)
        row = next(one for one in card.rows if one.code == "cmo_cac" and one.who is None)
        assert [cell.state for cell in row.cells] == states
        assert (card.off, card.off_twice) == (off, off)
    named = calendar.named("2026-10")
    assert named is not None
    assert kpi_value(team.viewer(S), "cmo_cac", None, named).state == ""


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/team/plans/save", {"year": "2026", "spend_paid@2026-10": "5"}),
        ("/team/plans/bring", {}),
        ("/team/kpi/ppc_waste/correct/1", {"value": "1", "why": "x"}),
    ],
)
@pytest.mark.parametrize("role", [S, C, A])
def test_only_owner_and_head_decide(
    team: Department, signed_in: As, address: str, sent: dict[str, str], role: Role
) -> None:
    assert signed_in(role).post(address, sent).status_code == 403


def test_a_specialist_closes_nothing(team: Department, signed_in: As) -> None:
    signed_in(S).post("/team/periods/", {"period": "2026-10", "typed": "2026-10"})
    assert not KpiValue.objects.exclude(frozen_at=None).exists()


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("/api/v1/scorecard?by=month", {OWN, H, S}),
        ("/api/v1/kpis/ppc_waste?period=2026-09&who=ihor", {OWN, H, S}),
        ("/api/v1/kpis/ppc_waste?period=2026-09", {OWN, H, S}),
        ("/api/v1/measures", {OWN, H, S}),
        ("/api/v1/measures/spend_paid?period=2026-09", {OWN, H, S}),
        ("/api/v1/readings?period=2026-10", {OWN, H, S, C}),
        ("/api/v1/plans", {OWN, H, S}),
    ],
)
def test_programs_have_the_rights_of_their_person(
    team: Department, signed_in: As, address: str, roles: set[Role]
) -> None:
    asked = {role: signed_in(role).get(address).status_code for role in Role if role is not C}
    assert {role for role, status in asked.items() if status == 200} == roles - {C}
    assert signed_in(C).get("/api/v1/kpis/ppc_waste?period=2026-09&who=ihor").status_code == 403
    assert signed_in(C).get("/api/v1/kpis/ppc_pace?period=2026-09&who=yulia").status_code == 403  # all the spend
    assert signed_in(C).get("/api/v1/measures/spend_paid?period=2026-09").status_code == 403
    assert signed_in(C).get("/api/v1/kpis/cop_time?period=2026-09&who=yulia").status_code == 200
