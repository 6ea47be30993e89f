"""Decisions about pay put into words: the extras there are, and one published line with what may be done about it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.kit.reason import Reason
from otdel.motivation.pages.pay_lines import Saying, title_of
from otdel.motivation.queries.deciding import ExtraRow, LineToDecide, ToGrant
from otdel.motivation.wording.library_texts import plan_text
from otdel.motivation.wording.runs import entry_word
from otdel.scorecard.pages.periods import whole
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.web import format as say
from otdel.web.reasons import say as sentence


def choices(found: ToGrant) -> list[tuple[str, str]]:
    """Each extra by person, with what it pays."""
    return [(f"{one.agreement}:{one.code}", _choice(one)) for one in found.extras]


def _choice(one: ExtraRow) -> str:
    return f"{one.member.name}: {one.what}, {say.amount(one.amount, one.currency, 2)}"


def grant_verdict(found: ToGrant) -> str:
    if not found.extras:
        return _("No agreement in force promises an extra, so there is none to grant.")
    return ngettext(
        "%(count)s extra is promised by agreements in force. What you grant is paid by the next statement.",
        "%(count)s extras are promised by agreements in force. What you grant is paid by the next statement.",
        len(found.extras),
    ) % {"count": len(found.extras)}


def line_title(one: LineToDecide) -> str:
    """What the line is for, in a few words."""
    if name := kpi_names().get(one.line.subject):
        return name
    return title_of(one.line, Saying(one.currency, cents=True))


def line_verdict(one: LineToDecide) -> str:
    words = _("%(amount)s stays as %(name)s was told it. What you decide is a dated line of the next statement.")
    return words % {"amount": say.amount(one.line.amount, one.currency, 2), "name": one.member.name}


def room_words(one: LineToDecide) -> str:
    """How much may be taken back until when, or why nothing may."""
    if isinstance(one.room, Reason):
        return sentence(one.room)
    words = _(
        "Of %(period)s up to %(left)s more may be taken back until %(day)s, for “%(trigger)s”. It comes off variable "
        "pay only; what one period’s variable does not cover waits for the next."
    )
    return words % {
        "trigger": plan_text(one.room.trigger),
        "day": say.day(one.room.last),
        "left": say.amount(one.room.left, one.currency, 2),
        "period": whole(one.named),
    }


def decided_words(one: LineToDecide) -> list[str]:
    """What was decided about the line before."""
    return [
        _("%(what)s: %(amount)s, %(name)s, %(day)s. %(why)s")
        % {
            "what": entry_word(each.kind, each.amount),
            "amount": say.signed(say.amount(each.amount, one.currency, 2)),
            "name": each.name, "day": say.day(each.day), "why": each.why,
        }
        for each in one.decided
    ]  # fmt: skip
