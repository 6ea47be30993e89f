"""Workbooks whose bytes depend on their content alone: the same rows give the same file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

MOMENT = (2026, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_workbook(path: Path, title: str, rows: Iterable[Sequence[object]]) -> None:
    """One sheet. Numbers stay numbers, as Ads Manager writes them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_timeless(made.getvalue()))


def _timeless(data: bytes) -> bytes:
    """The same archive without the moment it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for item in made.infolist():
            content = STAMP.sub(rb"\g<1>2026-01-01T00:00:00Z", made.read(item))
            kept.writestr(zipfile.ZipInfo(item.filename, MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
