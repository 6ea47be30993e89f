"""A file at the terminal as a series, with everything found on the way."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.analytics.forecast.checking import Finding, Findings, check, finding
from otdel.analytics.forecast.reading import Row, series_of
from otdel.cli.forecast_asked import unit_of
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.mix.reading import Table

WRONG_SAID = 3  # bad rows shown one by one
OTHERS_SAID = 5
MARKS = "./-"  # between the parts of a date: each notation of a file has its own order


def findings_of(path: Path, given: argparse.Namespace) -> Findings:
    """Raises BadCommand when the file or a column named is not there."""
    table = _table(path)
    dates = _dates(table, given.dates)
    numbers = _numbers(table, dates) if not given.column else [_named(table, given.column)]
    column, today = numbers[0], _today()
    chosen = [_chosen(table, numbers)] if len(numbers) > 1 else []
    read = _read(table, dates, column, given, today)
    found = [*chosen, *read.found, *_units(read, given.unit)]
    if any(one.refuses for one in found):
        return Findings(None, tuple(found))
    unit = unit_of(given.unit) or next(iter(read.units), "")
    series, more = series_of(read.rows, name=table.header[column], unit=unit)
    if series is None:
        return Findings(None, (*found, *more))
    findings = check(series, today)
    return Findings(findings.series, (*found, *more, *findings.found), findings.doubt)


def _today() -> date:
    return datetime.now().astimezone().date()


def _table(path: Path) -> Table:
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": why}) from error
    if isinstance(found, Table):
        return found
    if isinstance(found, Fault) and found.line:
        values = {"file": path.name, "line": found.line}
        raise BadCommand(_("%(file)s: line %(line)s has another number of cells than the header. Mend it.") % values)
    raise BadCommand(_("%s is no table of dates and values that can be read.") % path.name)


def _dates(table: Table, name: str) -> int:
    from otdel.analytics.mix.reading.days import column_of_days

    if name:
        return _named(table, name)
    found = column_of_days([table.column(place) for place in range(len(table.header))])
    if found is None:
        raise BadCommand(_("No column of dates was found; name it with --dates."))
    return found


def _numbers(table: Table, dates: int) -> list[int]:
    """Columns in which most cells are numbers, never none."""
    found = [place for place in range(len(table.header)) if place != dates and _is_numbers(table.column(place))]
    if not found:
        raise BadCommand(_("No column of numbers was found; name it with --column."))
    return found


def _is_numbers(cells: Sequence[str]) -> bool:
    return sum(any(sign.isdigit() for sign in cell) for cell in cells) > len(cells) / 2


def _named(table: Table, name: str) -> int:
    folded = [text.casefold().strip() for text in table.header]
    if folded.count(name.casefold().strip()) != 1:
        known = ", ".join(text for text in table.header if text)[:300]
        raise BadCommand(_("There is no column “%(name)s”; there are: %(known)s.") % {"name": name, "known": known})
    return folded.index(name.casefold().strip())


def _chosen(table: Table, numbers: Sequence[int]) -> Finding:
    others = ", ".join(table.header[place] for place in numbers[1 : 1 + OTHERS_SAID])
    return finding("column_chosen", column=table.header[numbers[0]], others=others[:200])


@dataclass
class _Read:
    """Good rows, what was wrong with the others, and the currencies that cells or the header name."""

    rows: list[Row] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    units: dict[str, int] = field(default_factory=dict)


def _read(table: Table, dates: int, column: int, given: argparse.Namespace, today: date) -> _Read:
    from otdel.analytics.mix.reading.days import NotADay, day
    from otdel.analytics.mix.reading.marks import mark_of
    from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

    days, cells = table.column(dates), table.column(column)
    mark, orders = given.decimal or decimal_mark(cells), _orders(days, given.order)
    unclear = [*_unclear_days(table, days, orders), *([] if mark else [_unclear_number(table, cells)])]
    if unclear:
        return _Read(found=unclear)
    rows: list[Row] = []
    bad: dict[str, list[tuple[str, int]]] = {"bad_date": [], "bad_number": []}
    units = Counter([mark_of(table.header[column])])
    for text, cell, line in zip(days, cells, table.lines, strict=True):
        try:
            read = number(cell, mark)
            rows.append(Row(day(text, orders.get(_mark(text), "dmy")), read.value, line))
            units.update([read.currency])
        except NotADay:
            bad["bad_date"].append((text, line))
        except NotANumber:
            bad["bad_number"].append((cell, line))
    ahead = [row for row in rows if row.day > today and row.value is not None]
    found = [*_wrong(bad), *([_of_the_future(ahead)] if ahead else [])]
    return _Read([row for row in rows if row.day <= today], found, {unit: n for unit, n in units.items() if unit})


def _mark(text: str) -> str:
    return next((sign for sign in text[:3] if sign in MARKS), "")


def _orders(days: Sequence[str], given: str) -> dict[str, str]:
    """By the mark between the parts, whether the day or the month is first; empty when the file does not tell."""
    from otdel.analytics.mix.reading.days import order_of

    by_mark: dict[str, list[str]] = {}
    for text in days:
        by_mark.setdefault(_mark(text), []).append(text)
    return {mark: given or order_of(cells) for mark, cells in by_mark.items() if mark}


def _unclear_days(table: Table, days: Sequence[str], orders: dict[str, str]) -> list[Finding]:
    """The first date that can be read two ways, if the file leaves any open."""
    from otdel.analytics.mix.reading.days import DAY_FIRST, MONTH_FIRST, NotADay, day

    for text, line in zip(days, table.lines, strict=True):
        if _mark(text) and not orders[_mark(text)]:
            try:
                both = {day(text, DAY_FIRST), day(text, MONTH_FIRST)}
            except NotADay:
                continue
            if len(both) == 2:
                return [finding("unclear_dates", text=text[:40], at=line, line=line, refuses=True)]
    return []


def _unclear_number(table: Table, cells: Sequence[str]) -> Finding:
    marked = ((cell, line) for cell, line in zip(cells, table.lines, strict=True) if "," in cell or "." in cell)
    text, line = next(marked)
    return finding("unclear_numbers", text=text[:40], at=line, line=line, refuses=True)


def _wrong(bad: dict[str, list[tuple[str, int]]]) -> list[Finding]:
    """The first few rows of each kind one by one, and how many there are when that is not all."""
    said = [
        finding(code, line=line, text=text[:40], at=line, count=len(every))
        for code, every in bad.items()
        for text, line in every[:WRONG_SAID]
    ]
    count = sum(map(len, bad.values()))
    return [*said, finding("more_rows_left_out", count=count)] if count > len(said) else said


def _of_the_future(rows: Sequence[Row]) -> Finding:
    first = min(rows, key=lambda row: row.day)
    return finding("future_rows", count=len(rows), day=first.day.isoformat(), at=first.line, line=first.line)


def _units(read: _Read, given: str) -> list[Finding]:
    if len(read.units) > 1:
        return [finding("mixed_units", units=", ".join(sorted(read.units)), refuses=True)]
    (unit,) = read.units or {""}
    if given and unit and unit_of(given) != unit:
        return [finding("other_unit", unit=unit, given=given, refuses=True)]
    return []
