"""Dimensions and metrics of any GA4 table, told apart by their words and by what stands in their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Metric, fold, split_unit
from otdel.connectors.contract import Sheet

# Our names of metrics whose Russian and Ukrainian headers a slug would leave in those languages.
NAMES = {
    "sessions": ("Sessions", "Сеансы", "Сеанси"),
    "views": ("Views", "Просмотры", "Перегляди"),
    "users": ("Users", "Пользователи", "Користувачі"),
    "total_users": ("Total users", "Всего пользователей", "Усього користувачів", "Загальна кількість користувачів"),
    "active_users": ("Active users", "Активные пользователи", "Активні користувачі"),
    "new_users": ("New users", "Новые пользователи", "Нові користувачі"),
    "engaged_sessions": ("Engaged sessions", "Сеансы с взаимодействием", "Сеанси із взаємодією"),
    "event_count": ("Event count", "Количество событий", "Кількість подій"),
    "key_events": ("Key events", "Conversions", "Ключевые события", "Конверсии", "Ключові події", "Конверсії"),
    "total_revenue": ("Total revenue", "Общий доход", "Загальний дохід", "Усього доходу"),
    "engagement_rate": ("Engagement rate", "Доля взаимодействий", "Коефіцієнт взаємодії"),
    "bounce_rate": ("Bounce rate", "Показатель отказов", "Показник відмов"),
}
_KNOWN = {fold(header): name for name, headers in NAMES.items() for header in headers}
_INDEX = re.compile(r"^nth (day|month|week|hour|year)$|^cohort$")
_CALENDAR = re.compile(  # its numbers are no quantities
    r"^(?:(?:iso )?(?:week|year)|month|hour|day of week|неделя|месяц|час|год|тиждень|місяць|година|рік)$"
)
_DIMENSION = re.compile(
    r"\b(date|source|medium|campaign|channel|country|city|region|language|path|title|landing page|page url|device|"
    r"browser|platform|operating system|event name|item name|item id|term|content|audience|hostname|stream|"
    r"дата|источник|канал|кампани\w|страна|город|страниц\w|джерело|кампані\w|країна|місто|сторінк\w)\b"
)
_TRAILING = re.compile(r"^(\d+) days?$")
_RETENTION = re.compile(r"^day (\d+)$")
_SHARE = re.compile(r"\brate\b|\bper\b|ratio|conversion$|доля|показатель|коэффициент|коефіцієнт|показник|day \d+$")
_SECONDS = re.compile(r"\btime\b|duration|время|длительность|тривалість|\bчас\b")
_MONEY = re.compile(r"revenue|arpu|arppu|\bvalue\b|доход|дохід|ценность|цінність")
_UNITS = ((_SECONDS, "seconds"), (_MONEY, "currency"), (_SHARE, "ratio"))
_COUNTS = frozenset(NAMES) - {"engagement_rate", "bounce_rate", "total_revenue"}
_PEOPLE = re.compile(r"user|purchaser|days?$|пользовател|користувач")
_NUMBER = r"^-?[\d\s.,\x{a0}\x{202f}]*(?:[eE]-?\d+)?%?$"


def split(sheet: Sheet) -> tuple[list[str], list[str]]:
    """The headers of dimensions and those of metrics. The first column is always a dimension.

    A bad cell or two do not make a dimension of a metric: its rows are set aside, and the table keeps its meaning.
    """
    dimensions, metrics = list(sheet.header[:1]), list[str]()
    for place, header in enumerate(sheet.header[1:], 1):
        is_metric = fold(header) in _KNOWN or (not is_dimension(header) and _is_numeric(sheet.cells.column(place)))
        (metrics if is_metric else dimensions).append(header)
    return dimensions, metrics


def _is_numeric(cells: pa.ChunkedArray) -> bool:
    """True when all cells are numbers, or most of them and no other says what only a dimension says."""
    filled = cells.filter(pc.not_equal(cells, ""))
    numbers = pc.sum(pc.match_substring_regex(filled, _NUMBER)).as_py() or 0
    if numbers == len(filled):
        return True
    return numbers * 2 > len(filled) and not pc.any(pc.match_substring_regex(filled, r"^\(.*[a-zа-яіїє].*\)$")).as_py()


def is_dimension(header: str) -> bool:
    words = header.strip().casefold()
    if _CALENDAR.match(words) or _INDEX.match(words):
        return True
    return bool(_DIMENSION.search(words) and not _SHARE.search(words))


def is_index(header: str) -> str:
    """ "day", "week", "hour" or "cohort" when the column counts from the start of the period; else empty."""
    found = _INDEX.match(header.strip().casefold())
    return (found[1] or "cohort") if found else ""


def metric(header: str) -> Metric:
    """A metric under our name and unit. People are counted once in a total, so their sums are no check."""
    words = _plain(split_unit(header)[0])
    named = name(words)
    units = (unit for pattern, unit in _UNITS if pattern.search(words))
    unit = "count" if named in _COUNTS else next(units, "count")
    return Metric(named, (header,), unit, whole_total=not _PEOPLE.search(words))


def name(words: str) -> str:
    if found := _TRAILING.match(words):
        return f"active_users_{found[1]}_days"
    if found := _RETENTION.match(words):
        return f"retention_day_{found[1]}"
    return _KNOWN.get(fold(words)) or re.sub(r"\W+", "_", words).strip("_")


def _plain(header: str) -> str:
    """Single spaces, small letters, and every letter in its own alphabet (`fold` mixes them to compare)."""
    return " ".join(header.split()).casefold()


def breakdown(dimensions: Sequence[str]) -> str:
    """What the table is broken down by: "page", "country", "session default channel group"; "day" when only by days."""
    words = [_plain(one) for one in dimensions if not is_index(one) and fold(one) not in DATES]
    if not words:
        return "cohort" if any(is_index(one) == "cohort" for one in dimensions) else "property"
    return ", ".join("page" if re.search(r"page path|landing page|страниц|сторінк", word) else word for word in words)


DATES = tuple(fold(word) for word in ("Date", "Дата", "Day", "День"))
