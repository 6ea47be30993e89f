"""Which column is the path, the user, the time, the channel, the conversions: named, or known by its header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.mix.reading.marks import without_mark

NAMES: dict[str, tuple[str, ...]] = {
    "path": (
        "path", "paths", "conversion path", "channel path", "journey", "touchpoints", "default channel grouping path",
        "default channel group path", "source / medium path", "шлях", "шлях конверсії", "путь", "путь конверсии",
        "цепочка", "ланцюжок",
    ),
    "user": (
        "user", "user id", "userid", "client id", "clientid", "visitor", "visitor id", "user pseudo id", "cookie",
        "customer", "customer id", "користувач", "клієнт", "пользователь", "клиент",
    ),
    "time": (
        "time", "timestamp", "datetime", "date time", "touch time", "event time", "event timestamp", "ts", "date",
        "day", "час", "час події", "дата", "дата і час", "время", "дата и время",
    ),
    "channel": (
        "channel", "channel group", "default channel group", "source / medium", "source", "medium", "campaign",
        "touch", "touchpoint", "канал", "джерело", "источник", "кампанія", "кампания",
    ),
    "conversions": (
        "total conversions", "conversions", "conversion", "converted", "conv", "orders", "purchases", "key events",
        "is conversion", "конверсії", "конверсія", "замовлення", "конверсии", "конверсия", "заказы",
    ),
    "value": (
        "total conversion value", "conversion value", "value", "revenue", "total revenue", "amount", "purchase revenue",
        "цінність", "цінність конверсії", "дохід", "виручка", "сума", "ценность", "ценность конверсии", "доход",
        "выручка", "сумма",
    ),
    "nulls": (
        "total null", "null", "nulls", "total nulls", "non conversions", "not converted", "without conversion",
        "без конверсії", "без конверсії, шт.", "без конверсии",
    ),
}  # fmt: skip
TOUCHES = ("user", "time", "channel")


def chosen(header: Sequence[str], named: Mapping[str, str]) -> tuple[dict[str, int], list[Finding]]:
    """Places by what a column is: those that are named, then those whose header is known; each place once."""
    places: dict[str, int] = {}
    faults = []
    for what, name in named.items():
        fitting = [place for place, text in enumerate(header) if bare(text) == bare(name)]
        exactly = [place for place in fitting if header[place].strip() == name.strip()]
        found = exactly if len(exactly) == 1 else fitting
        if len(found) == 1:
            places[what] = found[0]
        else:
            code = "column_twice" if found else "no_column"
            faults.append(finding(code, column=name, columns=", ".join(filter(None, header))[:300], refuses=True))
    for what, words in NAMES.items():
        if what not in named:
            found = next((some for word in words if (some := _places(header, word, places))), [])
            places |= {what: found[0]} if found else {}
            if len(found) > 1:
                faults.append(_twice(header, header[found[0]]))
    return places, faults


def _places(header: Sequence[str], word: str, taken: Mapping[str, int]) -> list[int]:
    return [place for place, text in enumerate(header) if bare(text) == word and place not in taken.values()]


def _twice(header: Sequence[str], name: str) -> Finding:
    return finding("column_twice", column=name, columns=", ".join(filter(None, header))[:300], refuses=True)


def bare(text: str) -> str:
    """Without case, underscores, doubled spaces and a currency."""
    return " ".join(without_mark(text.strip().lstrip("\ufeff")).casefold().replace("_", " ").split())
