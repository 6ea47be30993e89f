"""Cells of a file as values: a period, a number, a person. What cannot be read names its column and its text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from otdel.accounts.services import Refused
from otdel.kit.calendar import named
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.organisation.models import Member
from otdel.scorecard.exchange.reading import Line
from otdel.scorecard.services.common import known_member

SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")


def period_of(line: Line) -> Period:
    """Column `period` (2026-10, 2026-q4, 2026-w47, 2026-10-05..2026-10-11). Raises Refused."""
    text = line.get("period")
    found = named(text.lower())
    if found is None and (day := _first_day(text)):
        found = named(day)
    if found is None:
        raise Refused(Reason.of("cell_no_period", column="period", text=text[:60]))
    return found.period


def number_of(line: Line, column: str) -> Decimal:
    """A number with a point or a comma before its decimals, perhaps with a percent sign. Raises Refused."""
    text = line.get(column)
    plain = text.translate(SPACES).replace("\u2212", "-")
    share = plain.endswith("%")
    plain = plain.removesuffix("%")
    if "," in plain and "." not in plain and plain.count(",") == 1:
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise Refused(Reason.of("cell_no_number", column=column, text=text[:60])) from error
    if not value.is_finite() or value.adjusted() > 20 or "_" in plain:  # Decimal() itself takes 1_000 and Infinity
        raise Refused(Reason.of("cell_no_number", column=column, text=text[:60]))
    return value / 100 if share else value


def member_of(line: Line) -> Member | None:
    """Column `who`: a member's slug, empty for the whole department. Raises Refused."""
    return known_member(line.get("who"))


def _first_day(text: str) -> str:
    """A workbook turns 2026-10 into the first day of that month."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{day.year}-{day.month:02}" if day.day == 1 else ""
