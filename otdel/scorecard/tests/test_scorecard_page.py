"""The scorecard as people read it: numbers said once, units too short folded, figures that agree with states."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.organisation.models import Engagement, Member
from otdel.scorecard.models import Kpi, KpiValue, PlanValue
from otdel.scorecard.pages.figures import attained, brief, figure
from otdel.scorecard.queries.values import scorecard
from otdel.scorecard.tests.conftest import Department

Stored = Callable[..., KpiValue]
Opened = Callable[[Role, str], str]
SUNDAY = date(2026, 11, 22)  # the last day of the last week that is over
WEEKS = [("2026-11-09", "0.97", "good"), ("2026-11-16", "0.80", "off")]


def test_the_heads_own_numbers_stand_once_as_the_departments(team: Department, stored: Stored, opened: Opened) -> None:
    maryna = team.members["maryna"]
    for day, value, state in WEEKS:
        for who in (None, maryna):
            stored("cmo_on_time", who, day, value, state, unit="week")
    card = scorecard(team.viewer(Role.HEAD), "week", SUNDAY)
    shown = [row for row in card.rows if row.code == "cmo_on_time"]
    assert [(row.who, row.answers and row.answers.slug) for row in shown] == [(None, "maryna")]
    assert len([row for row in card.every if row.code == "cmo_on_time"]) == 2, "a file still has both"
    assert "Maryna Lys answers" in opened(Role.HEAD, "/team/scorecard/?by=week")


def test_a_head_whose_number_differs_keeps_the_row(team: Department, stored: Stored) -> None:
    stored("cmo_on_time", None, "2026-11-09", "0.97", "good", unit="week")
    stored("cmo_on_time", team.members["maryna"], "2026-11-09", "0.96", "good", unit="week")
    card = scorecard(team.viewer(Role.HEAD), "week", SUNDAY)
    assert [row.who and row.who.slug for row in card.rows if row.code == "cmo_on_time"] == [None, "maryna"]


def test_a_number_of_the_quarter_is_not_missing_in_a_week(team: Department, stored: Stored, opened: Opened) -> None:
    stored("ppc_ql", team.members["ihor"], "2026-11-09", "0.97", "near", unit="week")
    card = scorecard(team.viewer(Role.HEAD), "week", SUNDAY, who="ihor")
    assert [row.code for row in card.rows] == ["ppc_ql"]
    assert card.no_data == 1, "it had a value a week before and lost it"
    assert "ppc_margin" in {row.code for row in card.longer}, "judged by the quarter, never counted by the week"
    assert len(card.longer) + len(card.rows) == len(card.every)
    page = opened(Role.HEAD, "/team/scorecard/?by=week&who=ihor")
    assert "No weekly values: 6 numbers are measured by the month or quarter" in page


def test_where_no_number_has_a_value_none_is_folded_away(team: Department, opened: Opened) -> None:
    card = scorecard(team.viewer(Role.HEAD), "week", SUNDAY, who="ihor")
    assert not card.longer
    assert card.no_data == len(card.rows) == 7
    assert "no number has data yet" in opened(Role.HEAD, "/team/scorecard/?by=week&who=ihor")


def test_a_number_that_had_weekly_values_and_lost_them_stays(team: Department, stored: Stored) -> None:
    for code, day in (("ppc_margin", "2026-02-02"), ("ppc_ql", "2026-11-09")):
        stored(code, team.members["ihor"], day, "1.1", "good", unit="week")
    card = scorecard(team.viewer(Role.HEAD), "week", SUNDAY, who="ihor")
    assert {row.code for row in card.rows} == {"ppc_margin", "ppc_ql"}


def test_the_plan_of_a_cost_is_said_in_money_and_stands_on_the_way_down(team: Department, opened: Opened) -> None:
    october = Period.month(2026, 10)
    for code, value in (("spend_paid", "285000"), ("qualified_leads_paid", "10")):
        PlanValue.objects.create(measure=code, start=october.start, end=october.end, value=Decimal(value), name="M. L.")
    page = opened(Role.HEAD, "/team/kpi/ppc_cpql/?who=ihor&period=2026-10")
    assert re.search(r"≤ \D28,500, the plan", page)
    assert "The same formula over the approved plans" in page


def test_without_a_plan_there_is_a_step_and_no_attainment(team: Department, opened: Opened) -> None:
    page = opened(Role.HEAD, "/team/kpi/ppc_cpql/?who=ihor&period=2026-10")
    assert "no plan is approved" in page
    assert 'href="/team/plans/?year=2026&amp;who=ihor">Approve a plan' in page


@pytest.mark.parametrize(
    ("share", "said"), [("0.996", "99.6%"), ("0.99999", "99.999%"), ("0.97", "97%"), ("1", "100%"), ("1.0004", "100%")]
)
def test_what_was_nearly_reached_does_not_read_as_reached(share: str, said: str) -> None:
    assert attained(Decimal(share)) == said


def test_a_value_past_its_mark_shows_the_digits_that_tell() -> None:
    assert figure(Decimal("5.04"), "days", apart=[Decimal(5)]) == "5.04 d"
    assert figure(Decimal("100400"), "money", "UAH", apart=[Decimal(100000)]) == "₴100,400"
    assert figure(Decimal("5.04"), "days") == "5 d"


def test_a_narrow_column_shortens_money_and_leaves_its_sign_to_the_name() -> None:
    said = [brief(Decimal(value), "money", "UAH") for value in ("973000", "33512", "1109.4", "12.5")]
    assert said == ["973k", "33,512", "1,109", "12.5"]


def test_an_empty_card_says_why_it_is_empty(team: Department, opened: Opened) -> None:
    early = opened(Role.HEAD, "/team/scorecard/?by=month&until=2024-12").replace("\u00a0", " ")
    assert "Nobody was engaged in these periods yet: the first begins on 1 January 2026." in early
    assert "Take a role from the library" not in early
    for role in (Role.HEAD, Role.CONTRACTOR):
        Member.objects.filter(person=team.people[role]).update(person=None)
    assert "Your account is not linked to anybody" in opened(Role.CONTRACTOR, "/team/scorecard/")
    Engagement.objects.all().delete()
    assert "Nobody shown here held a role with KPIs" in opened(Role.HEAD, "/team/scorecard/")
    Kpi.objects.all().delete()
    assert "Take a role from the library" in opened(Role.HEAD, "/team/scorecard/")


def test_time_in_a_narrow_column_leaves_its_unit_out() -> None:
    goal = [Decimal("2.94")]
    assert brief(Decimal("2.943"), "months", apart=goal) == "2.943"
    assert brief(Decimal("4.2"), "days") == "4.2"
    assert figure(Decimal("4.2"), "days") != brief(Decimal("4.2"), "days"), "in full it says what it counts"
