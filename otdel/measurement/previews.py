"""A preview: what was understood of a file, small enough to keep beside the import and show at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.contract import Batch, Question, Rejected, Sheet, Understood
from otdel.connectors.generic import Guess, guess_mapping
from otdel.kit.facts import Kind
from otdel.kit.reason import Reason
from otdel.measurement.personal import covered
from otdel.measurement.plain import check_to, question_to, reason_from, reason_to, rejected_to

SAMPLE_ROWS = 5
SHOWN_REJECTS = 50


@dataclass(frozen=True, slots=True)
class Sample:
    """A few rows as facts: columns of the shape that hold something, values as plain text."""

    shape: str
    rows: int
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A table of the file: its header, a few filled cells under each, and its first rows, for the wizard."""

    name: str
    rows: int
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Our sum of a column against the total the file states; amounts are exact decimals."""

    column: str
    label: str
    row: int
    sheet: str
    ours: Decimal
    theirs: Decimal
    agrees: bool


@dataclass(frozen=True, slots=True)
class RejectLine:
    sheet: str
    row: int
    column: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file turned out to be. Nothing in it has landed."""

    source: str
    report: str
    encoding: str
    delimiter: str
    sheets: tuple[SheetHead, ...]
    samples: tuple[Sample, ...]
    accounts: tuple[str, ...]
    currencies: tuple[str, ...]
    period: tuple[date, date] | None  # [from, to)
    rejected: int
    rejects: tuple[RejectLine, ...]
    questions: tuple[Question, ...]
    checks: tuple[CheckLine, ...]
    notes: tuple[Reason, ...]
    guess: Guess  # what the wizard proposes; its shape is empty when nothing fits

    @property
    def rows(self) -> int:
        return sum(sample.rows for sample in self.samples)


def preview_to(understood: Understood) -> dict[str, Any]:
    """The preview of `understood` as JSON. Personal cells are covered before anything is kept."""
    period = understood.period
    return {
        "source": understood.source,
        "report": understood.report,
        "encoding": understood.reading.encoding,
        "delimiter": understood.reading.delimiter,
        "sheets": [asdict(_head(sheet)) for sheet in understood.reading.sheets],
        "samples": [asdict(_sample(batch)) for batch in understood.batches],
        "accounts": _distinct(understood, "account"),
        "currencies": _distinct(understood, "currency"),
        "period": [period.start.isoformat(), period.end.isoformat()] if period else None,
        "rejected": len(understood.rejected),
        "rejects": [_reject(rejected) for rejected in understood.rejected[:SHOWN_REJECTS]],
        "questions": [question_to(question) for question in understood.questions],
        "checks": [check_to(check) for check in understood.checks],
        "notes": [reason_to(note) for note in understood.notes],
        "guess": _guessed(understood),
    }


def preview_from(plain: Mapping[str, Any]) -> Preview:
    return Preview(
        source=plain["source"],
        report=plain["report"],
        encoding=plain["encoding"],
        delimiter=plain["delimiter"],
        sheets=tuple(_head_from(sheet) for sheet in plain["sheets"]),
        samples=tuple(_sample_from(sample) for sample in plain["samples"]),
        accounts=tuple(plain["accounts"]),
        currencies=tuple(plain["currencies"]),
        period=tuple(date.fromisoformat(day) for day in plain["period"]) if plain["period"] else None,  # type: ignore[arg-type]
        rejected=plain["rejected"],
        rejects=tuple(RejectLine(**{**line, "reason": reason_from(line["reason"])}) for line in plain["rejects"]),
        questions=tuple(
            Question(q["code"], q["column"], tuple(q["options"]), tuple(q["samples"])) for q in plain["questions"]
        ),
        checks=checks_from(plain["checks"]),
        notes=tuple(reason_from(note) for note in plain["notes"]),
        guess=Guess(**plain["guess"]),
    )


def checks_from(plain: list[dict[str, Any]]) -> tuple[CheckLine, ...]:
    return tuple(CheckLine(**{**c, "ours": Decimal(c["ours"]), "theirs": Decimal(c["theirs"])}) for c in plain)


def _guessed(understood: Understood) -> dict[str, Any]:
    """A guess for the wizard, made only of files that somebody must explain."""
    sheets = understood.reading.sheets
    if not sheets or not any(question.code == "mapping" for question in understood.questions):
        return {"shape": "", "mapping": {}, "confidence": 0.0}
    guess = guess_mapping(max(sheets, key=lambda sheet: (len(sheet.header) > 1, sheet.cells.num_rows)))
    return {"shape": guess.shape, "mapping": dict(guess.mapping), "confidence": guess.confidence}


def _head(sheet: Sheet) -> SheetHead:
    first = sheet.cells.slice(0, 200).to_pydict()
    columns = [
        [covered(name, cell or "")[:80] for cell in first.get(f"c{place}", [])]
        for place, name in enumerate(sheet.header)
    ]
    lines = tuple(zip(*(column[:SAMPLE_ROWS] for column in columns), strict=True))
    samples = tuple(tuple(_some(column)) for column in columns)
    return SheetHead(sheet.name, sheet.cells.num_rows, sheet.header, samples, lines)


def _some(cells: list[str]) -> list[str]:
    return list(dict.fromkeys(cell for cell in cells if cell and cell.strip()))[:SAMPLE_ROWS]


def _sample(batch: Batch) -> Sample:
    shown = batch.rows.slice(0, SAMPLE_ROWS)
    kinds = {column.name: column.kind for column in batch.shape.columns}
    names = [name for name in kinds if name in shown.column_names and _filled(shown.column(name))]
    lines = zip(*(_as_text(shown.column(name), kinds[name]) for name in names), strict=True) if names else ()
    return Sample(batch.shape.name, batch.rows.num_rows, tuple(names), tuple(lines))


def _filled(column: pa.ChunkedArray) -> bool:
    return any(value not in (None, "") for value in column.to_pylist())


def _as_text(column: pa.ChunkedArray, kind: Kind) -> list[str]:
    values = column.to_pylist()
    if kind is Kind.AMOUNT:
        return ["" if value is None else f"{Decimal(value).normalize():f}" for value in values]
    if kind is Kind.TEXT:
        return [covered("", value or "")[:120] for value in values]
    return ["" if value is None else str(value) for value in values]


def _distinct(understood: Understood, column: str) -> list[str]:
    found: set[str] = set()
    for batch in understood.batches:
        if column in batch.rows.column_names:
            found.update(value for value in pc.unique(batch.rows.column(column)).to_pylist() if value)
    return sorted(found)[:20]


def _reject(rejected: Rejected) -> dict[str, Any]:
    plain = rejected_to(rejected)
    return {**plain, "value": covered(rejected.column, rejected.value)[:200]}


def _head_from(plain: dict[str, Any]) -> SheetHead:
    samples, lines = (tuple(tuple(cells) for cells in plain[name]) for name in ("samples", "lines"))
    return SheetHead(plain["name"], plain["rows"], tuple(plain["header"]), samples, lines)


def _sample_from(plain: dict[str, Any]) -> Sample:
    return Sample(plain["shape"], plain["rows"], tuple(plain["columns"]), tuple(tuple(line) for line in plain["lines"]))
