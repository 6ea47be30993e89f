"""A value in its unit as people of each language read it; no data is said as such, never as a zero."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import pgettext

from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.web import format as say

WHOLE = Decimal(100_000)  # larger counts and sums are shortened
SMALL_SUM = Decimal(100)  # a price below it needs its cents
SMALL_SHARE = Decimal("0.01")
TO_ANOTHER = re.compile(r"\s*ratio\(\s*(\w+?)\s*,\s*\1_(plan|yoy|prev)\s*\)\s*")


def compared_to(formula: str) -> str:
    """What a KPI that is one measure over its own twin is a share of: plan, yoy or prev; empty for any other."""
    found = TO_ANOTHER.fullmatch(formula)
    return found[2] if found else ""


def no_data() -> str:
    """What stands where a value would, when there is none."""
    return pgettext("a value", "no data")


def figure(value: Decimal | NoData | None, unit: str, currency: str = "", *, of_another: bool = False) -> str:
    """₴412, 4.5%, 1.26, 31, 4.2 days; a ratio to a plan or to another period (`of_another`) reads as a percentage."""
    if value is None or isinstance(value, NoData):
        return no_data()
    match unit:
        case "money":
            return _money(value, currency)
        case "share":
            return say.percent(value, 2 if 0 < abs(value) < SMALL_SHARE else 1)
        case "ratio":
            return say.percent(value, 0) if of_another else say.ratio(value)
        case "count" | "points":
            return say.short_number(value) if abs(value) >= WHOLE else say.number(value, 1)
    return _lasting(value, unit)


def exact(value: Decimal | NoData | None, unit: str, currency: str = "") -> str:
    """The same with nothing shortened, for tables of rows that must add up."""
    if value is None or isinstance(value, NoData):
        return no_data()
    if unit == "money" and currency:
        return say.money(Money(value, currency), 2)
    if unit == "share":
        return say.percent(value, 2)
    return say.number(value, 4)


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


def _money(value: Decimal, currency: str) -> str:
    if not currency:
        return say.number(value, 2)
    if abs(value) >= WHOLE:
        return say.short_amount(value, currency)
    return say.amount(value, currency, 2 if abs(value) < SMALL_SUM else 0)


def _lasting(value: Decimal, unit: str) -> str:
    words = {
        "days": pgettext("short: days", "%(number)s d"),
        "hours": pgettext("short: hours", "%(number)s h"),
        "months": pgettext("short: months", "%(number)s mo"),
    }
    return words.get(unit, "%(number)s") % {"number": say.number(value, 1)}
