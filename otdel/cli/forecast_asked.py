"""What was asked at the terminal, read as people write it: a period, a plan, a horizon, paydays, a seed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.forecast.shapes import Series, Step

STEPS_OF = {"d": "day", "w": "week", "m": "month", "q": "quarter"}


def period(text: str) -> tuple[date, date]:
    """[from, to) of 2026, 2026-Q4, 2026-11, 2026-W48 or 2026-11-01..2026-11-15 (both days in). Raises BadCommand."""
    try:
        return _period(text.strip().upper())
    except (ValueError, OverflowError) as error:
        shown = _("--period %s: write 2026-11, 2026-W48, 2026-Q4, 2026 or 2026-11-01..2026-11-15.")
        raise BadCommand(shown % text[:60]) from error


def _period(text: str) -> tuple[date, date]:
    from datetime import timedelta

    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text):
        start, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        if last < start:
            raise ValueError(text)
        return start, last + timedelta(days=1)
    if found := re.fullmatch(r"(\d{4})-?W(\d\d?)", text):
        start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return start, start + timedelta(days=7)
    found = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)))?", text)
    if not found:
        raise ValueError(text)
    first, count = (int(found[2]) * 3 - 2, 3) if found[2] else (int(found[3]), 1) if found[3] else (1, 12)
    start = date(int(found[1]), first, 1)
    months = start.year * 12 + start.month - 1 + count
    return start, date(months // 12, months % 12 + 1, 1)


def amount(text: str) -> tuple[float, str]:
    """A plan and the currency written beside it, if any: 1200000, 1 200 000, 1.200.000,50 or "1200000 UAH".

    Raises BadCommand for what is no number, and for 1,200, which can be read two ways.
    """
    from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

    plain = text.strip()
    try:
        read = number(plain, decimal_mark([plain]) or "?")
    except (NotANumber, KeyError) as error:
        raise _no_amount(text) from error
    if read.value is None:
        raise _no_amount(text)
    return read.value, read.currency


def _no_amount(text: str) -> BadCommand:
    return BadCommand(_("--plan %s: write a number, as 1200000 or 2500.50.") % text[:60])


def unit_of(text: str) -> str:
    """A unit as it is compared: UAH for ₴ and грн, else the text as it is written."""
    from otdel.analytics.mix.reading.marks import code_of

    return code_of(text) or text.strip()


def horizon_end(text: str, series: Series) -> date:
    """The day after the last whole step that is asked for. Raises BadCommand."""
    from otdel.analytics.forecast.shapes import Step

    found = re.fullmatch(r"(\d{1,4})\s*([dwmq]?)", text.strip().lower())
    if not found or not int(found[1]):
        raise BadCommand(_("--horizon %s: write 30d, 8w, 6m or 4q.") % text[:60])
    wanted = Step(STEPS_OF[found[2]]) if found[2] else series.step
    try:
        steps = series.step.between(series.end, _after(series.end, wanted, int(found[1])))
    except (ValueError, OverflowError) as error:
        raise BadCommand(_("--horizon %s reaches past the last year a calendar has.") % text) from error
    if steps < 1:
        raise BadCommand(_("--horizon %s is shorter than one step of the file.") % text)
    return series.step.after(series.end, steps)


def _after(start: date, step: Step, count: int) -> date:
    """So many steps on; months from the middle of a month end on the same day, or the last that there is."""
    from calendar import monthrange

    landed = step.after(start, count)
    if step.value in ("day", "week"):
        return landed
    return landed.replace(day=min(start.day, monthrange(landed.year, landed.month)[1]))


def paydays(text: str) -> tuple[int, ...]:
    """Raises BadCommand."""
    days = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch("[0-9]{1,2}", day) and 1 <= int(day) <= 31 for day in days):
        raise BadCommand(_("--paydays %s: write days of the month, as 10,25.") % text[:60])
    return tuple(int(day) for day in days)


def seed(number: int) -> int:
    """Raises BadCommand."""
    if not 0 <= number < 2**32:
        raise BadCommand(_("--seed %s: write a whole number from 0 to 4294967295.") % number)
    return number
