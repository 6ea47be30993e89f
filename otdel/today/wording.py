"""Words of Today's signals: what it is, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.evidence import wording as money_words
from otdel.forecasting.pages.figures import in_hundred
from otdel.kit.calendar import named
from otdel.kit.money import Money
from otdel.kit.reason import Value
from otdel.scorecard.pages.periods import whole
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
        case "late_pay":
            return _late_pay(values)
        case "offer_waits" | "offer_declined" | "offer_missed":
            return say.one_stop(_offer(signal.reason.code) % _of_offer(values))
        case "budget_waits":
            return _("%(who)s proposes a budget from %(day)s") % _of_offer(values)
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
        case "late_pay":
            words = _(
                "It was promised by %(day)s. Pay it today and mark it as paid, or tell the person yourself when it "
                "will come: a late pay that nobody explains is why good people leave."
            ) % {"day": say.day(date.fromisoformat(str(values["due"])))}
            return say.one_stop(words)
        case "offer_waits" | "offer_declined" | "offer_missed":
            return say.one_stop(_of_answer(signal.reason.code) % _of_offer(values))
        case "budget_waits":
            weeks = int(values["weeks"] or 0)
            words = ngettext(
                "Over its %(weeks)s week the model expects %(gain)s more margin; that it is more at all: %(odds)s.",
                "Over its %(weeks)s weeks the model expects %(gain)s more margin; that it is more at all: %(odds)s.",
                weeks,
            )
            return words % {
                "weeks": say.number(weeks),
                "gain": _short(values["gain"], currency),
                "odds": in_hundred(float(str(values["odds"]))),
            }
        case "imports_waiting":
            return _("Nothing of them is counted until somebody answers.")
    return money_words.say(signal.reason, currency)


def action(signal: Signal) -> str:
    """The button of a signal of ours; a step of money brings its own."""
    if signal.opens == "pay":
        return _("Open the pay period")
    if signal.opens == "agreement":
        return _("Read the agreement")
    if signal.opens == "budget":
        return _("Read the proposal and decide")
    return _("Open the campaign") if signal.opens == "row" else pgettext("button", "Bring files")


def _late_pay(values: Mapping[str, Value]) -> str:
    count, days = int(values["count"] or 0), int(values["days"] or 0)
    found = named(str(values["period"]))
    period = whole(found) if found else str(values["period"])
    if count == 1:
        return ngettext(
            "%(who)s has waited %(days)s day for pay: %(period)s",
            "%(who)s has waited %(days)s days for pay: %(period)s",
            days,
        ) % {"who": values["who"], "days": say.number(days), "period": period}
    return ngettext(
        "%(count)s person waits for late pay: %(period)s", "%(count)s people wait for late pay: %(period)s", count
    ) % {"count": say.number(count), "period": period}


def _offer(code: str) -> str:
    return {
        "offer_waits": _("An agreement on your pay waits for your answer"),
        "offer_declined": _("%(who)s does not agree to the pay offered from %(day)s"),
        "offer_missed": _("%(who)s did not sign the pay offered from %(day)s"),
    }[code]


def _of_answer(code: str) -> str:
    return {
        "offer_waits": _(
            "“%(plan)s” is to hold from %(day)s. Read it, then sign it or say why not: "
            "unsigned on that day, it must be offered anew."
        ),
        "offer_declined": _(
            "The agreement says why. Talk it over and offer it anew; what was agreed before still holds."
        ),
        "offer_missed": _("It pays nothing. Offer it again with a later day; what was agreed before still holds."),
    }[code]


def _of_offer(values: Mapping[str, Value]) -> dict[str, Value]:
    return {**values, "day": say.day(date.fromisoformat(str(values["day"])))}


def _late(values: Mapping[str, Value]) -> str:
    days = int(values["days"] or 0)
    return ngettext(
        "It is %(days)s day behind. Numbers on every page stop where the data stops.",
        "It is %(days)s days behind. Numbers on every page stop where the data stops.",
        days,
    ) % {"days": say.number(days)}


def at_stake(amount: Money) -> str:
    return pgettext("money at stake", "%(amount)s at stake") % {"amount": say.short_money(amount)}


def _short(amount: Value, currency: str) -> str:
    return say.short_money(Money(Decimal(str(amount)), currency))
