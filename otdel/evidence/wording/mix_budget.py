"""What a plan of the budget says: which limit holds a line, why no plan can be, what its gain counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from otdel.evidence.wording.mix_values import Text, shown
from otdel.kit.reason import Reason, Value
from otdel.measurement.channel_names import channel_name
from otdel.web import format as write

MONEY = frozenset({"budget", "least", "most", "missing", "left", "low", "high", "by", "at"})

LINES: dict[str, Text] = {
    "mix.line_fixed": _("held at the spend of now"),
    "mix.line_no_room": _("held at %(at)s"),
    "mix.line_at_most": _("at its upper limit"),
    "mix.line_at_least": _("at its lower limit"),
    "mix.line_stays": _("stays: its next unit is level with the others"),
    "mix.line_raised": _("raised until its next unit is level with the others"),
    "mix.line_cut": _("cut until its next unit is level with the others"),
    "mix.line_rest": _("takes what the limits of the others leave"),
    "mix.line_stays_cautious": _("stays: safest so when things go badly"),
    "mix.line_raised_cautious": _("raised: it brings most when things go badly"),
    "mix.line_cut_cautious": _("cut: it brings least when things go badly"),
    "mix_not_worked_out": _("not worked out"),
}

REFUSALS: dict[str, Text] = {
    "mix.limit_unknown_channel": _("There is no channel “%(channel)s” in the model. It knows: %(channels)s."),
    "mix.budget_not_positive": _("A budget of %(budget)s cannot be divided. Type the amount of one week."),
    "mix.budget_below_cents": _("A budget of %(budget)s has parts of a cent. Type whole cents."),
    "mix.limits_crossed": _(
        "The limits of %(channel)s leave nothing between them: at least %(low)s, at most %(high)s. Loosen one."
    ),
    "mix.budget_below_limits": _(
        "The limits ask for at least %(least)s a week, and the budget is %(budget)s: %(missing)s is missing. Raise the "
        "budget, or release a line: %(lines)s."
    ),
    "mix.budget_above_limits": _(
        "The limits allow at most %(most)s a week, and the budget is %(budget)s: %(left)s has no place. Lower the "
        "budget, or release a line: %(lines)s."
    ),
}

SAID: dict[str, Text] = {
    "mix.off_lately": _("%(channel)s had no spend lately, so its next unit cannot be said."),
    "mix.never_spent": _("%(channel)s never had any spend."),
    "mix.counts_past": ngettext_lazy(
        "What spend of the last %(weeks)s week still brings is counted in.",
        "What spend of the last %(weeks)s weeks still brings is counted in.",
        "weeks",
    ),
    "mix.counts_tail": ngettext_lazy(
        "So is what the plan still brings in the %(after)s week after it, with spend as now again.",
        "So is what the plan still brings in the %(after)s weeks after it, with spend as now again.",
        "after",
    ),
}

BUDGET: dict[str, Text] = {**LINES, **REFUSALS, **SAID}


def budget_words(reason: Reason, currency: str) -> str:
    """The sentence of a plan's reason, its money in `currency`."""
    words = BUDGET.get(reason.code)
    return reason.code if words is None else _filled(words, {**reason.values, "currency": currency})


def words_by_code() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """For pages that know only the reason: money without its sign."""
    return {code: partial(_filled, words) for code, words in BUDGET.items()}


def _filled(words: Text, values: Mapping[str, Value]) -> str:
    currency = str(values.get("currency") or "")
    money = {name: _amount(str(value), currency) for name, value in values.items() if name in MONEY}
    lines = {"lines": _lines(str(values["lines"]), currency)} if "lines" in values else {}
    return write.one_stop(str(words % {**shown(values), **money, **lines}))


def _lines(text: str, currency: str) -> str:
    """ "search 5000.00, social 300.00" with names and signs."""
    said = []
    for part in text.split(", "):
        channel, _space, amount = part.rpartition(" ")
        said.append(f"{channel_name(channel)} {_amount(amount, currency)}")
    return ", ".join(said)


def _amount(text: str, currency: str) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    return write.amount(amount, currency) if currency else write.number(amount)
