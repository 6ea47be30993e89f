"""From rows to sheets: preamble, header, body, totals and ragged rows of every table in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from otdel.connectors.contract import Rejected, Sheet, TotalsRow
from otdel.connectors.reading.body import Body
from otdel.connectors.reading.header import find_header, is_explanation, is_headless, letters
from otdel.connectors.reading.rows import Numbered, Peek, Row, filled, is_comment, looks
from otdel.connectors.reading.totals import split_totals
from otdel.connectors.words import is_total
from otdel.kit.reason import Reason

WINDOW = 60
WIDEST = 16_384
MOST_TABLES = 200
RAGGED_LISTED = 10_000


@dataclass(slots=True)
class Start:
    """Where a table's body begins: what stood above it."""

    preamble: list[str]
    header: list[str]
    header_row: int


@dataclass(slots=True)
class _Aside:
    """Rows of a body that are not data."""

    totals: list[TotalsRow] = field(default_factory=list)
    ragged: list[Rejected] = field(default_factory=list)


def sheets(
    rows: Iterator[Numbered],
    name: str = "",
    *,
    exact: bool = True,
    narrow: bool = False,
    broken: list[Rejected] | None = None,
) -> list[Sheet]:
    """The tables among the rows. Several in one text file are named "table 1", "table 2", ...

    `broken` collects rows the caller could not even cut; they join the last table's ragged rows.
    """
    stream = Peek(rows)
    found: list[Sheet] = []
    while len(found) < MOST_TABLES and (start := begin(stream, exact=exact, narrow=narrow)):
        found.append(_table(stream, start, name, exact=exact))
    if broken and found:
        found[-1] = replace(found[-1], ragged=(*found[-1].ragged, *broken))
    if len(found) > 1:
        first = found[0].preamble
        found = [found[0], *(replace(one, preamble=(*one.preamble, *first)) for one in found[1:])]
        found = [replace(one, name=f"{name} table {n}".strip()) for n, one in enumerate(found, 1)]
    return found


def begin(stream: Peek, *, exact: bool, narrow: bool) -> Start | None:
    """Take everything above the next table's body off the stream; None when no table comes."""
    preamble: list[str] = []
    while window := stream.ahead(WINDOW):
        place = find_header(window, exact=exact, narrow=narrow)
        preamble += [_line(row) for _, row in window[: len(window) if place is None else place] if filled(row)]
        for _ in range(len(window) if place is None else place):
            next(stream)
        if place is not None:
            return _header(stream, preamble, exact=exact)
    return None


def _line(row: Row) -> str:
    return ", ".join(cell.strip() for cell in row if cell.strip())


def _header(stream: Peek, preamble: list[str], *, exact: bool) -> Start:
    """Take the header row off the stream, and a row of explanations under it."""
    window = stream.ahead(30)
    number, row = window[0]
    following = [other for _, other in window[1:] if filled(other) and not is_comment(other)]
    width = _width(row, following, exact=exact)
    if is_headless(row, following):
        return Start(preamble, letters(width), 0)
    next(stream)
    if following[1:] and is_explanation(following[0], following[1:]):
        preamble.append(_line(next(stream)[1]))
    header = [" ".join(cell.split()) for cell in row[:width]]
    return Start(preamble, header + [""] * (width - len(header)), number)


def _width(row: Row, following: list[Row], *, exact: bool) -> int:
    """Columns of the table: the header's, less trailing blanks no row fills, more where a workbook's rows are wider."""
    used = max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)
    fitting = [other for other in following if not exact or len(other) == len(row)]
    rows_use = max((place for other in fitting for place, cell in enumerate(other, 1) if cell.strip()), default=0)
    return min(WIDEST, max(used, rows_use) if not exact else max(used, min(rows_use, len(row))))


def _table(stream: Peek, start: Start, name: str, *, exact: bool) -> Sheet:
    width = len(start.header)
    body, aside = Body(width, typed=not exact), _Aside()
    for number, row in stream:
        if len(row) == width and row[0]:
            if row[0][0] == "#" and is_comment(row) and width > 2:
                break
            body.add(number, row)
        elif not any(row):
            if _ends_here(stream, width, body, exact=exact):
                break
        elif row[0][:1] in "#-=" and is_comment(row):
            break
        else:
            _odd(number, row, width, body, aside, name, exact=exact)
    cells, numbers, typed = body.finish()
    sheet = Sheet(
        name, tuple(start.preamble), tuple(start.header), start.header_row, cells, numbers, tuple(aside.totals),
        tuple(aside.ragged), typed,
    )  # fmt: skip
    return split_totals(sheet)


def _odd(number: int, row: Row, width: int, body: Body, aside: _Aside, name: str, *, exact: bool) -> None:
    """A row that is blank at its start, too short or too long."""
    extra = [cell.strip() for cell in row[width:] if cell.strip()]
    if len(row) == width or (len(row) > width and not extra):
        body.add(number, row[:width])
    elif len(extra) == 1 and is_total(extra[0]):
        aside.totals.append(TotalsRow(number, extra[0], tuple(row[:width])))
    elif len(row) < width and row and (not exact or is_total(row[0])):
        body.add(number, row + [""] * (width - len(row)))
    elif len(aside.ragged) < RAGGED_LISTED:
        reason = Reason.of("row_ragged", cells=len(row), expected=width)
        aside.ragged.append(Rejected(number, "", ", ".join(row)[:200], reason, name))


def _ends_here(stream: Peek, width: int, body: Body, *, exact: bool) -> bool:
    """After a blank row: true when what follows is another table, a comment or nothing."""
    window = [row for _, row in stream.ahead(6) if any(row)]
    if not window:
        return False
    row = window[0]
    if is_comment(row):
        return True
    if exact and len(row) != width and len(row) > 1:
        return len(window) > 1 and len(window[1]) == len(row)
    words = [looks(cell) for cell in row[:width]]
    return set(words) == {"text"} and len(set(row)) == len(row) > 1 and body.has_numbers()
