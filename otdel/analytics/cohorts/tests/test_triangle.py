"""Who is new when, what each age brought, and development factors equal to an independent calculation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from otdel.analytics.cohorts.censored import censored
from otdel.analytics.cohorts.factors import factors, ladder
from otdel.analytics.cohorts.shapes import Purchases, month_of
from otdel.analytics.cohorts.tests.files import JANUARY_11, JUNE_98, NOVEMBER_11, cdnow, online_retail, purchases
from otdel.analytics.cohorts.tests.worlds import START, first_day, shop
from otdel.analytics.cohorts.triangle import firsts, triangle

JAN, FEB, MAR = (first_day(START + month) for month in range(3))


def ledger(*rows: tuple[int, int, float, int]) -> Purchases:
    who, day, margin, channel = (np.array(one) for one in zip(*rows, strict=True))
    return Purchases(who, day, margin.astype(float), channel, ("ads", "mail"))


def test_a_customer_belongs_to_the_month_and_channel_of_the_first_purchase() -> None:
    rows = ledger((0, FEB + 3, 20, 1), (0, JAN + 5, 10, 0), (1, FEB, 7, 1), (1, MAR, 5, 0))
    found = triangle(rows, START + 2)
    assert found.month.tolist() == [START, START + 1]
    assert [found.channels[channel] for channel in found.channel] == ["ads", "mail"]
    assert found.sums[0].tolist() == [10, 20, 0]
    assert found.sums[1, :2].tolist() == [7, 5]
    assert np.isnan(found.sums[1, 2])


def test_a_refund_is_no_first_purchase_and_counts_in_its_own_month() -> None:
    rows = ledger((0, JAN, -8, 0), (0, FEB, 30, 0), (1, JAN, 50, 0), (1, FEB, -20, 0))
    assert firsts(rows).refunded_first.tolist() == [True, False]
    found = triangle(rows, START + 2, by_channel=False)
    assert found.size.tolist() == [1]
    assert found.sums[0].tolist() == [50, -20, 0]
    assert found.active[0].tolist() == [1, 0, 0]


def test_months_after_the_last_whole_one_are_not_counted() -> None:
    rows = ledger((0, JAN, 10, 0), (0, MAR, 99, 0), (1, MAR, 5, 0))
    found = triangle(rows, START + 1)
    assert found.size.tolist() == [1]
    assert found.sums.tolist() == [[10, 0]]


def test_every_row_is_counted_once() -> None:
    rows = shop(3, channels=2)
    found = triangle(rows, START + 17)
    assert np.nansum(found.sums) == pytest.approx(rows.margin.sum())
    assert found.size.sum() == len(np.unique(rows.customer))
    by_month = triangle(rows, START + 17, by_channel=False)
    for month in by_month.month:
        own = found.month == month
        assert by_month.sums[by_month.month == month][0] == pytest.approx(found.sums[own].sum(axis=0), nan_ok=True)


def test_the_ladder_of_a_worked_triangle() -> None:
    """100 -> 150 -> 180 and 200 -> 280: factors 430 / 300 and 180 / 150, so the second ends at 336."""
    rows = ledger((0, JAN, 100, 0), (0, FEB, 50, 0), (0, MAR, 30, 0), (1, FEB, 200, 0), (1, MAR, 80, 0))
    found = triangle(rows, START + 2)
    assert factors(found) == pytest.approx([430 / 300, 1.2])
    assert ladder(found)[1] == pytest.approx([200, 280, 336])


@pytest.mark.parametrize("name", ["cdnow", "online_retail"])
def test_factors_of_public_ledgers_equal_those_of_pandas(name: str) -> None:
    table = cdnow() if name == "cdnow" else online_retail()
    last, since = (JUNE_98, 0) if name == "cdnow" else (NOVEMBER_11, JANUARY_11)
    own = triangle(purchases(table), last)
    expected = _pandas_factors(table, last, since)
    found = factors(own.of(own.month >= since))
    assert len(found) >= 10
    assert found[: len(expected)] == pytest.approx(expected.to_numpy(), rel=1e-10)


def _pandas_factors(table: pd.DataFrame, last: int, since: int) -> pd.Series[float]:
    """By grouping and pivoting, with nothing of Otdel's."""
    table = table.copy()
    table["day"] = table["date"].dt.normalize()
    opening = table[table["day"] == table.groupby("customer")["day"].transform("min")]
    began = opening.groupby("customer")["value"].max()
    table = table[table["customer"].isin(began.index[began >= 0])].copy()
    table["month"] = table["date"].dt.year * 12 + table["date"].dt.month - 1
    table = table[table["month"] <= last]
    table["cohort"] = table.groupby("customer")["month"].transform("min")
    table = table[table["cohort"] >= since]
    table["age"] = table["month"] - table["cohort"]
    grid = table.pivot_table(index="cohort", columns="age", values="value", aggfunc="sum").fillna(0).cumsum(axis=1)
    began_in = np.array(list(grid.index), dtype=np.int64)
    known = pd.DataFrame({age: began_in <= last - int(str(age)) for age in grid.columns}, index=grid.index)
    ages = list(grid.columns)
    return pd.Series(
        {age: grid.loc[known[after], after].sum() / grid.loc[known[after], age].sum() for age, after in pairwise(ages)}
    )


def test_old_customers_are_found_where_they_are_and_not_where_they_are_not() -> None:
    """The first month of the retailer's file is mostly regulars; CDNOW's file was made of new customers."""
    assert censored(triangle(purchases(cdnow()), JUNE_98, by_channel=False)).months == 0
    found = censored(triangle(purchases(online_retail()), NOVEMBER_11, by_channel=False))
    assert found.months == 1
    assert found.since == JANUARY_11
    assert found.times > 1.3


def test_a_file_that_begins_in_the_middle_of_a_shops_life_is_noticed() -> None:
    rows = shop(5, months=24)
    cut = first_day(START + 12)
    late = rows.day >= cut
    half = Purchases(rows.customer[late], rows.day[late], rows.margin[late], rows.channel[late])
    assert censored(triangle(rows, START + 23, by_channel=False)).months == 0
    found = censored(triangle(half, START + 23, by_channel=False))
    assert found.months >= 1
    assert found.since > START + 12
    assert int(month_of(half.day).min()) == START + 12
