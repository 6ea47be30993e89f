"""A value in its unit as people of each language read it; no data is said as such, never as a zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.web import format as say

WHOLE = Decimal(100_000)  # larger counts and sums are shortened
SMALL_SUM = Decimal(100)  # a price below it needs its cents
LASTING = ("days", "hours", "months")
LONG_IN_FULL = ("money", "count", "points", *LASTING)  # what a narrow column shortens
MOST_MORE = 4  # digits more than usual, at most
SMALL_SHARE = Decimal("0.01")
TO_ANOTHER = re.compile(r"\s*ratio\(\s*(\w+?)\s*,\s*\1_(plan|yoy|prev)\s*\)\s*")


def compared_to(formula: str) -> str:
    """What a KPI that is one measure over its own twin is a share of: plan, yoy or prev; empty for any other."""
    found = TO_ANOTHER.fullmatch(formula)
    return found[2] if found else ""


def no_data() -> str:
    """What stands where a value would, when there is none."""
    return pgettext("a value", "no data")


def figure(
    value: Decimal | NoData | None,
    unit: str,
    currency: str = "",
    *,
    of_another: bool = False,
    apart: Iterable[Decimal] = (),
) -> str:
    """₴412, 4.5%, 1.26, 31, 4.2 days; a ratio to a plan or to another period (`of_another`) reads as a percentage.

    As many digits as tell the value apart from each number of `apart`: a goal that was nearly reached does not read as
    reached.
    """
    if value is None or isinstance(value, NoData):
        return no_data()
    return _told_apart(value, apart, lambda one, more: _said(one, unit, currency, more, of_another=of_another))


def _told_apart(value: Decimal, apart: Iterable[Decimal], said: Callable[[Decimal, int], str]) -> str:
    others, found = _beside(value, apart), ""
    for more in range(MOST_MORE):
        found = said(value, more)
        if all(found != said(one, more) for one in others):
            break
    return found


def _beside(value: Decimal, apart: Iterable[Decimal]) -> list[Decimal]:
    """The nearest number on either side: rounding keeps their order, so those further away read otherwise too."""
    listed = list(apart)
    below = max((one for one in listed if one < value), default=None)
    above = min((one for one in listed if one > value), default=None)
    return [one for one in (below, above) if one is not None]


def attained(share: Decimal | NoData) -> str:
    """98%, and 99.6% where 100% would read as the target reached."""
    short = isinstance(share, Decimal) and share < 1
    return figure(share, "ratio", of_another=True, apart=(Decimal(1),) if short else ())


def brief(value: Decimal | NoData | None, unit: str, currency: str = "", **told: Any) -> str:
    """The same for a narrow column: money and time without their unit, thousands shortened."""
    if value is None or isinstance(value, NoData) or unit not in LONG_IN_FULL:
        return figure(value, unit, currency, **told)
    if unit in LASTING:
        return _told_apart(value, told.get("apart", ()), lambda one, more: say.number(one, 1 + more))
    if abs(value) >= WHOLE:
        return say.short_number(value)
    return say.number(value, 0 if unit == "money" and abs(value) >= SMALL_SUM else 2 if unit == "money" else 1)


def sign_of(unit: str, currency: str) -> str:
    """The sign of money that stands beside a name when the column leaves it out; time is named by the goal."""
    return say.SYMBOLS.get(currency, currency) if unit == "money" else ""


def _said(value: Decimal, unit: str, currency: str, more: int, *, of_another: bool) -> str:
    """With `more` digits than usual."""
    match unit:
        case "money":
            return _money(value, currency, more)
        case "share":
            return say.percent(value, (2 if 0 < abs(value) < SMALL_SHARE else 1) + more)
        case "ratio":
            return say.percent(value, more) if of_another else say.ratio(value, 2 + more)
        case "count" | "points":
            return say.short_number(value) if abs(value) >= WHOLE and not more else say.number(value, 1 + more)
    return _lasting(value, unit, more)


def exact(value: Decimal | NoData | None, unit: str, currency: str = "") -> str:
    """The same with nothing shortened, for tables of rows that must add up."""
    if value is None or isinstance(value, NoData):
        return no_data()
    if unit == "money" and currency:
        return say.money(Money(value, currency), 2)
    if unit == "share":
        return say.percent(value, 2)
    return say.number(value, 4)


def plain(value: Decimal, unit: str) -> str:
    """Nothing shortened and without the sign of money, for a grid whose rows say their unit."""
    return exact(value, unit) if unit == "share" else say.number(value, 2)


def unit_name(unit: str, currency: str = "") -> str:
    """The unit in words, as the measures page and a form say it."""
    names = {
        "money": currency or pgettext("unit", "money"),
        "share": pgettext("unit", "share"),
        "ratio": pgettext("unit", "ratio"),
        "count": pgettext("unit", "count"),
        "points": pgettext("unit", "points"),
        "days": pgettext("unit", "days"),
        "hours": pgettext("unit", "hours"),
        "months": pgettext("unit", "months"),
    }
    return names.get(unit, unit)


def _money(value: Decimal, currency: str, more: int) -> str:
    if not currency:
        return say.number(value, 2)
    if abs(value) >= WHOLE and not more:
        return say.short_amount(value, currency)
    return say.amount(value, currency, 2 if abs(value) < SMALL_SUM or more > 1 else 0)


def _lasting(value: Decimal, unit: str, more: int) -> str:
    words = {
        "days": pgettext("short: days", "%(number)s d"),
        "hours": pgettext("short: hours", "%(number)s h"),
        "months": pgettext("short: months", "%(number)s mo"),
    }
    return words.get(unit, "%(number)s") % {"number": say.number(value, 1 + more)}
