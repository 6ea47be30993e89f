"""Meta Ads Manager exports by day, English and Ukrainian, CSV and workbook, with the total as their first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from otdel.kit.period import Period
from otdel.testing.demo.spend import Spent
from otdel.testing.demo.writers.text import write_table
from otdel.testing.demo.writers.workbook import write_workbook

ENGLISH = (
    "Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Day", "Campaign delivery",
    "Attribution setting", "Results", "Result indicator", "Reach", "Impressions", "Link clicks", "Amount spent (USD)",
)  # fmt: skip
UKRAINIAN = (
    "Початок звітності", "Завершення звітності", "Назва кампанії", "Ідентифікаційний номер кампанії", "День",
    "Показ кампанії", "Налаштування атрибуції", "Результати", "Індикатор результату", "Охоплення", "Покази",
    "Кліки за посиланням", "Сума витрат (USD)",
)  # fmt: skip
ATTRIBUTION = "7-day click or 1-day view"


def write(path: Path, rows: Sequence[Spent], period: Period, header: Sequence[str]) -> None:
    """A workbook when the name ends so, otherwise a CSV with every text quoted as Meta quotes it."""
    workbook = path.suffix == ".xlsx"
    table = [header, _total(rows, period, workbook=workbook), *_rows(rows, workbook=workbook)]
    if workbook:
        write_workbook(path, "Worksheet", table)
    else:
        write_table(path, table, encoding="utf-8-sig")


def _rows(rows: Sequence[Spent], *, workbook: bool) -> Iterator[list[object]]:
    for row in rows:
        day = row.day.isoformat()
        indicator = "actions:leadgen.other" if row.campaign.firms else "actions:offsite_conversion.fb_pixel_purchase"
        yield [
            day, day, row.campaign.name, row.campaign.id, day, "active", ATTRIBUTION, int(row.conversions), indicator,
            round(row.impressions * 0.83), row.impressions, row.clicks, _money(row.cost, workbook=workbook),
        ]  # fmt: skip


def _total(rows: Sequence[Spent], period: Period, *, workbook: bool) -> list[object]:
    """The account's line: people reached are counted once, so its reach is less than the sum."""
    return [
        period.start.isoformat(), period.last_day.isoformat(), "", "", "", "", ATTRIBUTION, "", "",
        round(sum(row.impressions for row in rows) * 0.31), sum(row.impressions for row in rows),
        sum(row.clicks for row in rows), _money(sum((row.cost for row in rows), Decimal(0)), workbook=workbook),
    ]  # fmt: skip


def _money(amount: Decimal, *, workbook: bool) -> object:
    return float(amount) if workbook else f"{amount:.2f}"
