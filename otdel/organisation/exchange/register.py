"""The register of accesses as a table: out to CSV and XLSX, and back in with every bad row named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from otdel.connectors import writing
from otdel.connectors.contract import Sheet
from otdel.connectors.reading.lines import lines, read_content
from otdel.connectors.writing import CSV, XLSX
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Access, Holding
from otdel.organisation.services.people import LEADERS

COLUMNS = (
    "system", "asset", "company_owned", "critical", "owner", "backup", "holders", "payer", "renewal", "note", "closed",
)  # fmt: skip
MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024


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
    reading = read_content(content, name)
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
    return writing.as_csv(COLUMNS, _cells(viewer))


def as_xlsx(viewer: Viewer) -> bytes:
    return writing.as_xlsx({"accesses": (COLUMNS, _cells(viewer))})


WRITERS = {"csv": (as_csv, CSV), "xlsx": (as_xlsx, XLSX)}


def _cells(viewer: Viewer) -> Iterator[list[str]]:
    return ([row[name] for name in COLUMNS] for row in table(viewer))


def _refused(name: str, reason: Reason) -> RegisterFile:
    return RegisterFile(name, bad=(BadRow(0, "", reason),))


def _named(sheet: Sheet) -> list[str]:
    return [title.strip().lower().replace(" ", "_") for title in sheet.header]


def _rows(sheet: Sheet) -> Iterator[RegisterRow]:
    places = {name: place for place, name in enumerate(_named(sheet)) if name in COLUMNS}
    return (RegisterRow(row, cells) for row, cells in lines(sheet, places))
