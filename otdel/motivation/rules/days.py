"""Terms of a pay period: working days, pay days, days worked, the month of service."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from otdel.motivation.rules.plan import PayDay

QUESTION_DAYS = 10  # working days from publishing in which a line may be questioned
ANSWER_DAYS = 5  # working days in which a question is answered
DECIDE_DAYS = 10  # working days in which a part that could not be measured is decided
SATURDAY = 5
DAY = timedelta(days=1)


def working_days_after(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The last day of a term of `count` working days after `day`: Monday to Friday, without `holidays`."""
    while count > 0:
        day += DAY
        count -= day.weekday() < SATURDAY and day not in holidays
    return day


def pay_day(rule: PayDay, end: date) -> date:
    """The day a period that ends before `end` is paid; the last of a month that has no such day."""
    months = end.year * 12 + end.month - 2 + rule.months  # of the period's last month, counted from year 0
    year, month = divmod(months, 12)
    return date(year, month + 1, min(rule.day, monthrange(year, month + 1)[1]))


def days_worked(start: date, end: date, since: date, until: date | None) -> tuple[int, int]:
    """Days [from, to) of the period [start, end) that lie in [since, until), counted from its first day as 0."""
    first, last = max(start, since), min(end, until or end)
    return ((first - start).days, (last - start).days) if first < last else (0, 0)


def month_of_service(since: date, last: date) -> int:
    """1 in the first month since `since`, 2 in the second: the one the day `last` falls in."""
    whole = (last.year - since.year) * 12 + last.month - since.month
    return max(1, whole + 1 if last.day >= since.day else whole)
