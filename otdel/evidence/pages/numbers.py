"""Key numbers of the money pages, each with its meaning, range, source and the way down to its rows."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from otdel.evidence import wording
from otdel.evidence.asked import Asked
from otdel.evidence.pages import links
from otdel.evidence.queries import KeyNumber, Lineage, MoneyAnswer, Range
from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.measurement.names import source_name
from otdel.web import format as say
from otdel.web.parts import Explanation, Fact, Link, Tone
from otdel.web.parts import KeyNumber as Shown
from otdel.web.reasons import say as words_of

Value = Money | Decimal | int | NoData

LESS_IS_BETTER = {"cac", "cost_per_lead"}
NEITHER = {"spend"}
SHARES = {"matched"}
EACH = {"cac", "cost_per_lead"}  # the price of one is small enough to be written whole


def key_numbers(answer: MoneyAnswer, asked: Asked, codes: tuple[str, ...]) -> list[Shown]:
    """The numbers named by `codes`, in that order; a code the answer does not have is left out."""
    by_code = {number.code: number for number in answer.numbers}
    return [shown(by_code[code], answer, asked) for code in codes if code in by_code]


def shown(number: KeyNumber, answer: MoneyAnswer, asked: Asked) -> Shown:
    note, tone = changed(number)
    return Shown(
        name=wording.number_name(number.code),
        value=figure(number.value, number.code, number.range),
        why=explanation(number, answer, asked),
        note=range_words(number) or note,
        tone="" if range_words(number) else tone,
        href=links.of_spend_rows(asked, "") if number.code == "spend" else "",
    )


def figure(value: Value, code: str, span: Range | None = None) -> str:
    """A value as its kind is written: money, a share, a ratio or a count; a ratio with a range as from and to."""
    if span is not None and span.low != span.high:
        return _("%(low)s to %(high)s") % {"low": say.ratio(span.low), "high": say.ratio(span.high)}
    match value:
        case Money():
            return say.money(value) if code in EACH else say.short_money(value)
        case Decimal():
            return say.percent(value, 0) if code in SHARES else say.ratio(value)
        case int():
            return say.number(value)
    return say.not_known()


def range_words(number: KeyNumber) -> str:
    """What the two ends of a range mean, in words short enough for the key row."""
    if number.range is None or number.range.low == number.range.high:
        return ""
    return _("known sales only, to all sales shared")


def changed(number: KeyNumber) -> tuple[str, Tone]:
    """How it moved against the compared period, and whether that is good: ("+12% on the period before", "good")."""
    if isinstance(number.value, NoData):
        return words_of(number.value.reason), ""
    now, before = _plain(number.value), _plain(number.before)
    if now is None or not before:
        return "", ""
    share = (now - before) / abs(before)
    words = _("%(change)s on the period compared") % {"change": say.signed(say.percent(share, 0))}
    if number.code in NEITHER or abs(share) < Decimal("0.005"):
        return words, ""
    better = share < 0 if number.code in LESS_IS_BETTER else share > 0
    return words, "good" if better else "bad"


def explanation(number: KeyNumber, answer: MoneyAnswer, asked: Asked) -> Explanation:
    facts = [Fact(_("Exactly"), exact(number.value, number.code))] if isinstance(number.value, Money) else []
    if number.range is not None:
        facts.append(Fact(_("Range"), figure(number.value, number.code, number.range)))
    if isinstance(number.value, NoData):
        facts.append(Fact(_("Why there is no number"), words_of(number.value.reason)))
    return Explanation(
        title=wording.number_name(number.code),
        text=wording.definition(number.code),
        facts=(*facts, *lineage_facts(number.source)),
        link=Link(_("Show the query"), links.of_query(asked)),
    )


def exact(value: Value, code: str) -> str:
    return say.money(value, 2) if isinstance(value, Money) else figure(value, code)


def lineage_facts(source: Lineage) -> tuple[Fact, ...]:
    """Where a number came from: systems, imports, rows and days."""
    if not source.rows:
        return ()
    names = ", ".join(source_name(one) for one in source.sources)
    facts = [Fact(_("Source"), names), Fact(_("Rows of files"), say.number(source.rows))]
    facts.append(Fact(_("Imports"), say.number(len(source.imports))))
    if source.days is not None:
        facts.append(Fact(_("Days"), say.day_range(source.days)))
    return tuple(facts)


def _plain(value: Value | None) -> Decimal | None:
    match value:
        case Money():
            return value.amount
        case Decimal():
            return value
        case int():
            return Decimal(value)
    return None
