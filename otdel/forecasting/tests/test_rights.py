"""Each sees forecasts of the numbers they see on the scorecard, by query and by program; salaries stay hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from otdel.forecasting.queries.forecasts import goal, goal_tree, paths_of, seen_before
from otdel.forecasting.queries.levers import levers
from otdel.forecasting.queries.quality import quality
from otdel.forecasting.queries.steps import plan_steps
from otdel.forecasting.queries.warnings import limits, replay, warnings_for
from otdel.forecasting.services.asking import ask_now
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.jobs.models import Job, State
from otdel.jobs.worker import run_waiting
from otdel.kit.calendar import containing
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.scorecard.models import Target

As = Callable[[Role], Client]
OWN, H, S, C, A = Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT
NOVEMBER = containing(TODAY, "month")
MARGIN = "contribution_margin_marketing"


@pytest.fixture
def forecast(team: Department) -> Department:
    plan(MARGIN, 52_000)
    plan("contribution_margin_paid", 52_000, team.members["ihor"])
    plan("marketing_cost_total", 15_000)
    plan("new_customers", 60)
    Target.objects.create(kpi="cop_first", start=date(2026, 1, 1), target=1)
    work_of(TODAY)
    return team


def allowed(team: Department, ask: Callable[[Viewer], object]) -> set[Role]:
    found = set()
    for role in Role:
        try:
            ask(team.viewer(role))
        except NotAllowed:
            continue
        found.add(role)
    return found


def test_the_companys_goal_is_for_the_department(forecast: Department) -> None:
    for ask in (
        lambda viewer: goal(viewer, "measure", MARGIN, 0, NOVEMBER),
        lambda viewer: seen_before(viewer, "measure", MARGIN, 0, NOVEMBER),
        lambda viewer: paths_of(viewer, ["cmo_cac"], 0, NOVEMBER),
        lambda viewer: plan_steps(viewer, MARGIN, 0, NOVEMBER),
        replay,
        limits,
    ):
        assert allowed(forecast, ask) == {OWN, H, S}


def test_a_persons_goal_is_for_them_and_for_who_leads_them(forecast: Department) -> None:
    ihor, yulia, maryna = (forecast.members[name].pk for name in ("ihor", "yulia", "maryna"))
    assert allowed(forecast, lambda viewer: goal(viewer, "measure", "contribution_margin_paid", ihor, NOVEMBER)) == {OWN, H, S}  # fmt: skip  # noqa: E501
    assert allowed(forecast, lambda viewer: goal(viewer, "kpi", "cop_first", yulia, NOVEMBER)) == {OWN, H, C}
    assert allowed(forecast, lambda viewer: seen_before(viewer, "kpi", "cmo_cac", maryna, NOVEMBER)) == {OWN, H}
    assert allowed(forecast, lambda viewer: plan_steps(viewer, "spend_paid", yulia, NOVEMBER)) == {OWN, H, C}
    assert allowed(forecast, lambda viewer: paths_of(viewer, ["cop_first"], yulia, NOVEMBER)) == {OWN, H, C}


def test_the_tree_holds_what_each_may_see(forecast: Department) -> None:
    def people(role: Role) -> list[str]:
        return [one.who.slug for one in goal_tree(forecast.viewer(role), NOVEMBER).people]

    assert people(OWN) == people(H) == ["ihor", "maryna", "yulia"]
    assert people(S) == ["ihor"]
    assert people(C) == ["yulia"]
    assert goal_tree(forecast.viewer(C), NOVEMBER).company == ()
    assert goal_tree(forecast.viewer(C), NOVEMBER).department == ()
    assert allowed(forecast, lambda viewer: goal_tree(viewer, NOVEMBER)) == {OWN, H, S, C}


def test_what_holds_salaries_is_told_to_those_who_see_them(forecast: Department) -> None:
    line = goal(forecast.viewer(S), "kpi", "cmo_cac", 0, NOVEMBER)
    assert line.reason is not None
    assert line.reason.code == "holds_salaries"
    assert (line.odds, line.middle, line.plan, line.dots, line.fan, line.parts) == (None, None, None, (), (), {})
    assert seen_before(forecast.viewer(S), "kpi", "cmo_cac", 0, NOVEMBER) == ()
    assert paths_of(forecast.viewer(S), ["cmo_cac"], 0, NOVEMBER) == {}
    told = goal(forecast.viewer(OWN), "kpi", "cmo_cac", 0, NOVEMBER)
    assert told.reason is None
    assert told.middle is not None


def test_warnings_and_quality_are_not_for_the_accountant(forecast: Department) -> None:
    assert allowed(forecast, warnings_for) == {OWN, H, S, C}
    assert allowed(forecast, quality) == {OWN, H, S, C}
    line = goal(forecast.viewer(OWN), "measure", MARGIN, 0, NOVEMBER)
    assert all(lever.source == "history" for lever in levers(forecast.viewer(OWN), line)), "no model was ever fitted"


def test_whoever_asks_for_new_forecasts_gets_one_job(forecast: Department) -> None:
    assert allowed(forecast, ask_now) == {OWN, H, S}
    job = Job.objects.get(subject="forecast")
    assert job.state == State.WAITING
    run_waiting()
    job.refresh_from_db()
    assert job.state == State.DONE
    assert job.result is not None
    assert job.result["new"] == 0


ADDRESSES = {
    "/api/v1/forecasts": {OWN, H, S, C},
    "/api/v1/forecasts?period=2026-q4": {OWN, H, S, C},
    f"/api/v1/forecasts/measure/{MARGIN}?period=2026-11": {OWN, H, S},
    "/api/v1/forecasts/warnings": {OWN, H, S, C},
    "/api/v1/forecasts/quality": {OWN, H, S, C},
}


@pytest.mark.parametrize(("address", "roles"), ADDRESSES.items())
def test_programs_have_the_rights_of_their_person(
    forecast: Department, signed_in: As, address: str, roles: set[Role]
) -> None:
    answers = {role: signed_in(role).get(address).status_code for role in Role}
    assert {role for role, status in answers.items() if status == 200} == roles
    assert all(status == 403 for role, status in answers.items() if role not in roles)


def test_a_program_reads_the_odds_and_the_versions(forecast: Department, signed_in: As) -> None:
    found = signed_in(OWN).get(f"/api/v1/forecasts/measure/{MARGIN}?period=2026-11").json()
    assert 0 < found["now"]["odds"] < 1
    assert found["now"]["plan"] == 52_000
    assert found["now"]["range80"]["low"] < found["now"]["middle"] < found["now"]["range80"]["high"]
    assert [one["seen_on"] for one in found["seen"]] == ["2026-11-23"]
    assert "by experience" in found["now"]["notes"][0]


def test_a_program_asking_for_what_is_not_there_is_told(forecast: Department, signed_in: As) -> None:
    assert signed_in(OWN).get("/api/v1/forecasts/measure/nothing?period=2026-11").status_code == 404
    assert signed_in(OWN).get(f"/api/v1/forecasts/measure/{MARGIN}?period=2026-11-23").status_code == 404
    assert signed_in(OWN).get("/api/v1/forecasts?period=soon").status_code == 404
