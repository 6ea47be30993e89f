"""Targets by seven patterns, the ramp of newcomers, and goals of longer and shorter periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.calendar import containing, named
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.rules.goals import judged, laid_over, ramp_share, scaled, steps_of, times
from otdel.scorecard.rules.windows import window

PLAN = {"pattern": "plan_ratio", "floor": 0.8, "target": 1.0, "stretch": 1.25}
LOW = {"pattern": "plan_ratio_low", "floor": 0.8, "target": 1.0, "stretch": 1.15}
GROWTH = {"pattern": "growth_yoy", "floor": 0.95, "target": 1.15, "stretch": 1.35}
SHARE = {"pattern": "absolute", "floor": 0.8, "target": 0.95, "stretch": 1.0}
DAYS = {"pattern": "absolute", "floor": 10, "target": 4, "stretch": 2}
PACE = {"pattern": "corridor", "lo": 0.95, "hi": 1.03, "lo_zero": 0.8, "hi_zero": 1.1}
GATE = {"pattern": "gate", "pass_at": 0.97}
SPAM = {"pattern": "gate", "pass_at": 0.001}
WATCHED = {"pattern": "monitor"}


@pytest.mark.parametrize(
    ("threshold", "direction", "value", "against", "attainment", "state"),
    [
        (PLAN, "higher", "1.1", None, "1.1", "good"),
        (PLAN, "higher", "0.85", None, "0.85", "near"),
        (PLAN, "higher", "0.79", None, "0.79", "off"),
        (PLAN, "higher", "45", "50", "0.9", "near"),  # the formula over the plans gave 50
        (LOW, "lower", "500", "400", "0.8", "near"),  # 500 were spent for a lead that was planned at 400
        (LOW, "lower", "380", "400", "1.052632", "good"),
        (LOW, "lower", "600", "400", "0.666667", "off"),
        (GROWTH, "higher", "1.15", None, "1", "good"),
        (GROWTH, "higher", "0.06", "0.05", "1.043478", "good"),  # a share grown from 5 % to 6 %
        (GROWTH, "higher", "0.9", None, "0.782609", "off"),
        (SHARE, "higher", "0.97", None, "1.021053", "good"),
        (SHARE, "higher", "0.8", None, "0.842105", "near"),
        (DAYS, "lower", "4", None, "1", "good"),
        (DAYS, "lower", "8", None, "0.5", "near"),
        (DAYS, "lower", "11", None, "0.363636", "off"),
        (DAYS, "lower", "0", None, "2", "good"),
        (PACE, "corridor", "1.0", None, "1", "good"),
        (PACE, "corridor", "0.875", None, "0.5", "near"),
        (PACE, "corridor", "1.065", None, "0.5", "near"),
        (PACE, "corridor", "0.8", None, "0", "off"),
        (PACE, "corridor", "1.2", None, "0", "off"),
        (GATE, "higher", "0.97", None, "1", "good"),
        (GATE, "higher", "0.969", None, "0", "off"),
        (SPAM, "lower", "0.0011", None, "0", "off"),
    ],
)
def test_a_value_is_judged_by_its_pattern(
    threshold: dict[str, Any], direction: str, value: str, against: str | None, attainment: str, state: str
) -> None:
    found = judged(steps_of(threshold), direction, Decimal(value), Decimal(against) if against else None)
    assert (found.attainment, found.state) == (Decimal(attainment), state)


def test_what_is_only_watched_is_not_judged_until_somebody_sets_a_target() -> None:
    watched = steps_of(WATCHED)
    assert judged(watched, "higher", Decimal(5)).state == ""
    assert judged(laid_over(watched, None, Decimal(4), None), "higher", Decimal(5)).state == "good"


def test_no_data_is_never_success() -> None:
    lost = NoData.because("not_read_yet")
    for threshold in (PLAN, LOW, GROWTH, SHARE, DAYS, PACE, GATE, WATCHED):
        assert judged(steps_of(threshold), "higher", lost).state == ""
    assert judged(steps_of(PLAN), "higher", Decimal(5), lost).attainment == lost, "no plan, no attainment"
    assert judged(steps_of(PLAN), "higher", Decimal(5), Decimal(0)).attainment == NoData.because(
        "nothing_to_compare_with"
    )


@given(st.sampled_from([PLAN, SHARE, GATE, PACE]), st.decimals(-2, 3, places=3), st.decimals(0, 1, places=3))
def test_more_of_a_good_thing_is_never_judged_worse(threshold: dict[str, Any], value: Decimal, more: Decimal) -> None:
    steps = steps_of(threshold)
    if threshold is PACE and value + more > Decimal("1.03"):
        return
    before, after = judged(steps, "higher", value), judged(steps, "higher", value + more)
    assert isinstance(before.attainment, Decimal) and isinstance(after.attainment, Decimal)
    assert after.attainment >= before.attainment
    assert ["off", "near", "good"].index(after.state) >= ["off", "near", "good"].index(before.state)


def test_a_newcomer_grows_into_the_target() -> None:
    ramp = ["0.3", "0.6"]
    since = date(2026, 9, 15)
    assert ramp_share(ramp, since, Period.month(2026, 8)) == 1, "not there yet"
    assert ramp_share(ramp, since, Period.month(2026, 9)) == Decimal("0.3")
    assert ramp_share(ramp, since, Period.month(2026, 10)) == Decimal("0.4645"), "14 days at 0.3 and 17 at 0.6"
    assert ramp_share(ramp, since, Period.month(2026, 12)) == 1
    assert times(steps_of(SHARE), Decimal("0.5")).target == Decimal("0.475")
    assert times(steps_of(DAYS), Decimal("0.5"), lower=True).target == 8, "a newcomer may take longer"


def test_a_count_is_asked_in_proportion_to_the_period() -> None:
    tests = steps_of({"pattern": "absolute", "floor": 1, "target": 3, "stretch": 4})
    quarter = scaled(tests, "month", "quarter")
    assert quarter and quarter.target == 9
    assert scaled(tests, "month", "month") == tests
    assert scaled(tests, "month", "week") is None, "a week is too short to say"


def test_a_running_month_is_compared_with_as_many_first_days() -> None:
    seen = window(containing(date(2026, 11, 23), "month"), date(2026, 11, 23))
    assert seen
    assert seen.period == Period(date(2026, 11, 1), date(2026, 11, 23))
    assert seen.yoy == Period(date(2025, 11, 1), date(2025, 11, 23))
    assert seen.prev == Period(date(2026, 10, 1), date(2026, 10, 23))
    assert window(containing(date(2026, 11, 23), "month"), date(2026, 11, 1)) is None, "not one day is over"


def test_a_whole_period_is_compared_with_whole_ones() -> None:
    today = date(2027, 1, 1)
    for code, year, before in (
        ("2026-02", "2025-02", "2026-01"), ("2026-q4", "2025-q4", "2026-q3"), ("2026", "2025", "2025"),
    ):  # fmt: skip
        asked, one, other = named(code), named(year), named(before)
        assert asked and one and other
        seen = window(asked, today)
        assert seen and seen.whole
        assert (seen.yoy, seen.prev) == (one.period, other.period)
    week = named("2026-w48")
    assert week
    seen = window(week, today)
    assert seen and seen.yoy.start.weekday() == 0 and (seen.period.start - seen.yoy.start).days == 364
