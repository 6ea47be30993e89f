"""Filling a sentence with its values: codes of measures, systems and units become their names, days become words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.kit.calendar import Named, named
from otdel.kit.reason import Value
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.wording.names import SOURCES
from otdel.web import format as say

DAYS = ("start", "last")
UNITS = ("found", "declared", "left", "right")


def filled(text: Any, values: Mapping[str, Value]) -> str:
    """`text` with its values in place; a value the code forgot shows as an ellipsis rather than breaking the page."""
    return str(text % _Forgiving({name: _said(name, value) for name, value in values.items()}))


def _said(name: str, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    if name == "source":
        return str(SOURCES.get(value, value)) or _("a source nobody named")
    if name in DAYS:
        return _day(value)
    if name == "period" and (found := named(value.lower())):
        return _period(found)
    if name in UNITS and (words := _unit(value)):
        return words
    if name in ("measure", "name") and meaning(value):
        return _measure(value)
    if not value:
        return "…"
    return value


def _period(found: Named) -> str:
    from otdel.scorecard.pages.periods import whole  # pages stand above words

    return whole(found)


def _measure(code: str) -> str:
    from otdel.scorecard.pages.formula_words import measure_name  # pages stand above words

    return measure_name(code) if code in MEASURES or meaning(code) else code


def _day(text: str) -> str:
    try:
        return say.day(date.fromisoformat(text))
    except ValueError:
        return text


def _unit(code: str) -> str:
    """ "money/count" as money for each piece; empty for a word that is no unit."""
    names = {
        "money": pgettext("unit", "money"),
        "count": pgettext("unit", "count"),
        "points": pgettext("unit", "points"),
        "days": pgettext("unit", "days"),
        "hours": pgettext("unit", "hours"),
        "months": pgettext("unit", "months"),
        "share": pgettext("unit", "share"),
        "ratio": pgettext("unit", "ratio"),
        "number": pgettext("unit", "a plain number"),
        "1": "1",
    }
    parts = [names.get(part, "") for piece in code.split("/") for part in piece.split("*")]
    if not all(parts):
        return ""
    above, *below = [" × ".join(names[part] for part in piece.split("*")) for piece in code.split("/")]
    return " / ".join([above, *below])


class _Forgiving(dict[str, object]):
    def __missing__(self, key: str) -> object:
        return "…"
