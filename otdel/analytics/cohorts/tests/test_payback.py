"""When it pays back: chances that add up, what has happened is certain, and what nobody paid for is not free."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.cohorts.costs import Costs, costs_of
from otdel.analytics.cohorts.payback import Group, group_of, payback, times_cost, value_at
from otdel.analytics.cohorts.shapes import month_of
from otdel.analytics.cohorts.study import check, last_month, study, tried
from otdel.analytics.cohorts.tests.worlds import START, first_day, shop
from otdel.analytics.cohorts.triangle import triangle

FUTURES = np.array([[10, 20, 30, 40.0], [10, 20, 25, 28], [10, 20, 24, 26], [10, 20, 35, 50]])


def test_the_chance_is_the_share_of_futures_that_have_paid() -> None:
    """Four futures, known up to month 1, cost 30: two have paid by month 2, one of the others never does."""
    found = payback(Group(100, 1, FUTURES, 30.0))
    assert found is not None
    assert found.by == pytest.approx([0, 0, 2.5 / 5, 2.5 / 5])
    assert found.not_yet == pytest.approx(0.5)
    assert (found.paid, found.middle, found.likely) == (None, 2, (2, None))


def test_what_has_happened_is_certain_and_the_month_is_named() -> None:
    found = payback(Group(100, 1, FUTURES, 15.0))
    assert found is not None
    assert found.by.tolist() == [0, 1, 1, 1]
    assert (found.paid, found.not_yet) == (1, 0.0)


def test_a_later_refund_does_not_undo_the_month_it_paid_back() -> None:
    found = payback(Group(10, 2, np.array([[10, 31, 24, 24.0]]), 30.0))
    assert found is not None
    assert found.paid == 1


def test_without_a_cost_there_is_no_payback_and_no_ratio() -> None:
    unknown = Group(10, 1, FUTURES, None)
    assert payback(unknown) is None
    assert times_cost(unknown, [3]) == [None]
    assert value_at(unknown, [3])[0].middle == pytest.approx(34)


def test_value_over_cost_is_read_off_the_same_futures() -> None:
    paid = Group(10, 1, FUTURES, 20.0)
    over, value = times_cost(paid, [3])[0], value_at(paid, [3])[0]
    assert over is not None
    assert (over.low, over.middle, over.high) == pytest.approx((value.low / 20, value.middle / 20, value.high / 20))


def test_cohorts_are_pooled_by_their_customers() -> None:
    paths = np.array([[[10.0, 10], [40, 40]]])
    both = group_of(paths, np.array([30.0, 10.0]), np.array([5, 2]), 400.0, np.array([True, True]))
    assert both.margin[0, 0] == pytest.approx((30 * 10 + 10 * 40) / 40)
    assert (both.known, both.cost, both.size) == (2, 10.0, 40)


def test_costs_join_by_month_and_channel_and_what_is_missing_stays_unknown() -> None:
    rows = shop(2, months=4, channels=2)
    found = triangle(rows, START + 3)
    costs = Costs({(START, "channel 0"): 900.0, (START, "channel 1"): 0.0, (START + 1, "channel 0"): 700.0})
    assert costs_of(found, costs)[:4] == pytest.approx([900, 0, 700, np.nan], nan_ok=True)
    assert costs.in_month(START) == 900
    assert costs.in_month(START + 3) is None


def test_dearer_customers_pay_back_later_and_the_mass_adds_up() -> None:
    rows = shop(6, months=12)
    months = {START + month for month in range(12)}
    chances = []
    for cost in (12_000.0, 24_000.0, 48_000.0):
        made, _ = study(rows, START + 11, Costs({(month, ""): cost for month in months}), horizon=24)
        assert made is not None
        back = payback(made.of_month(START + 10))
        assert back is not None
        assert (np.diff(back.by) >= 0).all()
        assert back.by[-1] + back.not_yet == pytest.approx(1)
        chances.append(back.by)
    assert (chances[0] >= chances[1]).all()
    assert (chances[1] >= chances[2]).all()
    assert chances[2][-1] < chances[0][-1]


def test_months_without_a_cost_are_said_and_left_out_of_what_all_cost() -> None:
    rows = shop(6, months=8)
    made, said = study(rows, START + 7, Costs({(START + month, ""): 6000.0 for month in range(5)}), horizon=12)
    assert made is not None
    missing = next(one.reason for one in said if one.reason.code == "payback.months_without_cost")
    assert missing.values["count"] == 3
    assert missing.values["first"] == "2023-06"
    assert payback(made.of_month(START + 6)) is None
    everyone = made.everyone()
    known = made.cohorts.size[:5].sum()
    assert everyone.size == known
    assert everyone.cost == pytest.approx(30000 / known)


def test_half_a_month_at_the_end_is_left_out() -> None:
    rows = shop(7, months=6)
    assert last_month(rows) == (START + 5, None)
    last, said = last_month(rows.up_to(first_day(START + 5) + 9))
    assert last == START + 4
    assert said is not None
    assert said.reason.values["month"] == "2023-06"


def test_too_few_months_refuse() -> None:
    rows = shop(8, months=2)
    assert [one.reason.code for one in check(rows, START + 1) if one.refuses] == ["payback.too_few_months"]


def test_one_cohort_is_answered_and_said() -> None:
    rows = shop(9, months=8)
    first = np.isin(rows.customer, np.unique(rows.customer[month_of(rows.day) == START]))
    alone = type(rows)(rows.customer[first], rows.day[first], rows.margin[first], rows.channel[first])
    made, said = study(alone, START + 7, None, horizon=12)
    assert made is not None
    assert "payback.one_cohort" in [one.reason.code for one in said]
    low, high = np.quantile(made.everyone().margin[:, 12], (0.1, 0.9))
    assert 0 < low < high
    assert tried(alone, made)
