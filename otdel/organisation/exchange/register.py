"""The register of accesses as a table: out to CSV and XLSX, and back in with every bad row named."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from otdel.connectors.contract import Sheet
from otdel.connectors.reading import read as read_table
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Access, Holding
from otdel.organisation.services.people import LEADERS

COLUMNS = (
    "system", "asset", "company_owned", "critical", "owner", "backup", "holders", "payer", "renewal", "note", "closed",
)  # fmt: skip
MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}  # a workbook cannot hold them


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of the file, `row` as a spreadsheet counts it; `cells` by column, only columns the file has."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """What could not be taken: row 0 is the file as a whole."""

    row: int
    column: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """The rows of a file, or why there are none."""

    name: str
    rows: tuple[RegisterRow, ...] = ()
    bad: tuple[BadRow, ...] = field(default=())


def read_register(name: str, content: bytes) -> RegisterFile:
    """The rows of a CSV or XLSX file. Never raises for what is in it."""
    if len(content) > MOST_BYTES:
        return _refused(name, Reason.of("register_too_large", limit=MOST_BYTES // 1024 // 1024))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        reading = read_table(path, Path(name).name)
    if reading.refused:
        return _refused(name, reading.refused)
    sheet = next((one for one in reading.sheets if "system" in _named(one)), None)
    if sheet is None:
        headers = "; ".join(", ".join(one.header[:12]) for one in reading.sheets)[:300]
        return _refused(name, Reason.of("register_no_system", column="system", headers=headers or "…"))
    if len(sheet.rows) > MOST_ROWS:
        return _refused(name, Reason.of("register_too_many", rows=len(sheet.rows), limit=MOST_ROWS))
    ragged = tuple(BadRow(one.row, one.column, one.reason) for one in sheet.ragged)
    return RegisterFile(name, tuple(_rows(sheet)), ragged)


def table(viewer: Viewer) -> Iterator[dict[str, str]]:
    """Every line there is and was, as text. Raises NotAllowed: it is for owner and head."""
    viewer.must(*LEADERS)
    held: dict[int, list[str]] = {}
    for one in Holding.objects.filter(end=None).select_related("member").order_by("start", "id"):
        held.setdefault(one.access_id, []).append(f"{one.member.name}: {one.level}" if one.level else one.member.name)
    for access in Access.objects.select_related("owner", "backup"):
        yield {
            "system": access.system,
            "asset": access.asset,
            "company_owned": {True: "yes", False: "no", None: ""}[access.company_owned],
            "critical": "yes" if access.critical else "",
            "owner": access.owner.name if access.owner else "",
            "backup": access.backup.name if access.backup else "",
            "holders": "; ".join(held.get(access.pk, [])),
            "payer": access.payer,
            "renewal": access.renewal.isoformat() if access.renewal else "",
            "note": access.note,
            "closed": access.closed_on.isoformat() if access.closed_on else "",
        }


def as_csv(viewer: Viewer) -> bytes:
    """UTF-8 with a mark at its head, so that spreadsheets read Cyrillic names."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in table(viewer))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(viewer: Viewer) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("accesses")
    sheet.append(list(COLUMNS))
    for row in table(viewer):
        sheet.append([harmless(row[name]).translate(CONTROLS) for name in COLUMNS])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


WRITERS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def harmless(cell: str) -> str:
    """A cell a spreadsheet would run as a formula is kept as text; reading takes the mark off again."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _refused(name: str, reason: Reason) -> RegisterFile:
    return RegisterFile(name, bad=(BadRow(0, "", reason),))


def _named(sheet: Sheet) -> list[str]:
    return [title.strip().lower().replace(" ", "_") for title in sheet.header]


def _rows(sheet: Sheet) -> Iterator[RegisterRow]:
    places = {name: place for place, name in enumerate(_named(sheet)) if name in COLUMNS}
    columns = {name: sheet.cells.column(place).to_pylist() for name, place in places.items()}
    for number, row in enumerate(sheet.rows.to_pylist()):
        cells = {name: _plain(str(cells[number] or "")) for name, cells in columns.items()}
        if any(cells.values()):
            yield RegisterRow(int(row), cells)


def _plain(cell: str) -> str:
    said = cell.strip()
    return said[1:] if said[:1] == "'" and said[1:2] in ("=", "+", "-", "@") else said
