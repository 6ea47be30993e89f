"""Typed readings and approved plans: whose word counts for whom, on which days, and when nobody's does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.found import Found
from otdel.scorecard.measures.planned import Plan, Plans
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.told import Told, ToldValues
from otdel.scorecard.queries.answer import EVERYTHING, Scope

SEPTEMBER, OCTOBER = Period.month(2026, 9), Period.month(2026, 10)
ANNA, BORYS, LEADER = 7, 8, 3
SENT, FOLLOWERS, FOLLOWERS_START = (
    MEASURES[code] for code in ("emails_sent", "followers_target_end", "followers_target_start")
)
SPEND_PLAN, PARTNERS_PLAN = MEASURES["spend_paid_plan"], MEASURES["partners_active_plan"]


def told(*values: tuple[str, int, Period, int | None]) -> ToldValues:
    """Each as code, member, days and value; None waits for its second reader. The last one is the newest."""
    found = ToldValues()
    for number, (code, member, days, value) in reversed(list(enumerate(values, 1))):
        waits = "waits_for_second_reader" if value is None else ""
        found.add(code, member, Told(days, None if value is None else Decimal(value), waits, number))
    return found


def week(first: int) -> Period:
    return Period(date(2026, 10, first), date(2026, 10, first + 7))


def why(found: Found) -> str:
    assert isinstance(found.value, NoData)
    return found.value.reason.code


def test_weeks_make_a_month_as_far_as_they_reach() -> None:
    found = told(("emails_sent", 0, week(1), 100), ("emails_sent", 0, week(8), 50)).value(SENT, EVERYTHING, OCTOBER)
    assert (found.value, found.rows, found.coverage) == (Decimal(150), 2, Decimal(14) / 31)
    assert found.fresh_to == date(2026, 10, 14)


def test_a_month_read_whole_is_not_cut_into_weeks() -> None:
    assert why(told(("emails_sent", 0, OCTOBER, 300)).value(SENT, EVERYTHING, week(1))) == "reading_is_longer"


def test_a_day_read_twice_counts_once() -> None:
    kept = told(("emails_sent", 0, OCTOBER, 300), ("emails_sent", 0, week(1), 90))
    assert kept.value(SENT, EVERYTHING, OCTOBER).value == 300, "the month has the week in it"
    assert kept.value(SENT, EVERYTHING, week(1)).value == 90
    again = told(("emails_sent", 0, OCTOBER, 300), ("emails_sent", 0, OCTOBER, 310))
    assert again.value(SENT, EVERYTHING, OCTOBER).value == 310, "of two for the same days the newer counts"


def test_a_reading_without_its_second_reader_does_not_count() -> None:
    assert why(told(("emails_sent", 0, OCTOBER, None)).value(SENT, EVERYTHING, OCTOBER)) == "waits_for_second_reader"
    assert why(told(("emails_sent", 0, SEPTEMBER, 5)).value(SENT, EVERYTHING, OCTOBER)) == "not_read_yet"
    assert why(ToldValues().value(SENT, EVERYTHING, OCTOBER)) == "needs_source"


def test_a_holders_own_reading_comes_first_then_the_departments_then_the_teams() -> None:
    both = told(("emails_sent", ANNA, OCTOBER, 10), ("emails_sent", BORYS, OCTOBER, 5), ("emails_sent", 0, OCTOBER, 99))
    assert both.value(SENT, Scope((ANNA,)), OCTOBER).value == 10
    assert both.value(SENT, EVERYTHING, OCTOBER).value == 99
    assert both.value(SENT, Scope((LEADER, ANNA, BORYS)), OCTOBER).value == 99
    people = told(("emails_sent", ANNA, OCTOBER, 10), ("emails_sent", BORYS, OCTOBER, 5))
    assert people.value(SENT, EVERYTHING, OCTOBER).value == 15
    assert people.value(SENT, Scope((LEADER, ANNA, BORYS)), OCTOBER).value == 15
    assert people.value(SENT, Scope((LEADER, ANNA)), OCTOBER).value == 10


def test_a_narrowed_scope_is_not_answered_for_the_whole() -> None:
    kept = told(("emails_sent", 0, OCTOBER, 99))
    assert why(kept.value(SENT, Scope((ANNA,), channels=("Email",)), OCTOBER)) == "needs_source"
    assert kept.value(SENT, Scope((ANNA,)), OCTOBER).value == 99


def test_a_period_begins_as_the_one_before_it_ended() -> None:
    kept = told(("followers_target_end", 0, SEPTEMBER, 1000), ("followers_target_end", 0, OCTOBER, 1100))
    assert kept.value(FOLLOWERS, EVERYTHING, OCTOBER).value == 1100
    assert kept.value(FOLLOWERS_START, EVERYTHING, OCTOBER).value == 1000
    quarter = Period.quarter(2026, 4)
    assert kept.value(FOLLOWERS, EVERYTHING, quarter).value == 1100
    assert kept.value(FOLLOWERS_START, EVERYTHING, quarter).value == 1000
    said = told(("followers_target_end", 0, SEPTEMBER, 1000), ("followers_target_start", 0, OCTOBER, 990))
    assert said.value(FOLLOWERS_START, EVERYTHING, OCTOBER).value == 990, "what was read as the start comes first"


def planned(*values: tuple[str, int, Period, int]) -> Plans:
    found = Plans()
    for number, (code, member, days, value) in enumerate(values, 1):
        found.add(code, member, Plan(number, days, Decimal(value)))
    return found


def test_a_plan_is_spread_over_its_days() -> None:
    kept = planned(("spend_paid", 0, OCTOBER, 3100))
    assert kept.value(SPEND_PLAN, EVERYTHING, OCTOBER).value == 3100
    assert kept.value(SPEND_PLAN, EVERYTHING, week(1)).value == 700
    assert kept.value(SPEND_PLAN, EVERYTHING, Period(date(2026, 10, 1), date(2026, 10, 23))).value == 2200
    both = planned(("spend_paid", 0, SEPTEMBER, 3000), ("spend_paid", 0, OCTOBER, 3100))
    assert both.value(SPEND_PLAN, EVERYTHING, Period(date(2026, 9, 1), date(2026, 11, 1))).value == 6100


def test_a_plan_with_holes_is_no_plan() -> None:
    found = planned(("spend_paid", 0, OCTOBER, 3100)).value(SPEND_PLAN, EVERYTHING, Period.quarter(2026, 4))
    assert found.value == NoData.because("plan_not_whole", days=61)
    assert why(Plans().value(SPEND_PLAN, EVERYTHING, OCTOBER)) == "no_plan"


def test_the_plan_of_a_state_is_that_of_its_last_day() -> None:
    kept = planned(("partners_active", 0, SEPTEMBER, 40), ("partners_active", 0, OCTOBER, 50))
    assert kept.value(PARTNERS_PLAN, EVERYTHING, Period(date(2026, 9, 1), date(2026, 11, 1))).value == 50
    only = planned(("partners_active", 0, OCTOBER, 50))
    assert only.value(PARTNERS_PLAN, EVERYTHING, Period(date(2026, 8, 1), date(2026, 11, 1))).value == 50
    assert why(only.value(PARTNERS_PLAN, EVERYTHING, Period.quarter(2026, 4))) == "no_plan"


def test_a_newer_plan_has_the_word_on_its_days() -> None:
    kept = planned(("spend_paid", 0, OCTOBER, 3100), ("spend_paid", 0, week(1), 7000))
    assert kept.value(SPEND_PLAN, EVERYTHING, OCTOBER).value == 7000 + 2400
    used = kept.used(SPEND_PLAN, EVERYTHING, OCTOBER)
    assert sorted(share for _, share in used) == [2400, 7000], "each plan opens with its share"


@given(st.integers(1, 10**9), st.integers(0, 29), st.integers(1, 30))
def test_parts_of_a_plan_add_up_to_it(value: int, cut: int, length: int) -> None:
    whole = Period(date(2026, 9, 1), date(2026, 9, 1 + length) if length < 30 else date(2026, 10, 1))
    kept = planned(("spend_paid", 0, whole, value))
    edge = date(2026, 9, 1 + cut)
    parts = (whole.clip(Period(date.min, edge)) if cut else None, whole.clip(Period(edge, date.max)))
    found = [kept.value(SPEND_PLAN, EVERYTHING, part).value for part in parts if part]
    assert sum(one for one in found if isinstance(one, Decimal)) == value
