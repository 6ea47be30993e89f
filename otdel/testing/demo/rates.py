"""Official rates of the hryvnia by day: a slow random walk that ends near today's levels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.testing.demo.chance import Chance
from otdel.testing.demo.seasons import Calendar

PLACES = Decimal("0.0001")
START = {"USD": 38.6, "EUR": 41.9}
DRIFT = {"USD": 0.00012, "EUR": 0.00017}  # a day


@dataclass(frozen=True, slots=True)
class Rates:
    """Hryvnias for one unit of a currency, by day."""

    days: tuple[date, ...]
    by_currency: dict[str, dict[date, Decimal]]

    def on(self, day: date, currency: str) -> Decimal:
        return self.by_currency[currency][day]


def simulate(calendar: Calendar, seed: int) -> Rates:
    """Rates for each day from a week before the history to its end. The bank does not change them at weekends."""
    first = calendar.history.start - timedelta(days=7)
    days = tuple(first + timedelta(days=n) for n in range((calendar.today - first).days))
    walks = {code: _walk(Chance.of(seed, calendar.today, code), code, days) for code in START}
    return Rates(days, walks)


def _walk(chance: Chance, currency: str, days: tuple[date, ...]) -> dict[date, Decimal]:
    level, found = START[currency], {}
    for day in days:
        if day.weekday() < 5:
            level *= 1 + DRIFT[currency] + chance.gauss(0, 0.0016)
        found[day] = Decimal(level).quantize(PLACES)
    return found
