"""Google Ads campaign reports by day: UTF-16 tabs in English, UTF-8 commas in Ukrainian, totals at the foot."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from otdel.kit.period import Period
from otdel.testing.demo.spend import Spent
from otdel.testing.demo.writers.text import comma, english, percent, spaced, write_table

NONE = " --"
MONTHS_EN = tuple(calendar.month_name)[1:]
MONTHS_UK = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
    "грудня",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """How one language of the interface writes the report."""

    title: str
    header: tuple[str, ...]
    enabled: str
    total: Callable[[str], str]
    campaigns: str
    account: str
    types: dict[str, str]
    count: Callable[[int], str]
    money: Callable[[Decimal], str]
    day: Callable[[date], str]
    point: str

    def share(self, part: int, whole: int) -> str:
        return percent(part, whole).replace(".", self.point)


ENGLISH = Language(
    "Campaign report",
    ("Campaign status", "Campaign", "Day", "Campaign ID", "Campaign type", "Currency code", "Clicks", "Impr.", "CTR",
     "Avg. CPC", "Cost", "Search impr. share", "Conversions", "Conv. value"),
    "Enabled", lambda what: f"Total: {what}", "Campaigns", "Account", {}, english, "{:.2f}".format,
    lambda day: f"{MONTHS_EN[day.month - 1]} {day.day}, {day.year}", ".",
)  # fmt: skip
UKRAINIAN = Language(
    "Звіт про кампанії",
    ("Статус кампанії", "Кампанія", "День", "Ідентифікатор кампанії", "Тип кампанії", "Код валюти", "Кліки", "Покази",
     "CTR", "Сер. ціна за клік", "Витрати", "Відсоток показів у пошуку", "Конверсії", "Цінність конв."),
    "Увімкнено", lambda what: f"Разом ({what})", "кампанії", "обліковий запис",
    {"Search": "Пошук", "Shopping": "Торгова", "Video": "Відео", "Performance Max": "Максимальна ефективність"},
    spaced, comma, lambda day: f"{day.day} {MONTHS_UK[day.month - 1]} {day.year} р.", ",",
)  # fmt: skip


def write(path: Path, rows: Sequence[Spent], period: Period, language: Language) -> None:
    """One report of `period`. English comes as UTF-16 with tabs, Ukrainian as UTF-8 with commas."""
    last = language.day(period.last_day)
    stated = f"{language.day(period.start)} - {last}"
    tabs = language is ENGLISH
    write_table(
        path,
        [language.header, *(_row(row, language) for row in rows), *_totals(rows, language)],
        delimiter="\t" if tabs else ",",
        encoding="utf-16-le" if tabs else "utf-8",
        preamble=(language.title, f'"{stated}"' if not tabs else stated),
    )


def _row(row: Spent, language: Language) -> list[str]:
    share = {"Search": "41.20%", "Shopping": "< 10%"}.get(row.campaign.type, NONE)
    return [
        language.enabled,
        row.campaign.name,
        row.day.isoformat(),
        row.campaign.id,
        language.types.get(row.campaign.type, row.campaign.type),
        row.currency,
        *_numbers([row], language, share),
    ]


def _numbers(rows: Sequence[Spent], language: Language, share: str = NONE) -> list[str]:
    clicks, shown = sum(row.clicks for row in rows), sum(row.impressions for row in rows)
    cost = sum((row.cost for row in rows), Decimal(0))
    return [
        language.count(clicks),
        language.count(shown),
        language.share(clicks, shown),
        language.money(cost / clicks) if clicks else NONE,
        language.money(cost),
        share.replace(".", language.point),
        language.money(sum((row.conversions for row in rows), Decimal(0))),
        language.money(sum((row.value for row in rows), Decimal(0))),
    ]


def _totals(rows: Sequence[Spent], language: Language) -> Iterator[list[str]]:
    kinds = dict.fromkeys(row.campaign.type for row in rows)
    yield [language.total(language.campaigns), NONE, NONE, NONE, NONE, "UAH", *_numbers(rows, language)]
    yield [language.total(language.account), "", "", "", "", "UAH", *_numbers(rows, language)]
    for kind in kinds:
        own = _of(rows, kind)
        word = language.types.get(kind, kind)
        yield [language.total(word), "", "", "", word, "UAH", *_numbers(own, language)]


def _of(rows: Iterable[Spent], kind: str) -> list[Spent]:
    return [row for row in rows if row.campaign.type == kind]
