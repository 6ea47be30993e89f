"""Small export files for the tests, written the way the systems write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Understood
from otdel.connectors.reading import read


def write(folder: Path, text: str, name: str = "export.csv", encoding: str = "utf-8") -> Path:
    """A file of this text; line ends stay as they are."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, *sheets: tuple[str, list[list[Any]]]) -> Path:
    """A workbook with these sheets of cells."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "export.xlsx"
    book.save(path)
    return path


def understood(path: Path, mapping: dict[str, str] | None = None, report: str = "", **answers: str) -> Understood:
    """The file read and understood, with these answers given."""
    return understand(read(path), Hints(answers=answers, mapping=mapping or {}, report=report))


def rows(result: Understood) -> list[dict[str, Any]]:
    """All rows of all batches."""
    return [row for batch in result.batches for row in batch.rows.to_pylist()]
