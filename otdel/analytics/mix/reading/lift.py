"""Lift tests from a table: channel, start, end, lift, error and, where there are any, share, measured to and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from otdel.analytics.mix.checking import Fault, fault
from otdel.analytics.mix.credible import beyond, too_sharp, whole
from otdel.analytics.mix.packing import within
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.columns import place_of
from otdel.analytics.mix.reading.days import DAY_FIRST, NotADay, day, order_of
from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number
from otdel.analytics.mix.shapes import LiftTest, MixData

NEEDED = ("channel", "start", "end", "lift", "error")
DAYS = ("start", "end", "measured_to")


class _Wrong(ValueError):
    """A row that is no test."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found.reason.code)
        self.fault = found


def lift_tests(table: Table, data: MixData) -> tuple[tuple[LiftTest, ...], tuple[Fault, ...]]:
    """Every good row as a test of the data's channels; every other with its line and what is wrong with it."""
    places = {name: place_of(table.header, name) for name in (*NEEDED, "share", "measured_to", "name")}
    missing = [one for name, one in places.items() if name in NEEDED and isinstance(one, Fault)]
    if missing:
        return (), tuple(missing)
    known = {name: table.column(place) for name, place in places.items() if isinstance(place, int)}
    order = order_of([cell for name in DAYS for cell in known.get(name, [])]) or DAY_FIRST
    decimal = decimal_mark([*known["lift"], *known["error"]]) or "."
    tests: list[LiftTest] = []
    faults: list[Fault] = []
    for row, line in enumerate(table.lines):
        cells = {name: column[row] for name, column in known.items()}
        if not any(cells.values()):
            continue
        try:
            found = _test(cells, line, data, order, decimal)
            _credible(found, data, line)
            _new(found, tests, line)
            tests.append(found)
        except _Wrong as wrong:
            faults.append(wrong.fault)
    if not tests and not faults:
        return (), (fault("mix_tests_none", refuses=True),)
    return tuple(tests), tuple(faults)


def _test(cells: dict[str, str], line: int, data: MixData, order: str, decimal: str) -> LiftTest:
    channel = _channel(cells["channel"], line, data.channels)
    start, end = _day(cells, "start", line, order), _day(cells, "end", line, order)
    measured = _day(cells, "measured_to", line, order) if cells.get("measured_to") else None
    if not start < end or (measured is not None and measured <= start):
        raise _Wrong(fault("mix_test_backwards", line=line, column="end", refuses=True))
    _inside(data, start, max(end, measured or end), line)
    share = _number(cells, "share", line, decimal) if cells.get("share") else 1.0
    if not 0 < share <= 1:
        raise _Wrong(fault("mix_test_share", line=line, column="share", text=cells["share"], refuses=True))
    error = _number(cells, "error", line, decimal)
    if error <= 0:
        raise _Wrong(fault("mix_test_error", line=line, column="error", text=cells["error"], refuses=True))
    lift = _number(cells, "lift", line, decimal)
    found = LiftTest(channel, start, end, lift, error, share, measured, cells.get("name", ""))
    if not within(data, (found,)):
        raise _Wrong(fault("mix_test_silent", line=line, week=start, column=channel, refuses=True))
    return found


def _credible(test: LiftTest, data: MixData, line: int) -> None:
    """Refuses what no experiment can have measured."""
    if beyond(test, data):
        lift, most = f"{test.lift:.10g}", f"{whole(test, data):.10g}"
        raise _Wrong(fault("mix_test_beyond", line=line, column="lift", lift=lift, amount=most, refuses=True))
    if too_sharp(test, data):
        raise _Wrong(fault("mix_test_sharp", line=line, column="error", text=f"{test.error:.10g}", refuses=True))


def _new(test: LiftTest, tests: Sequence[LiftTest], line: int) -> None:
    """The same experiment in two rows would count as two."""
    if any(replace(test, name=one.name) == one for one in tests):
        raise _Wrong(fault("mix_test_twice", line=line, week=test.start, column=test.channel, refuses=True))


def _inside(data: MixData, start: date, until: date, line: int) -> None:
    """Every tested and measured day has to be among the data's: what lies outside cannot be modelled."""
    first, behind = data.starts[0], data.starts[-1] + timedelta(days=data.step_days)
    if until <= first or start >= behind:
        raise _Wrong(fault("mix_test_outside", line=line, week=start, column="start", refuses=True))
    if start < first or until > behind:
        begins, ends = first.isoformat(), (behind - timedelta(days=1)).isoformat()
        raise _Wrong(
            fault("mix_test_partly", line=line, week=start, column="start", start=begins, until=ends, refuses=True)
        )


def _channel(text: str, line: int, channels: Sequence[str]) -> str:
    for channel in channels:
        if channel.casefold() == text.casefold():
            return channel
    known = ", ".join(channels)
    raise _Wrong(fault("mix_test_channel", line=line, column="channel", text=text[:40], known=known, refuses=True))


def _day(cells: dict[str, str], name: str, line: int, order: str) -> date:
    try:
        return day(cells[name], order)
    except NotADay as error:
        raise _Wrong(fault("mix_not_a_day", line=line, column=name, text=cells[name][:40], refuses=True)) from error


def _number(cells: dict[str, str], name: str, line: int, decimal: str) -> float:
    try:
        value = number(cells[name], decimal).value
    except NotANumber:
        value = None
    if value is None:
        raise _Wrong(fault("mix_test_number", line=line, column=name, text=cells[name][:40], refuses=True))
    return value
