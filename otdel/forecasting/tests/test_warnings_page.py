"""The page of early warnings: the heaviest first, what was done with closed ones, what was typed wrong is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from otdel.forecasting.models import EarlyWarning, State, WarningLimits
from otdel.forecasting.queries.standing import live, missing, ranked
from otdel.forecasting.queries.warnings import warnings_for
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.viewer import Role

MARGIN, CUSTOMERS = "contribution_margin_marketing", "new_customers"
PAGE = "/forecasts/warnings/"

AsRole = Callable[[Role], Client]


@pytest.fixture
def planned(team: Department) -> Department:
    plan(MARGIN, 70_000)
    plan(CUSTOMERS, 500)
    work_of(TODAY)
    return team


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_a_warning_says_what_is_expected_of_what_goal_and_what_a_day_has_to_bring(
    planned: Department, signed_in: AsRole
) -> None:
    page = read(signed_in(Role.HEAD))
    assert "the goal is ₴70,000. Chances to reach it: under 1 in 100. Each day left has to bring" in page
    assert "at stake" in page
    assert "All of them are new today." in page


def test_money_stands_before_counts(planned: Department) -> None:
    found = ranked(warnings_for(planned.viewer(Role.HEAD)))
    assert [one.code for one in found][:2] == [MARGIN, CUSTOMERS]
    assert missing(found[0]) is not None
    assert missing(found[1]) is None


def test_a_goal_whose_period_is_over_asks_nobody_any_more(planned: Department, signed_in: AsRole) -> None:
    lines = warnings_for(planned.viewer(Role.HEAD))
    assert live(lines, date(2026, 11, 30)) == lines
    assert live(lines, date(2026, 12, 1)) == ()
    EarlyWarning.objects.filter(code=MARGIN).update(
        start=date(2026, 10, 1), end=date(2026, 11, 1), raised_on=TODAY - timedelta(days=30)
    )
    page = read(signed_in(Role.HEAD))
    assert "nobody did anything" in page
    assert "<b>1</b> early warning is open, for you <b>1</b>." in page


def test_a_closed_warning_says_who_did_what_and_why(planned: Department, signed_in: AsRole) -> None:
    row = EarlyWarning.objects.get(code=CUSTOMERS)
    head = signed_in(Role.HEAD)
    assert "set aside:" not in read(head)
    head.post(f"{PAGE}{row.pk}/dismiss", {"why": "The plan is being changed"})
    page = read(head)
    assert "set aside: The plan is being changed" in page
    assert "head Person, " in page


def test_a_reason_too_long_is_kept_and_the_warning_stays_open(planned: Department, signed_in: AsRole) -> None:
    row = EarlyWarning.objects.get(code=CUSTOMERS)
    answer = signed_in(Role.HEAD).post(f"{PAGE}{row.pk}/dismiss", {"why": "It is late " * 40})
    assert answer.status_code == 400
    assert "It is late It is late" in answer.content.decode()
    assert EarlyWarning.objects.get(pk=row.pk).state == State.OPEN


def test_limits_typed_wrong_are_kept_and_nothing_is_saved(planned: Department, signed_in: AsRole) -> None:
    answer = signed_in(Role.HEAD).post(f"{PAGE}limits", {"odds": "150", "share": "33"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="150"' in page
    assert 'value="33"' in page
    assert not WarningLimits.objects.exists()


def test_a_strange_day_is_not_said_to_have_missed_a_goal(planned: Department, signed_in: AsRole) -> None:
    EarlyWarning.objects.create(
        sort="corridor", topic="corridor:leads:0:day:2026-10-01", kind="measure", code="leads", unit="day",
        start=date(2026, 10, 1), end=date(2026, 10, 2), raised_on=date(2026, 10, 2), right=False,
        evidence={"day": "2026-10-01", "value": 9.0, "low": 1.0, "middle": 2.0, "high": 3.0, "fault": None},
    )  # fmt: skip
    page = read(signed_in(Role.HEAD))
    assert "it passed: wrong" in page
    assert "was reached: wrong" not in page
