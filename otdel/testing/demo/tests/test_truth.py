"""The history is believable: its proportions are those of a real shop, and the truth is recoverable from it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.kit.period import Period
from otdel.testing.demo import company, seasons, truth
from otdel.testing.demo.origins import DIRECT, NOTHING
from otdel.testing.demo.seasons import Calendar
from otdel.testing.demo.world import World


def test_what_the_orders_earned_is_what_was_true_of_each_day(lived: World) -> None:
    """Orders are drawn by chance, so over all of them the margin is near the truth, not equal to it."""
    earned = float(sum(order.margin for order in lived.orders))
    expected = sum(
        day.base * (1 - truth.BASE_FIRMS)
        + sum(effect * (1 - truth.BY_NAME[name].firms) for name, effect in day.effects.items())
        for day in lived.spending.truth
    )
    assert earned == pytest.approx(expected, rel=0.02)


def test_a_quarter_to_date_looks_like_the_company_we_describe(lived: World) -> None:
    quarter = Period(date(2026, 10, 1), date(2026, 11, 23))
    spent = lived.known_spend(quarter)
    assert Decimal(1_950_000) < sum(spent.values()) < Decimal(2_300_000)
    assert list(spent) and max(spent, key=lambda name: spent[name]) == truth.SEARCH
    assert set(spent) == {channel.name for channel in truth.CHANNELS}
    added = sum(sum(day.effects.values()) for day in lived.spending.truth if day.day in quarter)
    assert 1.15 < added / float(sum(spent.values())) < 1.4


def test_returns_come_two_to_five_weeks_after_the_order(lived: World) -> None:
    returned = [order for order in lived.orders if order.refunded_on]
    assert 0.05 < len(returned) / len(lived.orders) < 0.09
    lags = {(order.refunded_on - order.at.date()).days for order in returned if order.refunded_on}
    assert min(lags) == 14 and max(lags) == 35
    assert all(order.refunded_on and order.refunded_on < lived.calendar.today for order in returned)


def test_meta_sales_lose_their_tags_in_the_broken_month(lived: World) -> None:
    broken = lived.calendar.broken_tags
    tagged = Counter(order.clicked in broken for order in lived.orders if order.origin.source == "facebook")
    caused = Counter(order.clicked in broken for order in lived.orders if order.cause == truth.META)
    assert caused[True] > 100
    assert tagged[True] == 0 and tagged[False] > 1000


def test_partners_leave_no_trace(lived: World) -> None:
    brought = [order for order in lived.orders if order.cause == truth.AFFILIATES]
    assert len(brought) > 500
    assert {order.origin for order in brought} == {NOTHING, DIRECT}


def test_the_wasted_campaign_brings_questions_and_almost_no_deals(lived: World) -> None:
    campaign = next(one for one in company.CAMPAIGNS if one.name == truth.WASTED)
    asked = [firm for firm in lived.firms if firm.origin.campaign == campaign.name]
    others = [firm for firm in lived.firms if firm.origin.campaign == "Leads, designers and architects"]
    assert len(asked) > 5 * len(others)
    assert sum(firm.won for firm in asked) / len(asked) < 0.02
    assert sum(firm.won for firm in others) / len(others) > 0.1


def test_black_friday_is_the_day_after_the_fourth_thursday() -> None:
    assert [seasons.black_friday(year) for year in (2024, 2025, 2026)] == [
        date(2024, 11, 29), date(2025, 11, 28), date(2026, 11, 27),
    ]  # fmt: skip
    ordinary = seasons.demand(date(2025, 11, 7))
    assert seasons.demand(date(2025, 11, 28)) > 2.2 * ordinary


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31), date(2024, 2, 29), date(2027, 10, 2)])
def test_any_day_can_be_today(today: date) -> None:
    """The demo starts on whatever day a stranger runs it; the accidents stay inside the history."""
    calendar = Calendar(today)
    assert calendar.history.days == 910 and calendar.history.last_day == today - timedelta(days=1)
    for accident in (calendar.broken_tags, calendar.first_report, calendar.restated, calendar.missing):
        assert accident.clip(calendar.history) == accident
    quarters = seasons.quarters_of(calendar.history)
    assert sum(quarter.days for quarter in quarters) == 910
    assert calendar.twice.days == 14


def test_the_truth_can_be_kept_beside_the_files(lived: World) -> None:
    plain = json.loads(json.dumps(truth.as_plain(list(lived.spending.truth))))
    search = plain["channels"][0]
    assert search["name"] == truth.SEARCH and search["back_now"] == pytest.approx(1.33, abs=0.01)
    assert search["next_back_now"] == pytest.approx(0.90, abs=0.02)
    assert len(plain["days"]) == 910
