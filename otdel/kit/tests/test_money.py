"""Money keeps currencies apart and never loses a kopiyka when it is divided."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.money import CurrencyMismatch, Money, spread

amounts = st.decimals(min_value=-(10**11), max_value=10**11, places=6)


def test_two_currencies_do_not_add_up_by_accident() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(Decimal(1), "UAH") + Money(Decimal(1), "USD")


def test_two_currencies_cannot_be_compared_either() -> None:
    with pytest.raises(CurrencyMismatch):
        assert Money(Decimal(1), "UAH") < Money(Decimal(2), "EUR")


def test_rounding_happens_only_when_asked_and_goes_to_the_even_kopiyka() -> None:
    exact = Money(Decimal("0.125"), "UAH")
    assert (exact + exact).amount == Decimal("0.250")
    assert exact.rounded().amount == Decimal("0.12")
    assert Money(Decimal("0.135"), "UAH").rounded().amount == Decimal("0.14")


@given(amounts, st.integers(min_value=1, max_value=400))
def test_a_spread_amount_adds_up_to_itself(amount: Decimal, parts: int) -> None:
    shares = spread(amount, parts)
    assert len(shares) == parts
    assert sum(shares) == amount


@given(amounts, st.integers(min_value=2, max_value=400))
def test_the_shares_are_equal_but_for_the_last_remainder(amount: Decimal, parts: int) -> None:
    shares = spread(amount, parts)
    assert len(set(shares[:-1])) == 1
    assert abs(shares[-1] - shares[0]) <= Decimal("0.000001") * parts


def test_ten_over_three_days_leaves_the_remainder_on_the_last() -> None:
    assert spread(Decimal(10), 3) == [Decimal("3.333333"), Decimal("3.333333"), Decimal("3.333334")]


def test_nothing_can_be_spread_over_no_days() -> None:
    with pytest.raises(ValueError, match="0 parts"):
        spread(Decimal(10), 0)
