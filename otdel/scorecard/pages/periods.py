"""Names of the periods of a scorecard: short for a column's head, whole for a sentence."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.period import Period
from otdel.web import format as say

UNITS = ("week", "month", "quarter", "year")


def head(named: Named) -> str:
    """16 Nov for a week, Nov for a month and Jan 2026 for the first, Q4 2026 for a quarter, 2026."""
    start = named.period.start
    match named.unit:
        case "year":
            return str(start.year)
        case "quarter":
            return pgettext("column", "Q%(number)s %(year)s") % {"number": _quarter(start), "year": start.year}
        case "month":
            return format_date(start, "LLL y" if start.month == 1 else "LLL", locale=say.LOCALES[say.language()])
    return say.short_day(start)


def whole(named: Named) -> str:
    """Week of 16 November 2026, November 2026, quarter 4 of 2026, 2026."""
    start = named.period.start
    match named.unit:
        case "year":
            return str(start.year)
        case "quarter":
            return _("Quarter %(number)s of %(year)s") % {"number": _quarter(start), "year": start.year}
        case "month":
            return say.month(start)
        case "week":
            return say.day_range(named.period)
    return say.day_range(named.period)


def begun(named: Named) -> str:
    """The same at the beginning of a sentence: a month has a small letter in two of the languages."""
    name = whole(named)
    return name[:1].upper() + name[1:]


def unit_names() -> dict[str, str]:
    return {
        "week": pgettext("period", "Week"),
        "month": pgettext("period", "Month"),
        "quarter": pgettext("period", "Quarter"),
        "year": pgettext("period", "Year"),
    }


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def days(period: Period) -> str:
    """The period by its calendar name when it has one, else its first and last day."""
    units: tuple[Unit, ...] = ("month", "quarter", "year")
    for unit in units:
        named = containing(period.start, unit)
        if named.period == period:
            return whole(named)
    return say.day_range(period)
