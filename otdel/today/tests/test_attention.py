"""Each thing on Today says what it costs, whose it is and by when; the four numbers, and the way to the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.tests.company import GOOGLE_CPC, Company, at
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, land, people, plan, signed_in, team, today
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role
from otdel.organisation.models import Engagement, Member
from otdel.organisation.services.adopting import adopt
from otdel.today import rules
from otdel.today.owners import Owners
from otdel.today.queries import budget_of, overview
from otdel.today.rules import Signal

__all__ = ["people", "signed_in", "team", "today"]

MARGIN, COST = "contribution_margin_marketing", "marketing_cost_total"
LOSING = Signal(Reason.of("losing_campaign"), "bad", "row", channel="paid_search")

AsRole = Callable[[Role], Client]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "friday"),
    [(date(2026, 11, 24), 27), (date(2026, 11, 27), 27), (date(2026, 11, 21), 27), (date(2026, 11, 22), 27)],
)
def test_this_week_ends_on_friday_and_a_weekend_belongs_to_the_next(day: date, friday: int) -> None:
    assert rules.this_week(day) == date(2026, 11, friday)


def test_everything_has_a_day_to_act_by() -> None:
    signals = [
        LOSING,
        Signal(Reason.of("late_pay", due="2026-11-15"), "bad", "pay"),
        Signal(Reason.of("budget_waits", day="2026-11-30"), "acc", "budget"),
        Signal(Reason.of("offer_waits", day="2026-11-24"), "acc", "agreement"),
        Signal(Reason.of("imports_waiting", count=2), "acc", "imports"),
    ]
    found = [one.due for one in rules.dated(signals, date(2026, 11, 24))]
    assert found == [date(2026, 11, day) for day in (27, 15, 29, 24, 24)]


def test_a_channel_of_one_person_is_theirs_and_of_two_the_heads(team: Department) -> None:
    assert Owners.on(TODAY, "Olena").name(LOSING) == "Maryna Lys", "nobody was given the channel"
    Engagement.objects.filter(member=team.members["ihor"]).update(scope={"channels": ["paid_search"]})
    assert Owners.on(TODAY, "Olena").name(LOSING) == "Ihor Bondar"
    Engagement.objects.filter(member=team.members["yulia"]).update(scope={"channels": ["paid_search"]})
    assert Owners.on(TODAY, "Olena").name(LOSING) == "Maryna Lys"
    decides = Signal(Reason.of("budget_waits"), "acc", "budget")
    assert Owners.on(TODAY, "Olena").name(decides) == "Olena"


def test_the_fourth_number_is_the_budget_used_once_all_its_days_are_planned(
    team: Department, signed_in: AsRole
) -> None:
    owner = signed_in(Role.OWNER)
    assert "Budget used" not in read(owner, "/?by=month")
    plan(COST, 20_000)
    page = read(owner, "/?by=month")
    assert "Budget used" in page
    assert "of ₴20k" in page
    assert f"day {overview(team.viewer(Role.OWNER), 'month').day.day} of 30" in page
    assert "Budget used" not in read(owner, "/?by=quarter"), "December has no budget yet"


def test_a_budget_with_salaries_is_not_for_those_who_may_not_see_them(team: Department) -> None:
    plan(COST, 20_000)
    november = Period.month(2026, 11)
    assert budget_of(team.viewer(Role.SPECIALIST), november, TODAY) is None
    assert budget_of(team.viewer(Role.OWNER), november, TODAY) == Money(Decimal(20_000), "UAH")


def test_the_verdict_begins_with_the_day_and_ends_with_the_plan(team: Department, signed_in: AsRole) -> None:
    plan(MARGIN, 70_000)
    work_of(TODAY)
    page = read(signed_in(Role.OWNER), "/?by=month")
    assert "Since <b>1 November</b>, <b>₴" in page
    assert "short of its plan for “<b>Contribution margin from marketing</b>”" in page


def test_without_a_plan_today_says_so_and_offers_to_set_one(team: Department, signed_in: AsRole) -> None:
    page = read(signed_in(Role.OWNER), "/?by=month")
    assert "Nobody has said yet what the company is to reach in this period." in page
    assert "Set plans by month" in page
    assert "Nobody has said yet" not in read(signed_in(Role.ACCOUNTANT), "/?by=month")


def test_five_days_of_facts_are_said_to_be_too_few(people: dict[Role, Person], signed_in: AsRole) -> None:
    shop = Company()
    for back in range(5, 0, -1):
        shop.spend("500", day=TODAY - timedelta(days=back))
        at_noon = at(TODAY - timedelta(days=back))
        shop.deal("1000", cost="400", created_at=at_noon, paid_at=at_noon, status="won", **GOOGLE_CPC)
    land(shop)
    role = adopt(as_viewer(people[Role.OWNER]), "cmo")
    head = Member.objects.create(name="Maryna Lys", slug="maryna", person=people[Role.HEAD])
    Engagement.objects.create(member=head, role=role, start=date(2026, 1, 1))
    plan(MARGIN, 70_000)
    work_of(TODAY)
    for address in ("/?by=month", "/plan/?period=2026-11"):
        assert "values are known, and a forecast needs" in read(signed_in(Role.OWNER), address)


def test_a_year_says_that_it_is_forecast_by_its_quarter(team: Department, signed_in: AsRole) -> None:
    plan(MARGIN, 210_000, period=Period.quarter(2026, 4))
    work_of(TODAY)
    assert "Quarter 4 of 2026: a year is forecast by its quarters" in read(signed_in(Role.OWNER), "/?by=year")
    assert "a year is forecast" not in read(signed_in(Role.OWNER), "/?by=quarter")


def test_what_is_not_shown_at_once_unfolds(
    team: Department, signed_in: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(MARGIN, 70_000)
    plan("new_customers", 500)
    work_of(TODAY)
    monkeypatch.setattr("otdel.today.views.SHOWN", 1)
    page = read(signed_in(Role.HEAD), "/?by=month")
    count = len(overview(team.viewer(Role.HEAD), "month").signals)
    assert count > 1
    assert f"1 of {count}:" in page
    assert f"{count - 1} more" in page
