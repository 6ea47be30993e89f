"""A sheet on its way to facts: typed columns by name, the rows set aside, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.headers import find
from otdel.connectors.contract import Batch, Hints, Question, Reading, Rejected, Sheet, TotalCheck
from otdel.kit.facts import Kind, Shape
from otdel.kit.period import Period
from otdel.kit.reason import Reason

ARROW = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.AMOUNT: pa.decimal128(18, 6),
    Kind.DAY: pa.date32(),
    Kind.INSTANT: pa.timestamp("us", "UTC"),
}
LISTED = 10_000  # rows set aside that are listed one by one; the rest are counted
Values = Any  # pa.Array or pa.ChunkedArray, one value a row


@dataclass(slots=True)
class Draft:
    """What `finish` hooks work on. All arrays have one value a row of `sheet`; `bad` marks the rows set aside."""

    reading: Reading
    sheet: Sheet
    hints: Hints
    shape: Shape
    decimal: str  # the file's decimal mark
    order: str  # "dmy" or "mdy"
    rows: Values  # row numbers in the file, int64
    bad: Values  # booleans
    columns: dict[str, Values] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # column -> the header it came from
    rejected: list[Rejected] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    checks: list[TotalCheck] = field(default_factory=list)
    summed: set[str] = field(default_factory=set)  # extras a file's total may check, besides the additive columns
    more: list[Batch] = field(default_factory=list)  # batches of other shapes a hook made
    period: Period | None = None

    def text(self, *aliases: str) -> Values | None:
        """The trimmed text of the first of these headers the sheet has; None when it has none."""
        place = find(self.sheet.header, aliases)
        return None if place is None else pc.utf8_trim_whitespace(self.sheet.cells.column(place))

    def fill(self, column: str, value: object) -> None:
        """Set a column to one value in every row."""
        kind = ARROW[self.shape.column(column).kind]
        self.columns[column] = pa.repeat(pa.scalar(value, kind), len(self.rows))

    def set_aside(self, mask: Values, header: str, code: str, values: Values | None = None) -> None:
        """Set the masked rows aside because of `header`; `values` are the cells as they stood in the file."""
        fresh = pc.and_not(mask, self.bad)
        self.bad = pc.or_(self.bad, mask)
        places = pc.indices_nonzero(fresh)
        count, room = len(places), max(0, LISTED - len(self.rejected))
        shown = places.slice(0, room)
        cells = pc.take(values, shown).to_pylist() if values is not None else [""] * len(shown)
        for row, cell in zip(pc.take(self.rows, shown).to_pylist(), cells, strict=True):
            reason = Reason.of(code, column=header) if code == "value_missing" else Reason.of(code, value=str(cell))
            self.rejected.append(Rejected(row, header, str(cell), reason, self.sheet.name))
        if count > room:
            self.notes.append(Reason.of("rejected_more", count=count, shown=room))

    def batch(self) -> Batch:
        """The good rows as a batch of the shape; columns nobody set are null."""
        length = len(self.rows)
        arrays = [
            self.columns[one.name] if one.name in self.columns else pa.nulls(length, ARROW[one.kind])
            for one in self.shape.columns
        ]
        names = [one.name for one in self.shape.columns]
        sheet = pa.repeat(pa.scalar(self.sheet.name), length)
        table = pa.table([*arrays, sheet, self.rows], names=[*names, "sheet", "row"])
        return Batch(self.shape, table if pc.any(self.bad).as_py() is not True else table.filter(pc.invert(self.bad)))
