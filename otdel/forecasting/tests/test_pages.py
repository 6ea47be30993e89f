"""Pages of the plan as people of each role meet them: goals with odds, warnings acted on, quality of the past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from otdel.forecasting.models import EarlyWarning, Forecast, Outcome, State, WarningLimits
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.viewer import Role
from otdel.planning.models import Task

MARGIN, PAID = "contribution_margin_marketing", "contribution_margin_paid"
GOAL = f"/plan/goal/measure/{MARGIN}/?period=2026-11"

AsRole = Callable[[Role], Client]


@pytest.fixture
def planned(team: Department) -> Department:
    """Far too much is planned of the company, and within reach of Ihor."""
    plan(MARGIN, 70_000)
    plan(PAID, 20_000, team.members["ihor"])
    work_of(TODAY)
    return team


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


def test_every_goal_stands_in_the_tree_with_its_chance(planned: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), "/plan/?period=2026-11")
    assert "Contribution margin from marketing" in page
    assert "under 1 in 100" in page
    assert "Ihor Bondar" in page
    assert "≥ ₴70,000" in page


def test_a_specialist_sees_the_company_and_no_other_persons_goals(planned: Department, signed_in: AsRole) -> None:
    plan(PAID, 20_000, planned.members["maryna"])
    work_of(date(2026, 11, 24))
    page = read(signed_in(Role.SPECIALIST), "/plan/?period=2026-11")
    assert "Ihor Bondar</" in page or "Ihor Bondar<span" in page
    assert "Maryna Lys<span" not in page


def test_a_contractor_and_an_accountant_have_no_plan(planned: Department, signed_in: AsRole) -> None:
    for role in (Role.CONTRACTOR, Role.ACCOUNTANT):
        assert signed_in(role).get("/plan/").status_code == 403
        assert 'href="/plan/"' not in read(
            signed_in(role), "/team/scorecard/" if role == Role.CONTRACTOR else "/money/"
        )


def test_a_goal_opens_with_its_odds_its_plan_and_the_way_to_its_rows(planned: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), GOAL)
    assert "The goal is <b>≥ ₴70,000</b>; the chance to reach it is <b>under 1 in 100</b>" in page
    assert "8 days are left, and each has to bring" in page
    assert 'data-hover="' in page  # the fan is drawn
    assert f'href="/team/measures/{MARGIN}/?period=2026-11"' in page
    assert "Each dot is one of 20 equally likely results." in page


def test_a_day_that_has_not_come_is_not_called_missing(planned: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), GOAL)
    weeks = page[page.index("Plan by month and week") :]
    assert "not begun yet" in weeks
    assert "Sales of the newest weeks are still coming in" in weeks


def test_every_past_look_at_a_goal_is_kept(planned: Department, signed_in: AsRole) -> None:
    work_of(date(2026, 11, 24))
    page = read(signed_in(Role.OWNER), GOAL)
    assert "23 Nov 2026" in page
    assert Forecast.objects.filter(code=MARGIN, unit="month").count() >= 1


def test_a_goal_nobody_set_is_not_found_and_anothers_is_not_shown(planned: Department, signed_in: AsRole) -> None:
    assert signed_in(Role.OWNER).get("/plan/goal/measure/nothing/?period=2026-11").status_code == 404
    assert signed_in(Role.OWNER).get(f"{GOAL}&who=nobody").status_code == 404
    assert signed_in(Role.SPECIALIST).get(f"{GOAL}&who=maryna").status_code == 403


def test_without_plans_the_page_says_what_it_needs(team: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), "/plan/?period=2026-11")
    assert "No goals are forecast for this period" in page
    assert "Set plans by month" in page


def test_a_warning_becomes_a_task_in_two_steps(planned: Department, signed_in: AsRole) -> None:
    row = EarlyWarning.objects.get(code=MARGIN, unit="month")
    head = signed_in(Role.HEAD)
    assert f'href="/forecasts/warnings/{row.pk}/#act"' in read(head, "/forecasts/warnings/")
    assert "₴70,000" in read(head, f"/forecasts/warnings/{row.pk}/")
    given = {"title": "Close the gap", "owner": planned.members["ihor"].pk, "due": "2026-11-26"}
    answer = head.post(f"/forecasts/warnings/{row.pk}/task", given)
    task = Task.objects.get(title="Close the gap")
    assert answer["Location"] == f"/tasks/{task.pk}/"
    assert EarlyWarning.objects.get(pk=row.pk).state == State.ACTED


def test_a_warning_is_set_aside_only_with_a_reason(planned: Department, signed_in: AsRole) -> None:
    row = EarlyWarning.objects.get(code=MARGIN, unit="month")
    head, address = signed_in(Role.HEAD), f"/forecasts/warnings/{row.pk}/dismiss"
    head.post(address, {"why": " "})
    assert EarlyWarning.objects.get(pk=row.pk).state == State.OPEN
    head.post(address, {"why": "The plan is being changed"})
    assert "set it aside: The plan is being changed" in read(head, f"/forecasts/warnings/{row.pk}/")


def test_limits_are_typed_in_percent_by_leaders_alone(planned: Department, signed_in: AsRole) -> None:
    signed_in(Role.HEAD).post("/forecasts/warnings/limits", {"odds": "30", "share": "10"})
    found = WarningLimits.objects.get(pk=1)
    assert (found.odds, found.share, found.silent) == (0.3, 0.1, False)
    assert signed_in(Role.SPECIALIST).post("/forecasts/warnings/limits", {"odds": "5", "share": "5"}).status_code == 403
    assert WarningLimits.objects.get(pk=1).odds == 0.3


def test_quality_says_that_nothing_can_be_judged_yet(planned: Department, signed_in: AsRole) -> None:
    assert "No forecast can be judged yet" in read(signed_in(Role.OWNER), "/forecasts/quality/")


def test_quality_lists_each_past_goal_with_what_came(planned: Department, signed_in: AsRole) -> None:
    row = Forecast.objects.get(code=MARGIN, unit="month")
    Outcome.objects.create(
        kind="measure", code=MARGIN, whose=0, unit="month", start=row.start, value=41_000, reached=False,
        told_on=date(2026, 12, 20),
    )  # fmt: skip
    page = read(signed_in(Role.OWNER), "/forecasts/quality/")
    assert "₴41,000" in page
    assert f'href="{GOAL}"' in page
    assert "missed" in page


def test_forecasting_anew_is_asked_once(planned: Department, signed_in: AsRole) -> None:
    from otdel.jobs.models import Job

    head = signed_in(Role.HEAD)
    assert head.post("/plan/again").status_code == 302
    head.post("/plan/again")
    assert Job.objects.filter(subject="forecast").count() == 1
