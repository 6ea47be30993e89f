"""Parts that add up to the last digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.analytics.attribution.exact import parts, rounded


@given(
    st.lists(st.floats(0, 1e9), min_size=1, max_size=30).filter(lambda some: sum(some) > 0),
    st.integers(0, 10**15),
    st.integers(0, 6),
)
def test_parts_add_up_and_stay_within_one_unit(weights: list[float], units: int, places: int) -> None:
    total = Decimal(units).scaleb(-places)
    found = parts(weights, total, places)
    assert sum(found) == total
    for part, weight in zip(found, weights, strict=True):
        assert abs(float(part) - float(total) * weight / sum(weights)) <= 1.01 * 10**-places + 1e-9 * float(total)


def test_a_third_each_leaves_the_last_cent_to_the_first() -> None:
    assert parts([1, 1, 1], Decimal("100.00"), 2) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))


def test_whole_numbers_stay_whole() -> None:
    assert parts([6308.0, 13477.0], Decimal("19785.0000"), 4) == (Decimal("6308.0000"), Decimal("13477.0000"))


def test_nothing_shared_by_nothing_is_nothing() -> None:
    assert parts([0.0, 0.0], Decimal("0.00"), 2) == (Decimal("0.00"), Decimal("0.00"))
    with pytest.raises(ValueError, match="share"):
        parts([0.0], Decimal("1.00"), 2)


def test_rounding_reads_a_float_as_it_is_written() -> None:
    assert rounded(74802.97158721083, 2) == Decimal("74802.97")
