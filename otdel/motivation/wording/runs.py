"""Words for pay periods: their states, what was refused and what to do, what proving the ledger found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from otdel.kit.calendar import named
from otdel.kit.reason import Value
from otdel.web import format as say

DAYS = ("day", "until")

SENTENCES: dict[str, Any] = {
    "ledger_agreement_changed": _("A signed agreement (%(subject)s) is not what was signed."),
    "ledger_end_missing": _("Lines at the end are missing: the ledger once had %(expected)s, now it has %(number)s."),
    "ledger_entry_changed": _("A decision (%(subject)s) is not what the ledger says of it."),
    "ledger_entry_missing": _("A decision the ledger tells of (%(subject)s) is gone."),
    "ledger_line_changed": _("Line %(number)s was changed after it was written, or the one before it was."),
    "ledger_line_missing": _("Line %(number)s is gone."),
    "ledger_payment_changed": _("A payment (%(subject)s) is not what the ledger says of it."),
    "ledger_payment_missing": _("A payment the ledger tells of (%(subject)s) is gone."),
    "ledger_snapshot_changed": _("The data a period was calculated from (%(subject)s) was changed afterwards."),
    "ledger_statement_changed": _("A published statement (%(subject)s) is not what the ledger says of it."),
    "ledger_tells_nothing": _("A published statement (%(subject)s) is not in the ledger."),
    "ledger_version_changed": _("The text of a pay rule people agreed to (%(subject)s) was changed afterwards."),
    "pay_again_needs_reason": _("Say why it is calculated again: the reason stays beside the new numbers."),
    "pay_entry_amount_wrong": _("Write an amount other than zero with at most two decimals. Nothing was changed."),
    "pay_answer_amount": _(
        "A correction and an exception need an amount, an explanation has none. The question still waits."
    ),
    "pay_answer_unclear": _("Choose an outcome and write the answer: the person reads it. The question still waits."),
    "pay_clawback_done": _("As much as the rule lets be taken back of that period was taken back already."),
    "pay_clawback_not_variable": _(
        "Only variable pay can be taken back: choose the line it was paid by. Fixed pay, draws and decisions stay."
    ),
    "pay_clawback_too_late": _("The rule allows taking back within %(days)s days of the period’s end. They are over."),
    "pay_clawback_too_much": _(
        "With what was taken back already, that is more than the rule lets be taken of that period. Nothing changed."
    ),
    "pay_day_before_approval": _("It was approved on %(day)s: the day of payment cannot be earlier."),
    "pay_day_to_come": _("%(day)s is still to come. Mark it as paid when it is."),
    "pay_entry_booked_elsewhere": _(
        "Something decided for %(name)s was paid by another period meanwhile. Calculate again, then publish."
    ),
    "pay_entry_decided": _("That was decided already. Nothing was changed."),
    "pay_entry_needs_reason": _("Say why: the person reads it beside the amount."),
    "pay_extra_not_promised": _(
        "The plan in force on %(day)s promises no such extra (%(extra)s), or the day is to come. Nothing was changed."
    ),
    "pay_kpi_not_covered": _("The data covers only part of the period, so the number cannot be paid by yet."),
    "pay_kpi_not_stored": _("No value was stored for the period."),
    "pay_line_not_open": _("This line was accepted, or is questioned already. Nothing was changed."),
    "pay_measure_unknown": _("There is no measure “%(measure)s”."),
    "pay_no_clawback": _("The plan says nothing of taking back, so nothing can be taken back."),
    "pay_nobody_agreed": _(
        "Nobody has a signed agreement that pays for %(period)s. Offer agreements first; nothing was begun."
    ),
    "pay_nothing_to_correct": _("The newest calculation of %(period)s says the same as the published one."),
    "pay_objection_answered": _("No objection to this statement waits for an answer. Nothing was changed."),
    "pay_objection_made": _("%(name)s has objected to this statement already. It waits for the owner’s answer."),
    "pay_objection_needs_answer": _("Write the answer: whoever objected reads it. The objection still waits."),
    "pay_objection_needs_words": _("Write what is wrong with the statement, so that it can be put right."),
    "pay_objection_open": _(
        "%(name)s objects to the statement of %(person)s. Answer it on this page, or calculate again. Nothing changed."
    ),
    "pay_paid_already": _("It was marked as paid on %(day)s by %(name)s. Nothing was changed."),
    "pay_period_begun": _("%(period)s has begun already. Nothing was begun twice."),
    "pay_period_is_elsewhere": _(
        "This step was taken already, or it is too early for it: see the row of steps. Nothing was done twice."
    ),
    "pay_period_unknown": _("Pay is by the month or by the quarter."),
    "pay_question_answered": _("%(name)s has answered it already."),
    "pay_question_final": _("The owner has decided this question. Nothing was changed."),
    "pay_question_needs_words": _("Write what is wrong with the line, so that somebody can answer."),
    "pay_question_too_late": _("Lines can be questioned until %(until)s. Talk to whoever you report to."),
    "pay_release_unclear": _(
        "What is lost lies between zero and the whole part held back, and a loss needs a reason. Nothing was changed."
    ),
    "pay_reserve_outside": _("Decide on an amount from zero to what is reserved. Nothing was changed."),
    "pay_snapshot_changed": _(
        "Snapshot %(number)s is not what its hash says: its data was changed. Calculate again from fresh data."
    ),
    "pay_statement_replaced": _("It was calculated again meanwhile. Check the new statement."),
}

STATES: dict[str, Any] = {
    "frozen": pgettext_lazy("pay period", "Data frozen"),
    "calculated": pgettext_lazy("pay period", "Calculated"),
    "checked": pgettext_lazy("pay period", "Checked"),
    "published": pgettext_lazy("pay period", "Published"),
    "approved": pgettext_lazy("pay period", "Approved"),
    "paid": pgettext_lazy("pay period", "Paid"),
}

VERBS: dict[str, Any] = {
    "agreed": pgettext_lazy("ledger", "agreed"),
    "approved": pgettext_lazy("ledger", "approved for payment"),
    "corrected": pgettext_lazy("ledger", "decided"),
    "paid": pgettext_lazy("ledger", "paid"),
    "published": pgettext_lazy("ledger", "published"),
}

ENTRIES: dict[str, Any] = {
    "extra": pgettext_lazy("pay entry", "Extra"),
    "correction": pgettext_lazy("pay entry", "Correction"),
    "clawback": pgettext_lazy("pay entry", "Taken back"),
    "release": pgettext_lazy("pay entry", "Released"),
    "reserve": pgettext_lazy("pay entry", "Reserve decided"),
}


def entry_word(kind: str, amount: Decimal) -> str:
    """What was decided, in a word or two: of a part all of which is lost, nothing was released."""
    if kind == "release" and not amount:
        return pgettext("pay entry", "Not released")
    return str(ENTRIES[kind])


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """A function for each sentence that puts days and periods in as people say them."""
    return {code: _filled(text) for code, text in SENTENCES.items()}


def _filled(text: Any) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: str(text) % {name: _said(name, value) for name, value in values.items()}


def _said(name: str, value: Value) -> Value:
    if not isinstance(value, str) or not value:
        return value
    from otdel.scorecard.pages.periods import whole  # pages stand above words

    if name == "period" and (found := named(value)):
        return whole(found)
    return say.day(date.fromisoformat(value)) if name in DAYS else value
