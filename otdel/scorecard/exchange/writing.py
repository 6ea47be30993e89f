"""A table as a CSV, XLSX or YAML file; text that a spreadsheet would run is made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import yaml
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Value = str | Decimal | int | date | None
Lines = Sequence[Sequence[Value]]

DANGEROUS = tuple("=+-@＝＋－＠\t\r\n")  # a spreadsheet would run a text that begins so


def as_csv(header: Sequence[str], lines: Lines) -> bytes:
    """UTF-8 with a mark at its head, so that spreadsheets read Cyrillic names; numbers with a point, days as ISO."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_harmless(_plain(value)) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(header: Sequence[str], lines: Lines) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Otdel")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, len(name) + 2)
    sheet.append([_bold(sheet, name) for name in header])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    book.properties.created = book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_yaml(header: Sequence[str], lines: Lines) -> bytes:
    """A list with one mapping a line; numbers as text, so that no digit is lost."""
    rows = [{name: _plain(value) for name, value in zip(header, line, strict=True)} for line in lines]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=120).encode()


WRITERS: dict[str, tuple[Callable[[Sequence[str], Lines], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "yaml": (as_yaml, "application/yaml; charset=utf-8"),
}


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}" if value else "0"
        case date():
            return value.isoformat()
    return str(value)


def _harmless(text: str) -> str:
    """A number may begin with a minus; any other text that a spreadsheet would run gets an apostrophe before it."""
    if not text.lstrip(" \u00a0").startswith(DANGEROUS) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # text stays text, whatever it begins with
    return cell


def _bold(sheet: object, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell
