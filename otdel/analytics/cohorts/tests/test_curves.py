"""Whole futures of cohorts: what is known stays, small cohorts borrow, and ranges hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.cohorts.ahead import ahead
from otdel.analytics.cohorts.curves import fit
from otdel.analytics.cohorts.factors import ladder
from otdel.analytics.cohorts.holdout import by_distance, held_out, told
from otdel.analytics.cohorts.shapes import Purchases, Triangle, month_of
from otdel.analytics.cohorts.tests.files import (
    JANUARY_11,
    JUNE_98,
    MARCH_97,
    NOVEMBER_11,
    cdnow,
    online_retail,
    purchases,
)
from otdel.analytics.cohorts.tests.worlds import START, shop
from otdel.analytics.cohorts.triangle import triangle


def world(seed: int = 1, **more: int) -> Triangle:
    rows = shop(seed, **more)
    return triangle(rows, int(month_of(rows.day).max()))


def test_what_is_known_is_the_same_in_every_future() -> None:
    known = world()
    paths = ahead(fit(known), known, 24)
    for place, age in enumerate(known.known):
        assert paths[:, place, : age + 1] == pytest.approx(np.tile(known.per_customer[place, : age + 1], (600, 1)))
        assert np.ptp(paths[:, place, age + 1]) > 0
    assert np.isfinite(paths).all()
    assert (np.diff(paths, axis=2)[:, 0, 18:] >= 0).all()


def test_the_same_seed_gives_the_same_futures() -> None:
    known = world(months=8)
    first, again, other = (ahead(fit(known, seed), known, 12, seed) for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_farther_ahead_the_wider() -> None:
    known = world()
    paths = ahead(fit(known), known, 36)
    low, high = np.quantile(paths[:, -1], (0.1, 0.9), axis=0)
    assert (np.diff(high - low)[known.known[-1] :] > 0).all()


def test_channels_keep_their_own_pace() -> None:
    """Customers of the second channel come back half as often: its youngest cohort is not given the first's future."""
    known = world(4, channels=2)
    paths = ahead(fit(known), known, 12)
    newest = known.month == START + 16
    middle = np.median(paths[:, newest, 12] - paths[:, newest, 1], axis=0)
    assert 0.35 < middle[1] / middle[0] < 0.75


def test_a_cohort_of_few_borrows_from_the_others() -> None:
    """Thirteen customers, one of whom spent a fortune: the ladder multiplies it, the curves half believe it."""
    known = world(months=10, size=400)
    small, sums, squares, later = known.size.copy(), known.sums.copy(), known.squares.copy(), known.later.copy()
    sums[8, :2], squares[8, :2] = (520, 3000), (30000, 9e6)
    small[8], later[8] = 13, 9e6
    odd = Triangle(known.month, known.channel, known.channels, small, sums, known.active, squares, later, known.last)
    usual = float(np.median(known.per_customer[:2, 8] - known.per_customer[:2, 1]))
    lone = ladder(odd)[8]
    paths = ahead(fit(odd), odd, 8)[:, 8]
    low, middle = np.quantile(paths[:, 8] - paths[:, 1], (0.1, 0.5))
    assert middle < 0.8 * (lone[8] - lone[1])
    assert low < 1.3 * usual


def test_a_shop_nobody_returns_to_is_given_next_to_nothing() -> None:
    size = np.full(6, 200.0)
    zeros = np.where(np.arange(6) <= np.arange(5, -1, -1)[:, None], 0.0, np.nan)
    sums = zeros.copy()
    sums[:, 0] = 200 * 50.0
    known = Triangle(
        START + np.arange(6), np.zeros(6, dtype=np.int64), ("",), size, sums, zeros, sums * 60, np.zeros(6), START + 5
    )
    paths = ahead(fit(known), known, 12)
    assert np.median(paths[:, 0, 12]) == pytest.approx(50, rel=0.05)
    assert np.isfinite(paths).all()


def test_ranges_of_invented_shops_hold_eight_in_ten() -> None:
    """Twelve shops of three channels, the last six months hidden. Errors of one shop go together, hence the band."""
    cells = []
    for seed in range(12):
        rows = shop(seed, channels=3, size=120)
        last = int(month_of(rows.day).max())
        cells += held_out(rows, last, 0, [last - 6], seed)
    assert len(cells) == 12 * 3 * 12 * 6
    assert 0.7 < told(cells).inside < 0.9
    assert told(cells).error < 0.045
    errors = [one.error for one in by_distance(cells)]
    assert errors == sorted(errors)


def by_ladder(rows: Purchases, last: int, since: int, origins: range) -> dict[tuple[int, int, int], float]:
    """What the chain ladder forecasts, where it has a number: by origin, month and age, of the whole cohort."""
    found: dict[tuple[int, int, int], float] = {}
    for origin in origins:
        shown = triangle(rows, origin)
        shown = shown.of(shown.month >= since)
        steps = ladder(shown) * shown.size[:, None]
        for place, month in enumerate(shown.month):
            ages = range(int(shown.known[place]) + 1, steps.shape[1])
            found |= {(origin, int(month), age): steps[place, age] for age in ages if np.isfinite(steps[place, age])}
    return found


def errors(rows: Purchases, last: int, since: int, origins: range) -> tuple[float, float]:
    """Of the curves and of the ladder, on the cells of which both have a number."""
    steps = by_ladder(rows, last, since, origins)
    cells = [cell for cell in held_out(rows, last, since, origins) if (cell.origin, cell.month, cell.age) in steps]
    missed = sum(abs(steps[cell.origin, cell.month, cell.age] - cell.came) for cell in cells)
    return told(cells).error, missed / sum(cell.came for cell in cells)


def test_cdnow_is_forecast_from_three_months_on() -> None:
    origins = range(MARCH_97 + 1, JUNE_98)
    cells = held_out(purchases(cdnow()), JUNE_98, 0, origins)
    assert len(cells) == 315
    assert told(cells).error < 0.025
    assert 0.7 < told(cells).inside < 0.92
    six = next(one for one in by_distance(cells) if one.ahead == 6)
    assert six.error < 0.03


def test_the_retailers_ranges_hold() -> None:
    cells = held_out(purchases(online_retail()), NOVEMBER_11, JANUARY_11, range(JANUARY_11 + 3, NOVEMBER_11))
    assert len(cells) == 168
    assert 0.75 < told(cells).inside < 0.96
    assert next(one for one in by_distance(cells) if one.ahead == 3).error < 0.08


def test_curves_are_nearer_than_the_ladder_where_both_have_a_number() -> None:
    curves, steps = errors(purchases(cdnow()), JUNE_98, 0, range(MARCH_97 + 1, JUNE_98))
    assert curves < steps
    curves, steps = errors(purchases(online_retail()), NOVEMBER_11, JANUARY_11, range(JANUARY_11 + 3, NOVEMBER_11))
    assert curves < steps
