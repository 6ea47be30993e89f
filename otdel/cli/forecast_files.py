"""A file at the terminal as a series, with everything found on the way."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from otdel.analytics.forecast.checking import Finding, Findings, check, finding
from otdel.analytics.forecast.reading import Row, series_of
from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.mix.reading import Table

WRONG_SAID = 3  # bad rows shown one by one


def findings_of(path: Path, given: argparse.Namespace) -> Findings:
    """Raises BadCommand when the file or a column named is not there."""
    table = _table(path)
    dates = _dates(table, given.dates)
    column = _values(table, given.column, dates)
    rows, wrong, unit = _rows(table, dates, column, given.decimal)
    series, found = series_of(rows, name=table.header[column], unit=given.unit or unit)
    if series is None:
        return Findings(None, (*wrong, *found))
    findings = check(series)
    return Findings(findings.series, (*wrong, *found, *findings.found), findings.doubt)


def _table(path: Path) -> Table:
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if not isinstance(found, Table):
        raise BadCommand(_("%s is no table of dates and values that can be read.") % path.name)
    return found


def _dates(table: Table, name: str) -> int:
    from otdel.analytics.mix.reading.days import column_of_days

    if name:
        return _named(table, name)
    found = column_of_days([table.column(place) for place in range(len(table.header))])
    if found is None:
        raise BadCommand(_("No column of dates was found; name it with --dates."))
    return found


def _values(table: Table, name: str, dates: int) -> int:
    """The column that was named, or the first in which most cells are numbers."""
    if name:
        return _named(table, name)
    for place in range(len(table.header)):
        cells = table.column(place)
        if place != dates and cells and sum(any(sign.isdigit() for sign in cell) for cell in cells) > len(cells) / 2:
            return place
    raise BadCommand(_("No column of numbers was found; name it with --column."))


def _named(table: Table, name: str) -> int:
    folded = [text.casefold().strip() for text in table.header]
    if folded.count(name.casefold().strip()) != 1:
        known = ", ".join(text for text in table.header if text)[:300]
        raise BadCommand(_("There is no column “%(name)s”; there are: %(known)s.") % {"name": name, "known": known})
    return folded.index(name.casefold().strip())


def _rows(table: Table, dates: int, column: int, decimal: str) -> tuple[list[Row], list[Finding], str]:
    """Good rows, what was wrong with the others, and the currency most cells name."""
    from otdel.analytics.mix.reading.days import DAY_FIRST, NotADay, day, order_of
    from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

    days, cells = table.column(dates), table.column(column)
    order, mark = order_of(days) or DAY_FIRST, decimal or decimal_mark(cells) or "."
    rows: list[Row] = []
    bad: dict[str, list[tuple[str, int]]] = {"bad_date": [], "bad_number": []}
    units: Counter[str] = Counter()
    for text, cell, line in zip(days, cells, table.lines, strict=True):
        try:
            read = number(cell, mark)
            rows.append(Row(day(text, order), read.value, line))
            units.update([read.currency] if read.currency else [])
        except NotADay:
            bad["bad_date"].append((text, line))
        except NotANumber:
            bad["bad_number"].append((cell, line))
    wrong = [
        finding(code, line=line, text=text[:40], at=line, count=len(every))
        for code, every in bad.items()
        for text, line in every[:WRONG_SAID]
    ]
    return rows, wrong, units.most_common(1)[0][0] if units else ""
