"""Values of the mix model's reasons as people read them: channels by name, days, ratios, shares, money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import pgettext_lazy

from otdel.kit.reason import Reason, Value
from otdel.measurement.channel_names import channel_name
from otdel.web import format as write

Text = Any  # a lazy text; Django gives it no public type
Words = Text | Callable[[Mapping[str, Value]], Text]  # a sentence, or which of several, by the values

CHANNELS = frozenset({"channel", "first", "second", "other_channel"})
LISTS = frozenset({"others", "channels", "added", "removed"})
SHARES = frozenset({"percent", "share", "narrows"})
MONEY = frozenset({"amount", "measured", "modelled", "cost", "saved", "lost", "lift"})
DAYS = frozenset({"start", "until", "week"})
MOST_DIGITS = 20  # a longer number is nobody's money and stays as it was written
VERBATIM = frozenset({"text", "column"})  # words of the file itself: a column 2024, a cell 1e100
FORMS: dict[str, Text] = {
    "hill": pgettext_lazy("shape of a curve", "Hill"),
    "logistic": pgettext_lazy("shape of a curve", "logistic"),
    "free_hill": pgettext_lazy("shape of a curve", "free-slope"),
}
PARAMETERS: dict[str, Text] = {
    "roi": pgettext_lazy("parameter", "back per 1"),
    "carry": pgettext_lazy("parameter", "carry-over"),
    "half": pgettext_lazy("parameter", "saturation"),
    "slope": pgettext_lazy("parameter", "slope of the curve"),
    "noise": pgettext_lazy("parameter", "noise"),
}


def shown(values: Mapping[str, Value]) -> dict[str, object]:
    """Each value as it stands in a sentence. Whole numbers stay numbers: plurals are chosen by them."""
    currency = str(values.get("currency") or "")
    return {name: _one(name, value, currency) for name, value in values.items()}


def filled(words: Words, values: Mapping[str, Value]) -> str:
    """The sentence with its values in it."""
    text = words(values) if callable(words) else words
    return write.one_stop(str(text % shown(values)))


def said(words: Mapping[str, Words], reason: Reason) -> str:
    """The sentence of a reason; an unknown code is shown as it is, so nothing is hidden."""
    found = words.get(reason.code)
    return reason.code if found is None else filled(found, reason.values)


def above(more: Text, less: Text) -> Callable[[Mapping[str, Value]], Text]:
    """One of two sentences by the value `above`."""
    return lambda values: more if values.get("above") else less


def named(name: str, known: Text, unknown: Text) -> Callable[[Mapping[str, Value]], Text]:
    """One of two sentences: with the value `name`, or without when it is empty."""
    return lambda values: known if values.get(name) else unknown


def by_step(weeks: Text, days: Text) -> Callable[[Mapping[str, Value]], Text]:
    """Weeks, or days when a step of the model is a day."""
    return lambda values: days if values.get("step") == "day" else weeks


def _one(name: str, value: Value, currency: str) -> object:
    text = "" if value is None else str(value)
    if name in CHANNELS:
        return channel_name(text)
    if name in LISTS and not text.lstrip("-").isdigit():
        return ", ".join(channel_name(one) for one in text.split(", ") if one)
    if name in VERBATIM:
        return text
    if name in DAYS:
        return _day(text)
    if name in SHARES:
        return _share(text)
    if name in MONEY:
        return _amount(text, currency)
    if name in ("form", "other"):
        return str(FORMS[text]) if text in FORMS else channel_name(text)
    if name == "parameter":
        return _parameter(text)
    return value if isinstance(value, int) else _ratio(text)


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < MOST_DIGITS else None


def _ratio(text: str) -> str:
    """A number in text keeps its own digits after the mark: 1.84 as 1,84. Other text stays."""
    number = _number(text)
    return text if number is None else write.ratio(number, max(0, -int(number.as_tuple().exponent)))


def _share(text: str) -> str:
    number = _number(text)
    return text if number is None else write.percent(number / 100)


def _amount(text: str, currency: str) -> str:
    number = _number(text)
    if number is None:
        return text
    return write.amount(number, currency) if currency else write.number(number, 0)


def _day(text: str) -> str:
    try:
        return write.day(date.fromisoformat(text))
    except ValueError:
        return text


def _parameter(text: str) -> str:
    """A parameter of the model, such as "roi[paid_search]", in words."""
    kind, _open, inside = text.replace(":", "[").replace(" ", "[", 1).partition("[")
    name = str(PARAMETERS.get(kind, kind))
    return f"{name}: {channel_name(inside.rstrip(']'))}" if inside else name
