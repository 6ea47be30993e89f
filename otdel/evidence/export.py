"""The answer about money as a flat table, and that table as a CSV or XLSX file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from otdel.evidence.queries import MoneyAnswer, Range, Row
from otdel.kit.money import Money
from otdel.kit.reason import NoData

Value = str | Decimal | int | None

HEADER = (
    "level", "channel", "source", "account", "campaign_id", "campaign", "currency", "spend", "revenue", "returned",
    "variable_cost", "margin", "leads", "deals_won", "new_customers", "cost_per_new_customer", "back_per_1_low",
    "back_per_1_high", "paid_back", "on_its_way", "did_not_pay_back", "cannot_be_shown", "evidence_grade",
)  # fmt: skip
DANGEROUS = tuple("=+-@＝＋－＠\t\r\n")  # a spreadsheet would run a text that begins so


def table(answer: MoneyAnswer) -> Iterator[tuple[Value, ...]]:
    """Channels with their campaigns, then the total; money in whole precision, what is not known left empty."""
    for row in answer.channels:
        yield _line(row)
        yield from (_line(campaign) for campaign in row.rows)
    yield _line(answer.total)


def as_csv(answer: MoneyAnswer) -> bytes:
    """UTF-8 with a mark at its head, so that spreadsheets read Cyrillic names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_harmless(value) for value in line] for line in table(answer))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(answer: MoneyAnswer) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Money")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(HEADER, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(12, len(name) + 2)
    sheet.append([_bold(sheet, name) for name in HEADER])
    for line in table(answer):
        sheet.append([_cell(sheet, value) for value in line])
    book.properties.created = book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(row: Row) -> tuple[Value, ...]:
    sums, outcome = row.sums, row.outcome
    back = row.back if isinstance(row.back, Range) else None
    return (
        row.kind.value, row.channel, row.source, row.account, row.campaign_id, row.campaign, sums.spend.currency,
        sums.spend.amount, sums.revenue.amount, sums.returned.amount, sums.variable_cost.amount, _known(row.margin),
        sums.leads, sums.deals, sums.customers, _known(row.cac),
        back.low if back else None, back.high if back else None,
        outcome.paid_back.amount, outcome.on_its_way.amount, outcome.did_not.amount, outcome.cannot.amount,
        row.grade.value,
    )  # fmt: skip


def _known(value: Money | NoData) -> Decimal | None:
    return None if isinstance(value, NoData) else value.amount


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(DANGEROUS) else value


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # text stays text, whatever it begins with
    return cell


def _bold(sheet: object, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell
