"""Sales that come late: what is in, what is still due, and how sure that is; by hand and on made shops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.forecasting.rules.arrays import Floats
from otdel.forecasting.rules.ripening import LEAST, WIDEST, Sales, ages, expected, ripened, shares_in
from otdel.forecasting.rules.unfinished import endings, lifted, one_of


def late_sales(days: int = 400, *, seen: int = 400, worth: float = 100.0) -> Sales:
    """60 of a hundred on its own day, 40 ten days later, for each day; known before `seen`."""
    first = np.arange(days)
    day, known = np.concatenate([first, first]), np.concatenate([first, first + 10])
    amount = worth * np.concatenate([np.full(days, 0.6), np.full(days, 0.4)])
    chosen = known < seen
    return Sales(day[chosen], known[chosen], amount[chosen])


def shop(seed: int, *, days: int = 430, large_and_late: float = 0.05) -> Sales:
    """Twenty sales a day; most paid within two weeks, a few twenty times as large paid a month later."""
    made = np.random.default_rng(seed)
    count = made.poisson(20, days)
    day = np.repeat(np.arange(days), count)
    large = made.random(len(day)) < large_and_late
    late = np.where(large, made.integers(10, 60, len(day)), made.integers(0, 14, len(day)))
    return Sales(day, day + late, np.where(large, 2000.0, 100.0) * made.uniform(0.5, 1.5, len(day)))


def test_the_share_of_a_day_that_is_in_is_measured_at_each_age() -> None:
    shares = shares_in(late_sales().by_age(0, 400, 400), ages(400, 0))
    assert shares[0] == pytest.approx(0.6)
    assert shares[9] == pytest.approx(0.6)
    assert shares[10] == pytest.approx(1.0)


def test_unfinished_days_are_expected_to_come_to_what_days_come_to() -> None:
    found = ripened(late_sales(), 0, 400, 400)
    assert found.known[-1] == 60
    assert found.known[-11] == 100
    assert found.whole[-10:] == pytest.approx([100.0] * 10)
    assert found.due[:-10].max() == pytest.approx(0)


def test_a_day_waits_for_its_own_level_and_not_for_that_of_the_last_days() -> None:
    """Days three weeks ago were worth twice as much: what they still wait for is twice as much too."""
    before, after = late_sales(380, seen=385, worth=200.0), late_sales(400, seen=385)
    older, newer = before.day < 365, after.day >= 365
    both = [np.concatenate([old[older], new[newer]]) for old, new in (
        (before.day, after.day), (before.known, after.known), (before.amount, after.amount))]  # fmt: skip
    sales = Sales(*both)
    slow = replace(sales, known=np.where(sales.known > sales.day, sales.day + 40, sales.known))
    found = ripened(slow, 0, 385, 385)
    assert found.due[350] > 1.25 * found.due[384], "0.4 of about 200 against 0.4 of less"
    assert found.due[350] == pytest.approx(80, rel=0.2)


def test_the_past_is_known_as_it_was_known_then() -> None:
    sales = late_sales()
    then = sales.by_day(0, 300, 300)
    assert then[-1] == 60, "its late sale came ten days later"
    assert sales.by_day(0, 300, 310)[-1] == 100


def test_a_shop_of_ten_weeks_waits_for_its_late_sales_too_and_one_of_two_for_nothing() -> None:
    young = ripened(late_sales(70, seen=70), 0, 70, 70)
    assert young.whole[-10:] == pytest.approx([100.0] * 10)
    assert LEAST < WIDEST, "the old curve needed a hundred and eighty days"
    assert not ripened(late_sales(14, seen=14), 0, 14, 14).due.any()


def test_a_quiet_week_of_unfinished_days_does_not_blow_up() -> None:
    """Nothing is known of days of which a thousandth should be in: the level is the usual one, not 1 over nothing."""
    table = np.zeros((200, WIDEST + 1))
    table[:140, 30] = 50.0
    table[199, 0] = 1.0
    found = expected(table, ages(200, 0))
    assert found.due.max() < 3 * 50


def test_endings_keep_to_what_is_expected_and_a_few_large_sales_make_them_uneven() -> None:
    calm, wild = (endings(shop(3, large_and_late=share), 0, 400, 400, 600, 1)[:, -1:] for share in (0.0, 0.05))
    assert calm.mean() == pytest.approx(1, abs=0.1)
    assert wild.mean() == pytest.approx(1, abs=0.2)
    assert wild.std() > 2 * calm.std()


def test_a_range_of_what_is_due_holds_what_came_four_times_in_five() -> None:
    """Sixty shops, each seen once; the sum of all unfinished days."""
    inside = 0
    for seed in range(60):
        sales = shop(seed)
        ripe = ripened(sales, 0, 400, 400)
        drawn = endings(sales, 0, 400, 400, 300, seed)
        totals = drawn @ ripe.due[-drawn.shape[1] :]
        came = float(sales.by_day(0, 400, 600).sum() - ripe.known.sum())
        low, high = np.quantile(totals, [0.1, 0.9])
        inside += low <= came <= high
    assert 42 <= inside <= 58, "48 are expected, and three more or fewer are chance"


def test_the_next_days_go_on_from_the_level_the_path_gives_the_newest() -> None:
    known, due = np.full(100, 80.0), np.zeros(100)
    due[-28:] = 20.0
    coming = np.stack([np.full(28, 20.0), np.full(28, 120.0)])
    paths = lifted(np.full((2, 5), 100.0), coming, known, due)
    assert paths[0] == pytest.approx(100)
    assert paths[1] == pytest.approx(200), "its last four weeks were worth twice as much"


def test_unfinished_days_are_filled_as_unevenly_as_finished_days_are() -> None:
    sales = shop(5)
    ripe = ripened(sales, 0, 400, 400)
    drawn: Floats = endings(sales, 0, 400, 400, 50, 1) * ripe.due[-WIDEST:]
    found = one_of(ripe.known, ripe.due, drawn)
    assert found.sum() == pytest.approx(ripe.whole.sum()), "at the level that is expected"
    smooth, rough, past = ripe.whole[-14:].std(), found[-14:].std(), ripe.whole[200:300].std()
    assert smooth < 0.6 * past < rough * 1.5
