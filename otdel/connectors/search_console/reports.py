"""Search Console: headers of its tables, the days they speak for and the site's name, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from otdel.connectors.columns import Draft, Evidence, Field, Metric, Refusal, find, observations, report
from otdel.connectors.columns.days import NotADay, day
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import OBSERVATIONS
from otdel.kit.period import Period
from otdel.kit.reason import Reason

DATE = ("Date", "Дата")
CLICKS = ("Clicks", "Клики", "Кліки")
IMPRESSIONS = ("Impressions", "Показы", "Покази")
CTR = ("CTR",)
POSITION = ("Position", "Позиция", "Позиція", "Средняя позиция", "Середня позиція")
TABLES = {
    "query": (
        "Top queries", "Queries", "Query",
        "Популярные запросы", "Самые популярные запросы", "Запросы", "Запрос",
        "Популярні запити", "Найпопулярніші запити", "Запити", "Запит",
    ),
    "page": (
        "Top pages", "Pages", "Page",
        "Популярные страницы", "Самые популярные страницы", "Страницы", "Страница",
        "Популярні сторінки", "Найпопулярніші сторінки", "Сторінки", "Сторінка",
    ),
    "country": ("Country", "Страна", "Країна"),
    "device": ("Device", "Устройство", "Пристрій"),
    "search appearance": ("Search Appearance", "Вид в поиске", "Отображение в поиске", "Вигляд у пошуку"),
}  # fmt: skip
_NAMED = re.compile(r"^(?:https?_+|sc-domain_)?(?P<site>[\w.-]+?)_*-Performance-on-Search")


def _site(reading: Reading) -> str:
    """The site, which only the file's own name tells: https___www.example.com_-Performance-on-Search-2026-01-07."""
    found = _NAMED.match(reading.name)
    return found["site"] if found else ""


def _with_days(reading: Reading, sheet: Sheet, _: Hints) -> Sheet:
    """A table without dates speaks for the days of the chart beside it."""
    period = next((days for other in reading.sheets if (days := _days_of(other))), None)
    if period is None:
        return sheet
    return replace(sheet, preamble=(*sheet.preamble, f"{period.start} - {period.last_day}"))


def _days_of(sheet: Sheet) -> Period | None:
    place = find(sheet.header, DATE)
    if place is None or find(sheet.header, CLICKS) is None:
        return None
    found: list[date] = []
    for text in sheet.cells.column(place).to_pylist():
        try:
            if one := day(text):
                found.append(one)
        except NotADay:
            continue
    return Period.closed(min(found), max(found)) if found else None


def _name_site(draft: Draft) -> None:
    if site := _site(draft.reading):
        draft.fill("account", site)


def _table(breakdown: str, headers: tuple[str, ...]) -> Report:
    dated = breakdown == "site"
    return observations(
        f"search_console.{breakdown.replace(' ', '_')}",
        f"Google Search Console: {breakdown}",
        breakdown=breakdown,
        subject=() if dated else headers,
        day=headers if dated else (),
        metrics=(
            Metric("clicks", CLICKS),
            Metric("impressions", IMPRESSIONS),
            Metric("ctr", CTR, unit="ratio"),
            Metric("position", POSITION, unit="position"),
        ),
        evidence=Evidence(needs=(headers, CLICKS, IMPRESSIONS, CTR, POSITION), base=0.6),
        reshape=None if dated else _with_days,
        adjust=_name_site,
    )


def _only_filters(_: Reading, __: Sheet, ___: Hints) -> Sheet:
    raise Refusal(Reason.of("search_console_filters"))


REPORTS = (
    _table("site", DATE),
    *(_table(breakdown, headers) for breakdown, headers in TABLES.items()),
    report(
        "search_console.filters",
        "Google Search Console: filters",
        OBSERVATIONS,
        fields=(Field("subject", ("Filter",)),),
        evidence=Evidence(
            needs=(("Filter", "Фильтр", "Фільтр"), ("Value", "Значение", "Значення")),
            shuns=("Clicks",),
            base=0.6,
        ),
        reshape=_only_filters,
    ),
)
