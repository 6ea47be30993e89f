"""Words of Today's signals: what it is, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.evidence import wording as money_words
from otdel.kit.money import Money
from otdel.kit.reason import Value
from otdel.today.rules import Signal
from otdel.web import format as say


def title(signal: Signal, currency: str) -> str:
    values = signal.reason.values
    match signal.reason.code:
        case "losing_campaign":
            return _("“%(campaign)s” has not paid back %(lost)s") % {
                "campaign": values["campaign"],
                "lost": _short(values["lost"], currency),
            }
        case "late_source":
            return _("%(source)s has no data since %(day)s") % {
                "source": values["source"],
                "day": say.day(date.fromisoformat(str(values["last_day"])), year=False),
            }
        case "imports_waiting":
            count = int(values["count"] or 0)
            return ngettext("%(count)s file waits for an answer", "%(count)s files wait for an answer", count) % {
                "count": say.number(count)
            }
    return money_words.step_title(signal.reason, currency)


def text(signal: Signal, currency: str) -> str:
    values = signal.reason.values
    match signal.reason.code:
        case "losing_campaign":
            return _(
                "It cost %(spend)s, and the usual time for its sales to come has passed. Look at its days and sales, "
                "then stop it or change it."
            ) % {"spend": _short(values["spend"], currency)}
        case "late_source":
            return _late(values)
        case "imports_waiting":
            return _("Nothing of them is counted until somebody answers.")
    return money_words.say(signal.reason, currency)


def action(signal: Signal) -> str:
    """The button of a signal of ours; a step of money brings its own."""
    return _("Open the campaign") if signal.opens == "row" else pgettext("button", "Bring files")


def _late(values: Mapping[str, Value]) -> str:
    days = int(values["days"] or 0)
    return ngettext(
        "It is %(days)s day behind. Numbers on every page stop where the data stops.",
        "It is %(days)s days behind. Numbers on every page stop where the data stops.",
        days,
    ) % {"days": say.number(days)}


def _short(amount: Value, currency: str) -> str:
    return say.short_money(Money(Decimal(str(amount)), currency))
