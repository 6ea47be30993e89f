"""A file of touches: a line a touch with its user, time and channel, and on some lines a conversion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.reading.asked import Asked, Read
from otdel.analytics.attribution.reading.cells import Amounts, Bad, amounts
from otdel.analytics.attribution.reading.joining import Touches, joined
from otdel.analytics.attribution.reading.moments import Moment, NotAMoment, in_utc, moment
from otdel.analytics.attribution.reading.unknown import cleaned, set_aside
from otdel.analytics.attribution.reading.whole import value_of
from otdel.analytics.attribution.shapes import Floats, Whole
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.days import DAY_FIRST, order_of


@dataclass(frozen=True, slots=True, eq=False)
class _Times:
    """Milliseconds since 1970 [rows], which rows have a clock, and what was found."""

    at: Whole
    clock: NDArray[np.bool_]
    findings: list[Finding]
    zone: str


def read_touches(table: Table, places: Mapping[str, int], asked: Asked) -> Read:
    """`places` holds user, time and channel and, where there are any, conversions and value."""
    if "conversions" not in places and "value" not in places:
        return Read(None, (finding("touches_without_conversions", refuses=True),))
    bad = Bad()
    times = _times(table, places["time"], asked, bad)
    if any(one.refuses for one in times.findings):
        return Read(None, (*times.findings, *bad.findings()))
    won, column = _won(table, places, asked, bad)
    value, said, unit = value_of(column, won, bad.others(len(won)), table, places)
    if any(one.refuses for one in said):
        return Read(None, tuple(said))
    touches, more = _touches(table, places, bad, times, (won, value))
    paths, found = joined(touches, asked.look_back, asked.bots)
    named = {what: table.header[place] for what, place in places.items() if what not in ("path", "nulls")}
    findings = (*times.findings, *said, *bad.findings(), *more, *found)
    return Read(set_aside(paths), findings, "touches", named, zone=times.zone, unit=unit)


def _won(table: Table, places: Mapping[str, int], asked: Asked, bad: Bad) -> tuple[Floats, Amounts | None]:
    """Conversions [rows], a blank cell being none; without their column a line with value is one."""
    value = amounts(table, places["value"], asked.decimal, bad) if "value" in places else None
    if "conversions" in places:
        won = np.nan_to_num(amounts(table, places["conversions"], asked.decimal, bad, words=True).values)
    else:
        won = np.where(np.nan_to_num(value.values) > 0, 1.0, 0.0) if value else np.zeros(len(table.rows))
    return won, value


def _times(table: Table, place: int, asked: Asked, bad: Bad) -> _Times:
    cells, column = table.column(place), table.header[place]
    order = asked.order or order_of(cells)
    read: dict[int, Moment] = {}
    for row, cell in enumerate(cells):
        try:
            read[row] = moment(cell, order or DAY_FIRST)
        except NotAMoment:
            bad.add("bad_time", row, table.lines[row], column, cell)
    found = _zones(read, table, column, asked.zone)
    if not order:
        found.append(finding("day_first", column=column))
    days = [row for row, one in read.items() if not one.clock]
    if days:
        found.append(finding("days_only", line=table.lines[days[0]], column=column, count=len(days)))
    naive = next((one for one in read.values() if not one.zoned), None)
    zone = asked.zone if naive else ""
    place_of_clock = ZoneInfo(zone or "UTC")
    at, clock, unsure = np.zeros(len(cells), np.int64), np.ones(len(cells), dtype=bool), []
    for row, one in read.items():
        at[row], twice = in_utc(one.at, place_of_clock)
        clock[row] = one.clock
        if twice and one.clock:
            unsure.append(row)
    if unsure:
        found.append(finding("clock_change", line=table.lines[unsure[0]], column=column, count=len(unsure), zone=zone))
    return _Times(at, clock, found, zone)


def _zones(read: Mapping[int, Moment], table: Table, column: str, zone: str) -> list[Finding]:
    """Times with a zone beside times without one cannot be put in order, unless the zone of the latter is told."""
    zoned = [row for row, one in read.items() if one.zoned]
    naive = [row for row, one in read.items() if not one.zoned]
    if not zoned or not naive:
        return []
    line, count = table.lines[min(naive)], len(naive)
    if not zone:
        return [finding("mixed_zones", line=line, column=column, count=count, zoned=len(zoned), refuses=True)]
    return [finding("zones_told", line=line, column=column, count=count, zone=zone)]


def _touches(
    table: Table, places: Mapping[str, int], bad: Bad, times: _Times, brought: tuple[Floats, Floats | None]
) -> tuple[Touches, list[Finding]]:
    """Rows that can be joined, told once each."""
    won, value = brought
    users, channels = table.column(places["user"]), table.column(places["channel"])
    for row, user in enumerate(users):
        if not user and row not in bad.rows:
            bad.add("no_user", row, table.lines[row], table.header[places["user"]], "")
    found = []
    good = bad.others(len(users))
    repeats = _repeats(users, channels, times, won, value, good)
    if len(repeats):
        good[repeats] = False
        found.append(finding("repeats", line=table.lines[repeats[0]], count=len(repeats)))
    kept = np.flatnonzero(good)
    codes = {user: place for place, user in enumerate(dict.fromkeys(users[row] for row in kept))}
    whose = np.array([codes[users[row]] for row in kept], np.int64)
    names = {channel: place for place, channel in enumerate(dict.fromkeys(channels[row] for row in kept))}
    steps = np.array([names[channels[row]] for row in kept], np.int32)
    lines = np.array(table.lines, np.int64)[kept]
    found += _unordered(whose, times.at[kept], lines, table.header[places["time"]])
    silent = np.array([not channels[row] for row in kept], dtype=bool)
    touched = ~(silent & (won[kept] > 0))  # a line without a channel but with a conversion is no touch
    kinds, cut, _empty = cleaned(tuple(names), steps)
    part = None if value is None else value[kept]
    return Touches(kinds, whose, times.at[kept], cut, touched, won[kept], part), found


def _repeats(
    users: list[str],
    channels: list[str],
    times: _Times,
    won: Floats,
    value: Floats | None,
    good: NDArray[np.bool_],
) -> Whole:
    """Rows that say again what one before them said, to the moment; days alone cannot tell two visits from one."""
    seen: set[tuple[object, ...]] = set()
    again = []
    for row in np.flatnonzero(good & times.clock):
        said = (users[row], channels[row], int(times.at[row]), won[row], value[row] if value is not None else 0.0)
        if said in seen:
            again.append(row)
        seen.add(said)
    return np.array(again, np.int64)


def _unordered(whose: Whole, at: Whole, lines: Whole, column: str) -> list[Finding]:
    """Rows that stand after a later one of the same user."""
    order = np.argsort(whose, kind="stable")
    late = order[1:][(whose[order][1:] == whose[order][:-1]) & (at[order][1:] < at[order][:-1])]
    return [finding("unordered", line=int(lines[late].min()), column=column, count=len(late))] if len(late) else []
