"""What Today answers: will the plan be made, what is in doubt and worth most; and a specialist's own day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otdel.accounts.viewers import as_viewer
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, people, plan, signed_in, team, today
from otdel.kit.viewer import Role
from otdel.planning.services import NewTask, new_task
from otdel.today.queries import overview

__all__ = ["people", "signed_in", "team", "today"]

MARGIN, PAID = "contribution_margin_marketing", "contribution_margin_paid"

AsRole = Callable[[Role], Client]


@pytest.fixture
def planned(team: Department) -> Department:
    plan(MARGIN, 70_000)
    plan(PAID, 70_000, team.members["ihor"])
    work_of(TODAY)
    return team


def read(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_today_says_whether_the_plan_will_be_made(planned: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), "/?by=month")
    assert "Will we make the plan?" in page
    assert "chances to reach the plan of ₴70,000 as things stand." in page
    assert "short of its plan" in page


def test_a_goal_in_doubt_stands_there_with_the_money_it_would_miss(planned: Department) -> None:
    found = overview(planned.viewer(Role.HEAD), "month")
    (signal,) = [one for one in found.signals if one.opens == "warning" and one.at_stake]
    assert signal.at_stake is not None
    line = found.warnings[int(signal.key)]
    assert float(signal.at_stake.amount) == pytest.approx(70_000 - line.evidence["middle"], abs=1)


def test_an_accountant_keeps_their_page_without_forecasts(planned: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.ACCOUNTANT), "/?by=month")
    assert "Will we make the plan?" not in page
    assert overview(as_viewer(planned.people[Role.ACCOUNTANT]), "month").warnings == {}


def test_a_specialist_begins_with_their_own_numbers_and_tasks(planned: Department, signed_in: AsRole) -> None:
    head, ihor = planned.viewer(Role.HEAD), planned.members["ihor"]
    new_task(head, NewTask("Write new headlines", ihor.pk, TODAY + timedelta(days=2)))
    page = read(signed_in(Role.SPECIALIST))
    assert "No task of yours is late or due today; next is “<b>Write new headlines</b>”, <b>25 November</b>." in page
    assert "look first at “<b>Contribution margin from advertising</b>”" in page
    assert "Contribution margin from advertising" in page
    assert "under 1 in 100" in page
    assert "Write new headlines" in page
    assert "is in doubt" in page
    assert "Where the money goes" not in page


def test_a_day_with_nothing_says_so(team: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.SPECIALIST))
    assert "No goal of yours is forecast for this month." in page
    assert "Nothing asks for you today." in page
    assert "No task of yours is open." in page
