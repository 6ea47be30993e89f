"""Pay periods put into words: one sentence about where a period stands, its row of steps, its tables and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.connectors.writing import Value
from otdel.kit.calendar import Named
from otdel.kit.reason import Reason
from otdel.motivation.models import RunState
from otdel.motivation.queries.runs import Money, NotBegun, PaymentRow, Periods, RunView
from otdel.motivation.wording.library_texts import plan_text
from otdel.motivation.wording.runs import STATES
from otdel.organisation.words import role_title
from otdel.scorecard.pages.periods import begun, whole
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.web import format as say
from otdel.web.parts import Text, Tone
from otdel.web.reasons import say as sentence


@dataclass(frozen=True, slots=True)
class StepCell:
    """A state in the row of steps. `now` marks the one the period stands in."""

    name: Text
    done: bool
    now: bool
    who: str
    when: str


def address(named: Named) -> str:
    return reverse("motivation:period", args=[named.unit, named.period.start.isoformat()])


def money_words(totals: Iterable[Money]) -> str:
    """₴412,300.00, or several currencies one after the other."""
    return ", ".join(say.amount(one.payable, one.currency, 2) for one in totals)


def about(because: Reason) -> str:
    """A line's sentence with the KPI it is about before it, where it has one."""
    kpi = str(because.values.get("kpi") or "")
    name = kpi_names().get(kpi, kpi)
    return f"{name}: {sentence(because)}" if name else sentence(because)


def steps_row(view: RunView) -> list[StepCell]:
    return [
        StepCell(
            STATES[one.state], one.at is not None, one.state == view.state, one.name,
            say.moment(one.at) if one.at else "",
        )
        for one in view.steps
    ]  # fmt: skip


def list_verdict(found: Periods) -> str:
    late = sum(one.late for one in found.runs)
    if late:
        return ngettext(
            "%(count)s payment is late. Pay it first, then tell the person.",
            "%(count)s payments are late. Pay them first, then tell the people.",
            late,
        ) % {"count": late}
    if found.to_begin:
        return _("%(period)s is over and its pay has not begun.") % {"period": whole(found.to_begin[0])}
    if not found.runs:
        return _("No pay period has begun yet. It begins when a period is over and somebody has signed an agreement.")
    first = found.runs[0]
    return _("%(period)s: %(state)s.") % {"period": whole(first.named), "state": str(STATES[first.state]).lower()}


def when_to_begin(named: Named) -> str:
    """November 2026 ends on 30 November; its pay can begin on 1 December."""
    period = named.period
    about = {"period": begun(named), "last": say.day(period.last_day), "first": say.day(period.end)}
    return say.one_stop(_("%(period)s ends on %(last)s; its pay can begin on %(first)s.") % about)


def begin_verdict(found: NotBegun) -> str:
    """What stands in the way of beginning a period, or that nothing does."""
    if not found.agreed:
        return _("Nobody has a signed agreement that is paid for %(period)s, so there is no pay to begin.") % {
            "period": whole(found.named)
        }
    if not found.over:
        return when_to_begin(found.named)
    return _("%(period)s is over and its pay has not begun.") % {"period": begun(found.named)}


def verdict(view: RunView) -> str:
    """Where the period stands and what comes next."""
    return say.one_stop(_stands(view))


def _stands(view: RunView) -> str:
    period = whole(view.named)
    match view.state:
        case RunState.FROZEN:
            return _("The data of %(period)s is frozen. The next step is to calculate it.") % {"period": period}
        case RunState.CALCULATED:
            return _calculated(view, period)
        case RunState.CHECKED:
            return _("%(period)s is checked: nobody sees their statement until it is published.") % {"period": period}
        case RunState.PUBLISHED:
            return _published(view, period)
        case RunState.APPROVED:
            return _approved(view, period)
    return _("%(period)s is paid.") % {"period": period}


def _objected(view: RunView, period: str) -> str:
    words = ngettext(
        "%(period)s: %(count)s statement has an objection. Answer it or calculate again; then it can be checked.",
        "%(period)s: %(count)s statements have objections. Answer them or calculate again; then they can be checked.",
        view.objected,
    )
    return words % {"period": period, "count": view.objected}


def _with_the_owner(view: RunView, period: str) -> str:
    """For whoever objected: nothing is left for them to look at until the owner has answered."""
    words = ngettext(
        "%(period)s is calculated. %(count)s statement has an objection and waits for the owner’s answer.",
        "%(period)s is calculated. %(count)s statements have objections and wait for the owner’s answer.",
        view.objected,
    )
    return words % {"period": period, "count": view.objected}


def _calculated(view: RunView, period: str) -> str:
    if view.objected and view.decides:
        return _objected(view, period)
    if view.objected and view.objected == view.unchecked:
        return _with_the_owner(view, period)
    words = ngettext(
        "%(period)s is calculated. %(count)s statement waits to be checked.",
        "%(period)s is calculated. %(count)s statements wait to be checked.",
        view.unchecked,
    )
    return words % {"period": period, "count": view.unchecked}


def _published(view: RunView, period: str) -> str:
    if not view.questions:
        return _("%(period)s is published and nobody questions a line. Approve it, and it can be paid by %(day)s.") % {
            "period": period, "day": say.day(view.pay_day),
        }  # fmt: skip
    words = ngettext(
        "%(period)s is published. %(count)s line is questioned; everything else can be approved and paid by %(day)s.",
        "%(period)s is published. %(count)s lines are questioned; everything else can be approved and paid by %(day)s.",
        view.questions,
    )
    return words % {"period": period, "count": view.questions, "day": say.day(view.pay_day)}


def _approved(view: RunView, period: str) -> str:
    late = sum(one.late and one.paid_on is None for one in view.payments)
    if late:
        words = ngettext(
            "%(period)s: %(count)s payment is late. Pay it today and tell the person.",
            "%(period)s: %(count)s payments are late. Pay them today and tell the people.",
            late,
        )
        return words % {"period": period, "count": late}
    if not view.payments:  # those who check are not shown payments
        return _("%(period)s is approved and is to be paid by %(day)s.") % {
            "period": period,
            "day": say.day(view.pay_day),
        }
    waiting = sum(one.paid_on is None for one in view.payments)
    words = ngettext(
        "%(period)s is approved. %(count)s payment is to be made by %(day)s.",
        "%(period)s is approved. %(count)s payments are to be made by %(day)s.",
        waiting,
    )
    return words % {"period": period, "count": waiting, "day": say.day(view.pay_day)}


def payment_state(one: PaymentRow) -> tuple[str, Tone]:
    """The word and tone of a payment."""
    if one.paid_on is None:
        return (pgettext("payment", "Late"), "bad") if one.late else (pgettext("payment", "To pay"), "warn")
    return (pgettext("payment", "Paid late"), "warn") if one.late else (pgettext("payment", "Paid"), "good")


def payment_header() -> list[str]:
    """The heads of payment_lines, in the reader's language."""
    return [
        pgettext("file of payments", "Person"),
        pgettext("file of payments", "Role"),
        pgettext("file of payments", "Rule of pay"),
        pgettext("file of payments", "Amount"),
        pgettext("file of payments", "Currency"),
        pgettext("file of payments", "Part"),
        pgettext("file of payments", "To be paid by"),
        pgettext("file of payments", "Approved by"),
        pgettext("file of payments", "Approved on"),
        pgettext("file of payments", "Paid on"),
        pgettext("file of payments", "Payment order"),
    ]


def payment_lines(payments: Sequence[PaymentRow]) -> list[Sequence[Value]]:
    """Rows for the accountant's file, under payment_header(); the role and the rule tell two of one person apart."""
    return [
        (
            one.member.name, role_title(one.role) if one.role else "", plan_text(one.plan), one.amount, one.currency,
            one.part, one.due, one.approved_name, localdate(one.approved_at), one.paid_on, one.reference,
        )
        for one in payments
    ]  # fmt: skip
