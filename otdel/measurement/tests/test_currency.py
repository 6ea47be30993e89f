"""Currency by day: filled forward, inverted, crossed, and absent when there is no rate."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.measurement.currency import Rate, VatRule, daily, vat_factor

FRIDAY = date(2026, 10, 2)
WEEK = Period(FRIDAY, FRIDAY + timedelta(days=10))


def rate(currency: str, into: str, value: str, day: date = FRIDAY) -> Rate:
    return Rate(day, currency, into, Decimal(value))


def test_a_rate_serves_the_weekend_after_it_and_no_longer_than_said() -> None:
    rates = daily([rate("USD", "UAH", "41.5")], ["USD"], "UAH", WEEK, fill_days=3)
    assert rates.convert(Decimal(2), "USD", FRIDAY + timedelta(days=3)) == Money(Decimal("83.0"), "UAH")
    late = rates.convert(Decimal(2), "USD", FRIDAY + timedelta(days=4))
    assert late == NoData.because("rate_missing", currency="USD", into="UAH", day="2026-10-06", fill_days=3)


def test_a_rate_from_before_the_days_asked_reaches_into_them() -> None:
    rates = daily([rate("USD", "UAH", "41", FRIDAY - timedelta(days=2))], ["USD"], "UAH", WEEK, fill_days=3)
    assert sorted(day for _, day in rates.rates) == [FRIDAY, FRIDAY + timedelta(days=1)]


def test_a_missing_pair_is_taken_by_its_inverse_and_across_a_pivot() -> None:
    rates = [rate("USD", "UAH", "40"), rate("EUR", "UAH", "44")]
    assert daily(rates, ["UAH"], "USD", WEEK).rates["UAH", FRIDAY] == Decimal("0.025")
    assert daily(rates, ["EUR"], "USD", WEEK).rates["EUR", FRIDAY] == Decimal("1.1")


def test_the_path_does_not_depend_on_the_order_of_the_rates() -> None:
    rates = [rate("USD", "UAH", "40"), rate("EUR", "UAH", "44"), rate("EUR", "PLN", "4.3"), rate("USD", "PLN", "3.9")]
    there, back = daily(rates, ["EUR"], "USD", WEEK), daily(rates[::-1], ["EUR"], "USD", WEEK)
    assert there.rates == back.rates


def test_a_later_word_on_the_same_day_wins() -> None:
    rates = daily([rate("USD", "UAH", "40"), rate("USD", "UAH", "41")], ["USD"], "UAH", WEEK)
    assert rates.rates["USD", FRIDAY] == 41


def test_no_rate_is_no_data_and_never_one() -> None:
    assert isinstance(daily([], ["USD"], "UAH", WEEK).convert(Decimal(5), "USD", FRIDAY), NoData)


def test_money_without_a_day_cannot_be_turned() -> None:
    rates = daily([rate("USD", "UAH", "40")], ["USD"], "UAH", WEEK)
    assert isinstance(rates.convert(Decimal(5), "USD", None), NoData)
    assert rates.convert(Decimal(5), "UAH", None) == Money(Decimal(5), "UAH")


def test_a_rate_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        daily([rate("USD", "UAH", "0")], ["USD"], "UAH", WEEK)


def test_vat_is_taken_off_or_put_on_only_where_the_source_says_which_it_has() -> None:
    with_vat, without = (
        VatRule("a", included=True, rate=Decimal("0.2")),
        VatRule("b", included=False, rate=Decimal("0.2")),
    )
    assert vat_factor(with_vat, with_vat=False) == Decimal("0.83333333")
    assert vat_factor(with_vat, with_vat=True) == 1
    assert vat_factor(without, with_vat=True) == Decimal("1.2")
    assert vat_factor(without, with_vat=False) == 1
    assert vat_factor(None, with_vat=True) == 1
