"""The days of a country on which people buy otherwise than the season alone explains, as shares of each step.

A register of public holidays is not this: in Ukraine under martial law nobody has a day off at Easter, and people buy
for it all the same. So this file lists what moves sales: gift days under their own names, days off under one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from otdel.analytics.mix.shapes import Floats

Days = Callable[[int], tuple[date, ...]]  # a year -> its days

DAYS_OFF = "days_off"
BLACK_FRIDAY = "black_friday"
BEFORE_FRIDAY = 4  # days from Monday


class UnknownCountry(ValueError):
    """Nothing is known about the holidays of this country."""


def _fixed(*days: tuple[int, int]) -> Days:
    return lambda year: tuple(date(year, month, day) for month, day in days)


def _nth(month: int, weekday: int, number: int) -> Days:
    """The first, second, ... such weekday of a month; number -1 is the last. Monday is 0."""

    def days(year: int) -> tuple[date, ...]:
        if number < 0:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return (last - timedelta(days=(last.weekday() - weekday) % 7),)
        first = date(year, month, 1)
        return (first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1)),)

    return days


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computation)."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4
    epact = (skipped - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - skipped) % 7
    after = moon - weekday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday by the Julian computation, in today's calendar; 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _from_easter(*offsets: int) -> Days:
    return lambda year: tuple(easter(year) + timedelta(days=offset) for offset in offsets)


def _from_orthodox(*offsets: int) -> Days:
    return lambda year: tuple(orthodox_easter(year) + timedelta(days=offset) for offset in offsets)


def _together(*parts: Days) -> Days:
    return lambda year: tuple(sorted({day for part in parts for day in part(year)}))


def _black_friday(year: int) -> tuple[date, ...]:
    """The seven days from the Monday before Black Friday: the sale lasts a week everywhere."""
    friday = _nth(11, 3, 4)(year)[0] + timedelta(days=1)
    return tuple(friday + timedelta(days=offset) for offset in range(-BEFORE_FRIDAY, 3))


EVERYWHERE: dict[str, Days] = {
    BLACK_FRIDAY: _black_friday,
    "new_year": _fixed((1, 1), (12, 31)),
    "valentine": _fixed((2, 14)),
}
WEST = {"easter": _from_easter(0, 1), "christmas": _fixed((12, 24), (12, 25), (12, 26))}
EAST = {"easter": _from_orthodox(0, 1), "womens_day": _fixed((3, 8))}

COUNTRIES: dict[str, dict[str, Days]] = {
    "UA": {
        **EAST,
        "christmas": _fixed((12, 25), (1, 7)),
        "back_to_school": _fixed((9, 1)),
        DAYS_OFF: _together(_fixed((5, 1), (6, 28), (8, 24), (10, 1)), _from_orthodox(49)),
    },
    "RU": {**EAST, "defenders_day": _fixed((2, 23)), "back_to_school": _fixed((9, 1)),
           DAYS_OFF: _fixed(*((1, day) for day in range(2, 9)), (5, 1), (5, 9), (6, 12), (11, 4))},
    "KZ": {"womens_day": _fixed((3, 8)), "nauryz": _fixed((3, 21), (3, 22), (3, 23)), "back_to_school": _fixed((9, 1)),
           DAYS_OFF: _fixed((1, 2), (1, 7), (5, 1), (5, 7), (5, 9), (7, 6), (8, 30), (10, 25), (12, 16))},
    "BG": {**EAST, "christmas": _fixed((12, 24), (12, 25), (12, 26)),
           DAYS_OFF: _fixed((3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22))},
    "RO": {**EAST, "christmas": _fixed((12, 24), (12, 25), (12, 26)),
           DAYS_OFF: _together(_fixed((1, 24), (5, 1), (6, 1), (8, 15), (11, 30), (12, 1)), _from_orthodox(50))},
    "PL": {**WEST, DAYS_OFF: _together(_fixed((1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11)), _from_easter(60))},
    "CZ": {**WEST, DAYS_OFF: _fixed((5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17))},
    "SK": {**WEST, DAYS_OFF: _fixed((1, 6), (5, 1), (5, 8), (7, 5), (8, 29), (9, 15), (11, 1), (11, 17))},
    "HU": {**WEST, DAYS_OFF: _together(_fixed((3, 15), (5, 1), (8, 20), (10, 23), (11, 1)), _from_easter(50))},
    "DE": {**WEST, "mothers_day": _nth(5, 6, 2), DAYS_OFF: _together(_fixed((5, 1), (10, 3)), _from_easter(39, 50))},
    "AT": {**WEST, "mothers_day": _nth(5, 6, 2),
           DAYS_OFF: _together(_fixed((1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8)), _from_easter(39, 50, 60))},
    "FR": {**WEST, DAYS_OFF: _together(_fixed((5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11)), _from_easter(39))},
    "ES": {**WEST, "epiphany": _fixed((1, 5), (1, 6)),
           DAYS_OFF: _fixed((5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8))},
    "PT": {**WEST, DAYS_OFF: _fixed((4, 25), (5, 1), (6, 10), (8, 15), (10, 5), (11, 1), (12, 1), (12, 8))},
    "IT": {**WEST, "epiphany": _fixed((1, 6)),
           DAYS_OFF: _fixed((4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8))},
    "NL": {**WEST, "saint_nicholas": _fixed((12, 5)), "mothers_day": _nth(5, 6, 2),
           DAYS_OFF: _together(_fixed((4, 27), (5, 5)), _from_easter(39, 50))},
    "GB": {**WEST, "mothers_day": _from_easter(-21),
           DAYS_OFF: _together(_from_easter(-2), _nth(5, 0, 1), _nth(5, 0, -1), _nth(8, 0, -1))},
    "US": {**WEST, "mothers_day": _nth(5, 6, 2), "thanksgiving": _nth(11, 3, 4),
           DAYS_OFF: _together(_fixed((7, 4)), _nth(1, 0, 3), _nth(2, 0, 3), _nth(5, 0, -1), _nth(9, 0, 1))},
    "CA": {**WEST, "mothers_day": _nth(5, 6, 2),
           DAYS_OFF: _together(_fixed((7, 1)), _nth(8, 0, 1), _nth(9, 0, 1), _nth(10, 0, 2))},
}  # fmt: skip


def columns(country: str, starts: Sequence[date], step_days: int) -> tuple[tuple[str, ...], Floats]:
    """Names and, for every step, the share of its days that each fills, 0 to 1. Raises UnknownCountry.

    No country has no holidays. Names of which no day falls in the data are left out.
    """
    if country and country.upper() not in COUNTRIES:
        raise UnknownCountry(country)
    named = EVERYWHERE | COUNTRIES[country.upper()] if country else {}
    filled = {name: _shares(days, starts, step_days) for name, days in named.items()}
    kept = {name: shares for name, shares in filled.items() if shares.any()}
    return tuple(kept), np.column_stack(list(kept.values())) if kept else np.zeros((len(starts), 0))


def _shares(days: Days, starts: Sequence[date], step_days: int) -> Floats:
    place = {start: number for number, start in enumerate(starts)}
    shares = np.zeros(len(starts))
    for day in _within(days, starts, step_days):
        for back in range(step_days):
            if (number := place.get(day - timedelta(days=back))) is not None:
                shares[number] += 1 / step_days
    return shares


def _within(days: Days, starts: Sequence[date], step_days: int) -> Iterator[date]:
    for year in range(starts[0].year, (starts[-1] + timedelta(days=step_days)).year + 1):
        yield from days(year)
