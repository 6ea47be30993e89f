"""What reading a file yields: sheets of text, then typed batches, rows set aside, questions and checks of totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

import pyarrow as pa

from otdel.kit.facts import Shape
from otdel.kit.period import Period
from otdel.kit.reason import Reason


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A row the file itself calls a total. It is never a fact; it checks our sum."""

    row: int
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row set aside: where it is, what stood there and why it cannot be used. Good rows land without it."""

    row: int
    column: str  # header text, empty when the whole row is at fault
    value: str
    reason: Reason
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, still text.

    `cells` has one string column per header cell, named c0, c1, ...; absent cells are empty strings. `rows` gives the
    row number in the file (1-based, as a spreadsheet shows it). `typed`, for workbooks, has the same shape in booleans:
    true where the cell was a real number or date and `cells` holds its canonical text (1234.5, 2026-11-23).
    """

    name: str
    preamble: tuple[str, ...]
    header: tuple[str, ...]
    header_row: int
    cells: pa.Table
    rows: pa.ChunkedArray
    totals: tuple[TotalsRow, ...] = ()
    ragged: tuple[Rejected, ...] = ()
    typed: pa.Table | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file after sniffing: how it was written and its sheets. `refused` says why there are none."""

    name: str
    sha256: str
    size: int
    encoding: str
    delimiter: str
    sheets: tuple[Sheet, ...]
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file leaves open and a person must say. `code` and `column` name it; `options` are the answers."""

    code: str  # decimal_mark, date_order, currency, period, account, mapping
    column: str
    options: tuple[str, ...]
    samples: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.code}:{self.column}" if self.column else self.code


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """Our sum of a column against the file's own total."""

    column: str
    label: str
    row: int
    ours: Decimal
    theirs: Decimal
    tolerance: Decimal = Decimal(0)  # what the file's own rounding allows
    sheet: str = ""

    @property
    def agrees(self) -> bool:
        return abs(self.ours - self.theirs) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Batch:
    """Typed rows of one shape: the shape's columns plus `sheet` (string) and `row` (int64). Absent columns are null."""

    shape: Shape
    rows: pa.Table


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the file.

    `answers` are given to questions by key ("decimal_mark:Cost": "," ; "currency": "UAH" ; "period":
    "2026-10-01/2026-11-01" in [from, to) or "unknown" ; "account": "Main"). `report` forces a report by name; `mapping`
    is a saved preset of the wizard: shape column -> header text, or "=value" for every row; its key "shape" names the
    shape. `time_zone` dates the instants that come without one.
    """

    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    report: str = ""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as facts. When `questions` is not empty nothing lands until they are answered; `refused` ends it."""

    reading: Reading
    source: str = ""
    report: str = ""  # "google_ads.campaigns"; empty when nobody recognised the file
    batches: tuple[Batch, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    questions: tuple[Question, ...] = ()
    checks: tuple[TotalCheck, ...] = ()
    notes: tuple[Reason, ...] = ()
    period: Period | None = None
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One export a system can make. Registered by its connector; `fits` returns 0 to 1, the best above 0.5 wins."""

    name: str
    source: str
    title: str  # the product's name for people, never translated: "Google Ads: campaigns"
    shape: Shape
    fits: Callable[[Sheet], float]
    build: Callable[[Reading, Sheet, Hints], Understood]
