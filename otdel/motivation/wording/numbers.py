"""The values of a pay reason as people read them: money, shares and results in their own units, names of KPIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from otdel.kit.reason import Value
from otdel.motivation.rules.conditions import read_condition
from otdel.motivation.wording.digits import asked, multiplier
from otdel.motivation.wording.library_texts import plan_text
from otdel.web import format as say

if TYPE_CHECKING:
    from otdel.motivation.wording.plan_names import Names

MONEY = ("base", "tv", "low_pays", "high_pays", "over", "covered", "most", "asked", "rate", "by_end", "by_start")
SHARES = ("weight", "share", "factor", "low_factor", "high_factor", "cap")
COUNTS = ("units", "above", "upto", "beyond", "worked", "number", "periods", "first", "last", "known", "of")
READINGS = ("x",)
POINTS = ("low", "high")
BEFORE = "of_amount"  # beside a factor: the amount it multiplies, which says how many of its digits matter
EXACT = 4  # digits after the mark of a percentage, as attainment is stored
ALL = 10  # digits after the mark, where a figure has been cut already to as many as it needs

_names: ContextVar[Names | None] = ContextVar("names_of_pay", default=None)


@contextmanager
def naming(names: Names) -> Iterator[None]:
    """Within it KPIs are called as the company calls them, and not as the library does."""
    token = _names.set(names)
    try:
        yield
    finally:
        _names.reset(token)


def in_words(values: Mapping[str, Value]) -> Mapping[str, str]:
    """Every value put into words, and what sentences need besides: the gain between two points."""
    kpi, by, currency = str(values.get("kpi", "")), str(values.get("by", "")), str(values.get("currency", ""))
    said = _Forgiving()
    for name, value in values.items():
        said[name] = _said(name, value, kpi, by, currency)
    if "low" in values and "x" in values:
        said["x"] = reading(asked(values), kpi, by, ALL)
    if "factor" in values and BEFORE in values:
        exact = multiplier(Decimal(str(values["factor"])), Decimal(str(values[BEFORE])))
        said["factor"] = say.percent(exact, ALL)
    if "high_pays" in values:
        gain = Decimal(str(values["high_pays"])) - Decimal(str(values["low_pays"]))
        said["gain"] = f"{'−' if gain < 0 else '+'} {cash(abs(gain), currency)}"
    return said


def _said(name: str, value: Value, kpi: str, by: str, currency: str) -> str:
    if name in ("kpi", "measure"):
        return name_of(str(value))
    if name == "condition":
        return condition_words(str(value), kpi)
    if name == "days" and isinstance(value, int):
        return say.days(value)
    if name == "on":
        return plan_text(str(value))
    if name == "each":
        return "; ".join(reading(Decimal(one), kpi, by) for one in str(value).split())
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if name in MONEY:
        return cash(exact, currency)
    if name in POINTS:
        return reading(exact, kpi, by, ALL)
    if name in READINGS:
        return reading(exact, kpi, by)
    if name in SHARES:
        return say.percent(exact, EXACT)
    return say.number(exact, 6) if name in COUNTS else str(value)


def cash(amount: Decimal, currency: str) -> str:
    """Money without cents when it has none, and with all its digits otherwise: one must be able to recompute."""
    places = max(0, -int(amount.normalize().as_tuple().exponent))
    return say.amount(amount, currency, min(max(places, 2), 6) if places else 0)


def cash_of(said: str, currency: str) -> str:
    """The same for an amount as a reason carries it."""
    try:
        return cash(Decimal(said), currency)
    except ArithmeticError:
        return said


def reading(value: Decimal, kpi: str, by: str, places: int = EXACT) -> str:
    """A result in its own unit, a share with at most `places` digits after the mark and a number with two more."""
    found = names_now().kpis.get(kpi)
    if by == "attainment" or (found is not None and found.shown_as_share):
        return say.percent(value, places)
    return say.number(value, places + 2)


def condition_words(said: str, kpi: str) -> str:
    from otdel.motivation.wording.rule_words import condition  # pages stand above words

    try:
        return condition(read_condition(said), kpi, names_now())
    except ValueError:
        return said


def name_of(code: str) -> str:
    return names_now().kpi(code)


def names_now() -> Names:
    """Those of `naming`, else the library’s in the active language."""
    return _names.get() or _library(say.language())


@cache
def _library(language: str) -> Names:
    from otdel.motivation.wording.plan_names import KpiWords, Names  # pages stand above words
    from otdel.organisation.library import library
    from otdel.scorecard.pages.figures import compared_to

    found, kept = {}, library()
    for role in kept.ids:
        words = kept.text(role, language).kpis
        for one in kept.role(role).kpis:
            name = words[one.id].name if one.id in words else one.id
            found[one.id] = KpiWords(name, one.unit, bool(compared_to(one.formula)))
    return Names(found)


class _Forgiving(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
