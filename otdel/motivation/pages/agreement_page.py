"""The page of an agreement: where it stands in a sentence, and how it was answered."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from otdel.motivation.queries.agreements import AgreementPage, Stands
from otdel.motivation.wording.rule_words import one_stop
from otdel.web import format as say


def verdict(it: AgreementPage, today: date) -> str:
    """What it is and what to do, said to whoever reads it."""
    row = it.row
    about = {
        "name": row.who.name, "start": say.day(row.start), "end": say.day(row.end) if row.end else "",
        "base": say.amount(row.base, row.currency), "variable": say.amount(row.target_variable, row.currency),
    }  # fmt: skip
    return one_stop((_to_the_person() if it.own else _to_the_owner())[row.stands] % about)


def _to_the_person() -> dict[Stands, str]:
    return {
        "waits": _(
            "From %(start)s: %(base)s fixed and %(variable)s variable at the goal. Read it, then sign or say why not."
        ),
        "signed": _("You have agreed: it holds since %(start)s."),
        "to_come": _("You have agreed: it holds from %(start)s."),
        "ended": _("It held from %(start)s until %(end)s."),
        "declined": _("You declined this offer. What was agreed before still holds."),
        "withdrawn": _("This offer was withdrawn. What was agreed before still holds."),
        "missed": _("Nobody signed it before %(start)s, so it pays nothing. Ask for an offer with a later day."),
    }


def _to_the_owner() -> dict[Stands, str]:
    return {
        "waits": _("It waits for %(name)s, who has until %(start)s: then it must be offered anew."),
        "signed": _("%(name)s has agreed: it holds since %(start)s."),
        "to_come": _("%(name)s has agreed: it holds from %(start)s."),
        "ended": _("It held from %(start)s until %(end)s."),
        "declined": _("%(name)s declined. What was agreed before still holds."),
        "withdrawn": _("This offer was withdrawn. What was agreed before still holds."),
        "missed": _("Nobody signed it before %(start)s, so it pays nothing. Offer it again with a later day."),
    }


def answer_of(it: AgreementPage) -> str:
    """Who answered how and when, for the foot of the agreement; empty while it waits."""
    row = it.row
    if row.signed_at:
        about = {"name": it.signed_name, "at": say.moment(row.signed_at, year=True), "hash": it.digest[:12]}
        if row.on_paper:
            return _("%(name)s signed it on paper, %(at)s. The text has the mark %(hash)s.") % about
        return _("%(name)s signed it here, %(at)s. The text has the mark %(hash)s.") % about
    if it.declined_at:
        about = {"name": row.who.name, "at": say.moment(it.declined_at, year=True), "why": it.declined_why}
        return _("%(name)s declined, %(at)s: %(why)s") % about
    if it.withdrawn_at:
        return _("Withdrawn, %(at)s.") % {"at": say.moment(it.withdrawn_at, year=True)}
    return ""
