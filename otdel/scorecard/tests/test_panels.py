"""Numbers on pages of the department, and how far each KPI has come: written, agreed to, carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.test import Client

from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import JobRole
from otdel.organisation.panels import Panel, Standing, person_panels, role_panels, standings
from otdel.organisation.services.agreeing import agree
from otdel.scorecard.models import Kpi, KpiValue
from otdel.scorecard.panels import kpi_subject
from otdel.scorecard.services.kpis import change_kpi
from otdel.scorecard.tests.conftest import TODAY, Department
from otdel.web.reasons import say

WASTE = "Spend without a result"


def test_a_persons_numbers_are_shown_to_those_who_may_see_them(team: Department) -> None:
    ihor = team.members["ihor"]
    shown = {role for role in Role if _numbers(team, role, "ihor")}
    assert shown == {Role.OWNER, Role.HEAD, Role.SPECIALIST}
    assert any(one.template == "scorecard/dossier_numbers.html" for one in person_panels(_head(team), ihor, "dossier"))
    table = _numbers(team, Role.HEAD, "ihor")[0].context["table"]
    assert [row[0].text for row in table.rows if WASTE in str(row[0].text)] == [WASTE]


def test_a_role_shows_its_kpis(team: Department) -> None:
    role = Kpi.objects.filter(code="ppc_waste").get().role
    panel = next(one for one in role_panels(_head(team), role) if one.template.startswith("scorecard/"))
    assert len(panel.context["table"].rows) == 7


def test_a_kpi_is_written_then_agreed_then_carried_out(team: Department, stored: Callable[..., KpiValue]) -> None:
    JobRole.objects.update(written_at=datetime(2026, 3, 2, 9, tzinfo=UTC))  # its numbers are counted from before that
    line = _standing(team)
    assert line.written == date(2026, 3, 2)
    assert isinstance(line.agreed, NoData)
    assert isinstance(line.carried_out, NoData)
    ihor = team.members["ihor"]
    agree(team.viewer(Role.SPECIALIST), ihor, *kpi_subject(Kpi.objects.get(code="ppc_waste"), ihor, TODAY))
    stored("ppc_waste", ihor, "2026-10-01", "0.1", "good")
    line = _standing(team)
    assert isinstance(line.agreed, date)
    assert line.carried_out == date(2026, 11, 22)
    assert "period=2026-10" in line.href


def test_the_last_value_is_of_a_period_that_is_over(team: Department, stored: Callable[..., KpiValue]) -> None:
    ihor = team.members["ihor"]
    stored("ppc_waste", ihor, "2026-10-01", "0.1", "good", unit="quarter")
    assert _evidence(team) == "Last value: Quarter 4 of 2026 so far, the period still runs"
    stored("ppc_waste", ihor, "2026-10-01", "0.1", "good")
    assert _evidence(team) == "Last value: October\u00a02026"


def test_a_persons_page_begins_with_work_and_groups_what_is_written(
    team: Department, opened: Callable[[Role, str], str]
) -> None:
    page = opened(Role.HEAD, "/team/person/ihor/")
    panels = ("Roles", "Numbers", "Tasks", "Written, agreed, carried out", "Processes", "Accesses")
    order = [page.index(f">{heading}</h2>") for heading in panels]
    assert order == sorted(order)
    kinds = [page.index(f"<b>{kind}</b>") for kind in ("Duties", "KPIs", "Pay")]
    assert kinds == sorted(kinds)
    said = re.search(r"Of <b>(\d+)</b> things written, <b>(\d+)</b>", page)
    assert said is not None
    assert int(said[2]) <= int(said[1])


def test_a_changed_kpi_is_not_agreed_to_any_more(team: Department) -> None:
    ihor = team.members["ihor"]
    agree(team.viewer(Role.SPECIALIST), ihor, *kpi_subject(Kpi.objects.get(code="ppc_waste"), ihor, TODAY))
    change_kpi(_head(team), "ppc_waste", TODAY, "ratio(spend_no_result, spend_paid_prev)", {})
    assert isinstance(_standing(team).agreed, NoData)


def test_the_holder_agrees_on_the_page_of_the_kpi(team: Department, signed_in: Callable[[Role], Client]) -> None:
    ihor = team.members["ihor"]
    _, seen = kpi_subject(Kpi.objects.get(code="ppc_waste"), ihor, TODAY)
    sent = {"who": "ihor", "period": "2026-09", "seen": seen}
    assert signed_in(Role.HEAD).post("/team/kpi/ppc_waste/agree", sent).status_code == 403
    signed_in(Role.SPECIALIST).post("/team/kpi/ppc_waste/agree", sent | {"seen": "older words"})
    assert isinstance(_standing(team).agreed, NoData)
    signed_in(Role.SPECIALIST).post("/team/kpi/ppc_waste/agree", sent)
    assert isinstance(_standing(team).agreed, date)


def _evidence(team: Department) -> str:
    found = _standing(team).evidence
    assert found is not None
    return say(found)


def _head(team: Department) -> Viewer:
    return team.viewer(Role.HEAD)


def _numbers(team: Department, role: Role, slug: str) -> list[Panel]:
    found = person_panels(team.viewer(role), team.members[slug])
    return [one for one in found if one.template == "scorecard/panel_numbers.html"]


def _standing(team: Department) -> Standing:
    found = standings(team.viewer(Role.HEAD), team.members["ihor"])
    return next(one for one in found if one.name == WASTE)
