"""When a process is due and whether it was run: working days are Monday to Friday, holidays are not assumed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason

WEEK_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRIDAY = 4
MONTH_DAY = re.compile(r"bd(?:[1-9]|1\d|2[0-3])|[1-9]|[12]\d|3[01]")  # a day of the month, or its working day
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6}
ON_DEMAND = frozenset({"per_task", "per_text"})  # due when there is a task, so the calendar says nothing


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One time a process is due: on `due`; a run on any day of `window` is that run, after `due` it is late."""

    due: date
    window: Period


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the slots that fell due: `done` of `due`, `late` of the done; `missed` are the others."""

    due: int
    done: int
    late: int
    missed: tuple[Slot, ...]

    @property
    def share(self) -> Fraction | NoData:
        """Done of due, between 0 and 1; no data when nothing was due."""
        return Fraction(self.done, self.due) if self.due else NoData.because("nothing_was_due")


def slots(cadence: str, day: str, period: Period, *, since: date) -> list[Slot]:
    """Each time the process is due in `period`, earliest first; none before `since`, when the process began.

    `day` is mon..sun, 1..31 or bd4 (the fourth working day); empty is the last working day of each stretch. Raises
    ValueError for a day that is none of these.
    """
    return [slot for slot in _slots(cadence, day, period, since) if slot.due in period and slot.due >= since]


def carried(expected: Sequence[Slot], runs: Iterable[date], today: date) -> Carried:
    """How many of the slots due before `today` were run; today's own is not over."""
    days = sorted(set(runs))
    over = [slot for slot in expected if slot.due < today]
    found = {slot: _run_in(slot, days) for slot in over}
    done = [(slot, ran) for slot, ran in found.items() if ran is not None]
    missed = tuple(slot for slot, ran in found.items() if ran is None)
    return Carried(len(over), len(done), sum(ran > slot.due for slot, ran in done), missed)


def overdue(expected: Sequence[Slot], runs: Iterable[date], today: date) -> Slot | None:
    """The newest slot that is past its day and not run; nothing when it was run or a later run made up for it."""
    days = sorted(set(runs))
    past = [slot for slot in expected if slot.due < today]
    if not past or bisect_left(days, past[-1].window.start) < len(days):
        return None
    return past[-1]


def next_due(cadence: str, day: str, runs: Iterable[date], today: date, *, since: date) -> date | NoData:
    """The first day from today on when it is due and not yet run; no data for a process that waits for a task."""
    if cadence in ON_DEMAND:
        return NoData.because("due_on_demand")
    days = sorted(set(runs))
    ahead = slots(cadence, day, Period(today, max(today, since) + timedelta(days=400)), since=since)
    return next((slot.due for slot in ahead if _run_in(slot, days) is None), NoData.because("nothing_was_due"))


def working(day: date) -> bool:
    return day.weekday() <= FRIDAY


def _run_in(slot: Slot, days: Sequence[date]) -> date | None:
    place = bisect_left(days, slot.window.start)
    return days[place] if place < len(days) and days[place] in slot.window else None


def _slots(cadence: str, day: str, period: Period, since: date) -> Iterator[Slot]:
    if cadence in ON_DEMAND:
        return iter(())
    if cadence == "daily":
        return _daily(period)
    if cadence == "twice_weekly":
        return _twice_weekly(period)
    if cadence in MONTHS:
        return _monthly(MONTHS[cadence], day, period)
    return _weekly(1 if cadence == "weekly" else 2, day, period, since)


def _daily(period: Period) -> Iterator[Slot]:
    """Friday's run may still be written down over the weekend."""
    for day in filter(working, period):
        yield Slot(day, Period(day, day + timedelta(days=3 if day.weekday() == FRIDAY else 1)))


def _twice_weekly(period: Period) -> Iterator[Slot]:
    for monday in _mondays(period.start, period.end):
        yield Slot(monday + timedelta(days=2), Period(monday, monday + timedelta(days=3)))
        yield Slot(monday + timedelta(days=4), Period(monday + timedelta(days=3), monday + timedelta(days=7)))


def _weekly(weeks: int, day: str, period: Period, since: date) -> Iterator[Slot]:
    """Stretches of one or two weeks; those of two are counted from the week the process began."""
    first = _monday(since)
    place = _week_day(day) if day else FRIDAY + 7 * (weeks - 1)
    for monday in _mondays(period.start - timedelta(days=14), period.end):
        if (monday - first).days // 7 % weeks == 0:
            yield Slot(monday + timedelta(days=place), Period(monday, monday + timedelta(days=7 * weeks)))


def _monthly(months: int, day: str, period: Period) -> Iterator[Slot]:
    """Stretches of 1, 3 or 6 calendar months; a day named is in the first month, no day is the end of the last."""
    start = date(period.start.year, (period.start.month - 1) // months * months + 1, 1)
    while start < period.end:
        end = _months_on(start, months)
        yield Slot(_day_of(day, start, end), Period(start, end))
        start = end


def _day_of(day: str, start: date, end: date) -> date:
    if not day:
        return _back_to_work(end - timedelta(days=1))
    month = Period(start, _months_on(start, 1))
    if day.startswith("bd") and day[2:].isdecimal():
        days = [one for one in month if working(one)]
        return days[min(max(int(day[2:]), 1), len(days)) - 1]
    if not day.isdecimal() or not 1 <= int(day) <= 31:
        raise ValueError(f"{day!r} is no day of a month")
    asked = min(start + timedelta(days=int(day) - 1), month.last_day)
    onward = next((one for one in Period(asked, month.end) if working(one)), None)
    return onward or _back_to_work(asked)  # a Saturday's work is due on Monday, but never in the next month


def _back_to_work(day: date) -> date:
    while not working(day):
        day -= timedelta(days=1)
    return day


def _months_on(start: date, months: int) -> date:
    place = start.month - 1 + months
    return date(start.year + place // 12, place % 12 + 1, 1)


def _week_day(day: str) -> int:
    if day not in WEEK_DAYS:
        raise ValueError(f"{day!r} is no day of a week")
    return WEEK_DAYS.index(day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(start: date, end: date) -> Iterator[date]:
    monday = _monday(start)
    while monday < end:
        yield monday
        monday += timedelta(days=7)


def why_not_day(cadence: str, day: str) -> Reason | None:
    """Why `day` does not go with `cadence`, if it does not."""
    if not day:
        return None
    if cadence in ("weekly", "fortnightly"):
        return None if day in WEEK_DAYS else Reason.of("day_not_of_week", day=day)
    if cadence in MONTHS:
        return None if MONTH_DAY.fullmatch(day) else Reason.of("day_not_of_month", day=day)
    return Reason.of("cadence_has_no_day", day=day)
