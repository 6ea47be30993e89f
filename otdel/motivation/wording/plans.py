"""Why a plan or an agreement was not written, approved, offered or signed, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from otdel.kit.reason import Value
from otdel.web import format as say

DAYS = ("start", "next", "today", "offered")

SENTENCES: dict[str, Any] = {
    "pay_starts_inside": _(
        "Pay does not change inside a period. %(start)s and %(next)s are first days; choose one still to come. "
        "Nothing was changed."
    ),
    "pay_started_already": _(
        "The period of %(start)s has started, and pay never changes inside a started period. The earliest day is "
        "%(next)s. Nothing was changed."
    ),
    "pay_start_is_past": _(
        "%(start)s is past: people agree before they begin. Choose today, %(today)s, or a later day. "
        "Nothing was changed."
    ),
    "pay_plan_nameless": _("Give the plan a name that people know it by. Nothing was saved."),
    "pay_plan_code_taken": _(
        "There is a plan with the code “%(taken)s” already. Give this one another code, or write a new version of that "
        "plan. Nothing was saved."
    ),
    "pay_role_unknown": _(
        "The company has no role with the code “%(role)s”. The roles are listed on the Team page. Nothing was saved."
    ),
    "pay_draft_waits": _(
        "“%(plan)s” has a draft already. Change that one, or put it aside first. Nothing was changed."
    ),
    "pay_version_stands": _(
        "Version %(number)s is no draft any more, and what was approved never changes. Write a new version. "
        "Nothing was changed."
    ),
    "pay_draft_changed": _(
        "%(name)s changed this draft while you had it open. Read it as it is now, then decide. Nothing was changed."
    ),
    "pay_approved_already": _("Version %(number)s is approved already. Nothing more was done."),
    "pay_later_stands": _(
        "Version %(number)s is approved from %(start)s on. A version before it cannot begin then: choose "
        "a later day, or withdraw that version. Nothing was changed."
    ),
    "pay_plan_unchecked": _(
        "This text was not checked yet. Press “Check the plan”: it is tried on your own history, and then it can be "
        "approved. Nothing was changed."
    ),
    "pay_version_withdrawn": _("Version %(number)s is withdrawn. Nothing was changed."),
    "pay_version_agreed": _(
        "People have version %(number)s in their agreements, so it stays. Write a new version, or withdraw the offers "
        "first. Nothing was changed."
    ),
    "pay_offer_of_draft": _("Version %(number)s is not approved, so nobody can be offered it. Approve it first."),
    "pay_amount_wrong": _("The amounts must be zero or more, and small enough to be true. Nothing was offered."),
    "pay_offer_outside": _(
        "Version %(number)s begins on %(start)s, and a later version may end it. The agreement must begin while it "
        "holds. Nothing was offered."
    ),
    "pay_offer_without_role": _(
        "%(name)s does not hold this role on %(start)s. Choose a day of their work in it, or change who holds it on "
        "the Team page. Nothing was offered."
    ),
    "pay_offer_waits": _(
        "%(name)s has an offer that waits for an answer. Withdraw it before you make another. Nothing was offered."
    ),
    "pay_lower_needs_version": _(
        "This is less than was agreed under version %(number)s. Less pay needs a new version of the plan, and a "
        "signature before its first day. Nothing was offered."
    ),
    "pay_agreement_changed": _("These are not the words you were shown. Read the agreement again. Nothing was signed."),
    "pay_agreement_settled": _("This agreement was answered or withdrawn already. Nothing was changed."),
    "pay_signed_late": _(
        "It was to begin on %(start)s, and pay is agreed before its first day. Ask for an offer with a later day. What "
        "was agreed before still holds. Nothing was signed."
    ),
    "pay_paper_day_wrong": _("The day of the paper lies between the offer, %(offered)s, and today. Nothing was noted."),
    "pay_decline_unsaid": _("Say why: it is the first thing the owner will ask. Nothing was sent."),
    "pay_agreement_not_running": _("This agreement is not signed, or ends earlier. Nothing was changed."),
    "pay_end_before_start": _("It begins on %(start)s, so it cannot end by then. Nothing was changed."),
}


def _errors(values: Mapping[str, Value]) -> str:
    count = int(values["count"] or 0)
    text = ngettext(
        "The check found %(count)s error to be mended before people are paid by this plan. Nothing was changed.",
        "The check found %(count)s errors to be mended before people are paid by this plan. Nothing was changed.",
        count,
    )
    return text % {"count": count}


COUNTED: dict[str, Callable[[Mapping[str, Value]], str]] = {"pay_plan_has_errors": _errors}


def with_days(text: Any, values: Mapping[str, Value]) -> str:
    """The sentence with its days written out."""
    return one_stop(text % {name: _day(str(one)) if name in DAYS and one else one for name, one in values.items()})


def one_stop(text: str) -> str:
    """A sentence that ends with a day of a year ends once: in Ukrainian and Russian the year has a stop of its own."""
    return text.replace("..", ".")


def _day(text: str) -> str:
    return say.day(date.fromisoformat(text))


def words() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """By code, for the registry of reasons."""
    return {**{code: _of(text) for code, text in SENTENCES.items()}, **COUNTED}


def _of(text: Any) -> Callable[[Mapping[str, Value]], str]:
    return lambda values: with_days(text, values)
