"""Reasons of this chapter as sentences: values are formatted for the reader, then put into the sentence of the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from otdel.evidence.queries import MoneyAnswer
from otdel.evidence.wording.names import channel
from otdel.evidence.wording.sentences import ACTIONS, REASONS, SENTENCES, TITLES, Text
from otdel.kit.money import Money
from otdel.kit.reason import Reason, Value
from otdel.web import format as write

UNRATED: dict[str, Text] = {"spend": _("%(amount)s of spend"), "deals": _("%(amount)s of sales")}
AMOUNTS = frozenset({"amount", "spend", "paid_back", "did_not", "cannot", "revenue"})
SHARES = frozenset({"share"})


def say(reason: Reason, currency: str = "") -> str:
    """The sentence of a reason, its money in `currency`. An unknown code is shown as it is, so nothing is hidden."""
    return _put(SENTENCES.get(reason.code), reason, currency)


def verdict_text(answer: MoneyAnswer) -> str:
    """The verdict as plain text, for a terminal or a line of mail."""
    return " ".join(say(part, answer.currency) for part in answer.verdict)


def verdict(answer: MoneyAnswer) -> SafeString:
    """The verdict with its amounts and channels in bold."""
    parts = [_put_bold(part, answer.currency) for part in answer.verdict]
    return mark_safe(" ".join(parts))  # noqa: S308  # every part is escaped by format_html


def step_title(step: Reason, currency: str) -> str:
    return _put(TITLES.get(step.code), step, currency)


def step_action(code: str) -> str:
    return str(ACTIONS.get(code, code))


def words_by_code() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """Sentences of missing values for pages that know only the reason."""
    return {code: partial(_filled, text) for code, text in REASONS.items()}


def _filled(text: Text, values: Mapping[str, Value]) -> str:
    return str(text % dict(values))


def _put(text: Text, reason: Reason, currency: str) -> str:
    return reason.code if text is None else str(text % _shown(reason, currency))


def _put_bold(reason: Reason, currency: str) -> SafeString:
    text = SENTENCES.get(reason.code)
    if text is None:
        return format_html("{}", reason.code)
    marked = {name: f"\x02{value}\x03" for name, value in _shown(reason, currency, short=True).items()}
    escaped = format_html("{}", str(text % marked))
    return SafeString(escaped.replace("\x02", "<b>").replace("\x03", "</b>"))


def _shown(reason: Reason, currency: str, *, short: bool = False) -> dict[str, object]:
    return {name: _value(name, value, currency, short=short) for name, value in reason.values.items()}


def _unrated(text: str, *, short: bool) -> str:
    """Money in its own currencies: "831.00 GBP, deals 20.00 USD" as £831, $20 of sales."""
    written = write.short_money if short else write.money
    said = []
    for one in filter(None, text.split(", ")):
        *shape, amount, currency = one.split()
        money = written(Money(Decimal(amount), currency))
        said.append(str(UNRATED[shape[0]] % {"amount": money}) if shape else money)
    return ", ".join(said)


def _value(name: str, value: Value, currency: str, *, short: bool) -> object:
    if name == "unrated":
        return _unrated(str(value), short=short)
    if name in AMOUNTS and value is not None:
        amount = Money(Decimal(str(value)), currency)
        return write.short_money(amount) if short else write.money(amount)
    if name in SHARES and value is not None:
        return write.percent(Decimal(str(value)))
    return channel(str(value)) if name == "channel" else value
