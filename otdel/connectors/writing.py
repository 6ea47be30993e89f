"""A table as a CSV or XLSX file, and plain data as YAML; text that a spreadsheet would run is made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import yaml
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Value = str | Decimal | int | date | None
Lines = Iterable[Sequence[Value]]

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YAML = "application/yaml; charset=utf-8"
DANGEROUS = tuple("=+-@＝＋－＠\t\r\n")  # a spreadsheet would run a text that begins so


def as_csv(header: Sequence[str], lines: Lines) -> bytes:
    """UTF-8 with a mark at its head, so that spreadsheets read Cyrillic names; numbers with a point, days as ISO."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([harmless(text_of(value)) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Mapping[str, tuple[Sequence[str], Lines]]) -> bytes:
    """A workbook with these sheets by name, each a header and its lines; numbers are numbers and text stays text."""
    book = Workbook(write_only=True)
    for title, (header, lines) in sheets.items():
        sheet = book.create_sheet(title)
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


def as_yaml(content: object) -> bytes:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def text_of(value: Value) -> str:
    """As a cell of text has it: no exponents, days as ISO, nothing for None."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return str(value)


def harmless(text: str) -> str:
    """A number may begin with a minus; any other text that a spreadsheet would run gets an apostrophe before it."""
    if not text.lstrip(" \u00a0").startswith(DANGEROUS) or _is_number(text):
        return text
    return f"'{text}"


def unmarked(text: str) -> str:
    """The text of a cell without the apostrophe that `harmless` puts before it."""
    return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text


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
