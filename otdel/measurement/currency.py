"""Currency by day and VAT: what one unit of each currency is worth on each day, and by what to multiply an amount.

A rate serves its own day and the `fill_days` after it (weekends and holidays have no rate of their own). A missing pair
is taken by its inverse, then across one pivot currency both have a rate into. What cannot be had is absent, never 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData

PLACES = Decimal("0.00000001")  # rates are kept to eight places
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """One `currency` is worth `rate` of `into` on `day`."""

    day: date
    currency: str
    into: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class VatRule:
    """Whether a source's amounts include VAT, and its rate: 0.20 for 20 %."""

    source: str
    included: bool
    rate: Decimal


def vat_factor(rule: VatRule | None, *, with_vat: bool) -> Decimal:
    """What to multiply a source's amounts by. Without a rule amounts stay as they are."""
    if rule is None or rule.included == with_vat:
        return Decimal(1)
    factor = 1 + rule.rate if with_vat else 1 / (1 + rule.rate)
    return factor.quantize(PLACES, ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Daily:
    """Rates into one currency by day, filled forward."""

    into: str
    rates: Mapping[tuple[str, date], Decimal]
    fill_days: int

    def convert(self, amount: Decimal, currency: str, day: date | None) -> Money | NoData:
        """`amount` in the currency asked for, or why it cannot be: no rate on that day, or no day at all."""
        if currency == self.into:
            return Money(amount, self.into)
        if day is None:
            return NoData.because("rate_without_day", currency=currency, into=self.into)
        rate = self.rates.get((currency, day))
        if rate is None:
            return NoData.because(
                "rate_missing", currency=currency, into=self.into, day=day.isoformat(), fill_days=self.fill_days
            )
        return Money(amount * rate, self.into)


def daily(rates: Iterable[Rate], currencies: Iterable[str], into: str, days: Period, *, fill_days: int = 7) -> Daily:
    """Rates of `currencies` into `into` for each of `days`. A later rate of the same day and pair wins over an earlier.

    Raises ValueError when a rate is not positive.
    """
    filled = _filled(_by_pair(rates), days, fill_days)
    found: dict[tuple[str, date], Decimal] = {}
    for currency in sorted(set(currencies) - {into}):
        for day in days:
            rate = _rate(filled, currency, into, day)
            if rate is not None:
                found[currency, day] = rate.quantize(PLACES, ROUND_HALF_EVEN)
    return Daily(into, found, fill_days)


def _by_pair(rates: Iterable[Rate]) -> dict[Pair, dict[date, Decimal]]:
    pairs: dict[Pair, dict[date, Decimal]] = {}
    for one in rates:
        if one.rate <= 0:
            raise ValueError(f"a rate must be above zero: {one}")
        pairs.setdefault((one.currency, one.into), {})[one.day] = one.rate
    return pairs


def _filled(
    pairs: Mapping[Pair, Mapping[date, Decimal]], days: Period, fill_days: int
) -> dict[Pair, dict[date, Decimal]]:
    return {pair: _forward(known, days, fill_days) for pair, known in pairs.items()}


def _forward(known: Mapping[date, Decimal], days: Period, fill_days: int) -> dict[date, Decimal]:
    last: date | None = None
    filled: dict[date, Decimal] = {}
    for offset in range(-fill_days, days.days):
        day = days.start + timedelta(days=offset)
        if day in known:
            last = day
        if last is not None and (day - last).days <= fill_days:
            filled[day] = known[last]
    return filled


def _rate(filled: Mapping[Pair, Mapping[date, Decimal]], currency: str, into: str, day: date) -> Decimal | None:
    straight = _straight(filled, currency, into, day)
    if straight is not None:
        return straight
    for pivot in _pivots(filled):
        first, second = _straight(filled, currency, pivot, day), _straight(filled, pivot, into, day)
        if first is not None and second is not None:
            return first * second
    return None


def _straight(filled: Mapping[Pair, Mapping[date, Decimal]], currency: str, into: str, day: date) -> Decimal | None:
    rate = filled.get((currency, into), {}).get(day)
    if rate is not None:
        return rate
    inverse = filled.get((into, currency), {}).get(day)
    return None if inverse is None else 1 / inverse


def _pivots(filled: Mapping[Pair, object]) -> Sequence[str]:
    """Currencies rates lead through, the one most pairs know first, so that the path does not change with the order."""
    met: dict[str, int] = {}
    for pair in filled:
        for currency in pair:
            met[currency] = met.get(currency, 0) + 1
    return sorted(met, key=lambda currency: (-met[currency], currency))
