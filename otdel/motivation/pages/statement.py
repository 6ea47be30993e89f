"""A published statement put into words: the verdict, its lines, what was asked and answered, what was paid when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.motivation.models import LineState
from otdel.motivation.pages.pay_lines import (
    LineShown,
    Saying,
    TotalShown,
    css_of,
    kind_tag,
    note_of,
    picture_of,
    source_of,
    steps_of,
    title_of,
    why_unknown,
    worth_of,
)
from otdel.motivation.pages.pay_pictures import step_bars
from otdel.motivation.queries.statement import Change, LineView, Paid, Question, StatementView
from otdel.motivation.rules.lines import Kind, Line
from otdel.motivation.wording.numbers import naming
from otdel.scorecard.pages import periods
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.web import format as say
from otdel.web.parts import Fact

CODE = 12  # figures of a hash that people compare by eye


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with its answer in words; `escalate` is the address that takes it to the owner, or empty."""

    asked: str
    words: str
    answer: str
    answered: str
    outcome: str
    tone: str
    escalate: str = ""
    needs_words: bool = False


@dataclass(frozen=True, slots=True)
class ChangeShown:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class StatementShown:
    """All the words of the page; the paper uses the same."""

    title: str
    verdict: SafeString
    lines: tuple[LineShown, ...]
    totals: tuple[TotalShown, ...]
    payments: tuple[str, ...]
    facts: tuple[Fact, ...]
    accepted: str
    deadline: str


def title_of_statement(view: StatementView) -> str:
    return _("Pay for %(period)s") % {"period": periods.whole(view.named)}


def shown(view: StatementView) -> StatementShown:
    saying = Saying(
        currency=view.currency,
        cents=True,
        facts=view.facts.of,
        results=view.results,
        plan=view.plan,
        named=view.named if view.words else None,
        who=view.member.slug,
        called={} if view.words else kpi_names(),
    )
    return StatementShown(
        title=title_of_statement(view),
        verdict=verdict(view, saying),
        lines=_lines(view, saying),
        totals=_totals(view, saying),
        payments=tuple(_payment(one, saying) for one in view.payments),
        facts=_facts(view),
        accepted=_accepted(view),
        deadline=_deadline(view),
    )


def verdict(view: StatementView, saying: Saying) -> SafeString:
    """What was earned, what of it comes when, and what is still open; figures stand out."""
    about = {
        "period": periods.whole(view.named),
        "earned": saying.cash(view.earned),
        "payable": saying.cash(view.payable),
        "day": say.day(view.pay_day, year=False),
        "name": view.member.name,
    }
    strong = {key: format_html("<b>{}</b>" if key != "name" else "{}", value) for key, value in about.items()}
    return mark_safe(" ".join([escape(_earned(view)) % strong, *map(escape, _open(view, saying))]))  # noqa: S308


def _earned(view: StatementView) -> str:
    whole = view.payable == view.earned
    if view.own and whole:
        return _("For %(period)s you earned %(earned)s before tax, to be paid by %(day)s.")
    if view.own:
        return _("For %(period)s you earned %(earned)s before tax; %(payable)s of it is to be paid by %(day)s.")
    if whole:
        return _("For %(period)s %(name)s earned %(earned)s before tax, to be paid by %(day)s.")
    return _("For %(period)s %(name)s earned %(earned)s before tax; %(payable)s of it is to be paid by %(day)s.")


def _paid(days: Sequence[date]) -> str:
    first, last = say.day(min(days), year=False), say.day(max(days), year=False)
    if first == last:
        return pgettext("past", "Paid on %(day)s.") % {"day": last}
    return pgettext("past", "Paid on %(first)s, the rest on %(day)s.") % {"first": first, "day": last}


def _overdue(view: StatementView) -> bool:
    """A part is late after its own day; before anything is approved, all of it after the day of the statement."""
    return view.today > min((one.due for one in view.payments if not one.paid_on), default=view.pay_day)


def _open(view: StatementView, saying: Saying) -> list[str]:
    said = []
    if view.payments and all(one.paid_on for one in view.payments):
        said.append(_paid([one.paid_on for one in view.payments if one.paid_on]))
    elif view.payable > 0 and _overdue(view):
        said.append(_("That day has passed and not all of it is marked as paid."))
    if view.held:
        said.append(_("%(amount)s is held back until results are certain.") % {"amount": saying.cash(view.held)})
    if view.reserved:
        said.append(_("%(amount)s waits for data and is not lost.") % {"amount": saying.cash(view.reserved)})
    count = sum(one.state == LineState.DISPUTED for one in view.lines)
    if count:
        words = ngettext(
            "%(count)s line is questioned; the rest is paid on time.",
            "%(count)s lines are questioned; the rest is paid on time.",
            count,
        )
        said.append(words % {"count": count})
    return said


def _lines(view: StatementView, saying: Saying) -> tuple[LineShown, ...]:
    bars = step_bars([(one.line.amount, css_of(one.line)) for one in view.lines])
    with naming(saying.names):
        return tuple(_line(view, one, saying, bars[place]) for place, one in enumerate(view.lines))


def _line(view: StatementView, one: LineView, saying: Saying, bar: object) -> LineShown:
    line = one.line
    tag, tone, icon = kind_tag(line, one.due)
    if view.words and not tag:
        tag, tone, icon = _state(one.state)
    source, href = source_of(line, saying)
    picture, caption = picture_of(line, saying, _worth(view, line))
    made = LineShown(
        title=title_of(line, saying),
        note=note_of(line, saying) if view.words else "",
        amount=saying.amount_of(line),
        bar=bar,  # type: ignore[arg-type]
        tag=tag,
        tone=tone,
        icon=icon,
        steps=steps_of(line, saying) if view.words else (),
        source=source,
        href=href,
        picture=picture,
        caption=caption,
        answers=tuple(_asked(view, one, each) for each in one.questions),
        changes=changes_of(one, saying) if view.words else (),
        id=one.id,
        key=line.subject or line.code,
        remarks=tuple(_remarks(one, saying)) if view.words else (),
    )
    return _with_acts(view, one, made)


def _worth(view: StatementView, line: Line) -> Decimal | None:
    """What a component was worth at its goal for the days worked; None for other lines."""
    one = next((each for each in view.plan.components if each.kpi == line.subject), None)
    return worth_of(view.plan, one, view.inputs) if one and view.inputs and view.words else None


def _with_acts(view: StatementView, one: LineView, made: LineShown) -> LineShown:
    """What the person can do about a line of their own, or why not; the owner about anybody's that is paid."""
    if view.decides and one.line.kind is Kind.PAID:
        made = replace(made, decide=reverse("motivation:line_decision", args=[one.id]))
    if not view.own or one.state != LineState.OPEN:
        return made
    accept = reverse("motivation:accept_line", args=[one.id])
    if view.may_question:
        return replace(made, ask=reverse("motivation:question", args=[one.id]), accept=accept)
    return replace(made, ask_later=_deadline(view), accept=accept)


def _state(state: str) -> tuple[str, str, str]:
    """Word, tone and icon of a line that was acted on."""
    return {
        LineState.ACCEPTED.value: (pgettext("pay line", "Accepted"), "good", "check"),
        LineState.DISPUTED.value: (pgettext("pay line", "Questioned"), "warn", "message-circle"),
        LineState.SETTLED.value: (pgettext("pay line", "Settled"), "acc", "check"),
    }.get(state, ("", "", ""))


def _remarks(one: LineView, saying: Saying) -> list[str]:
    found = why_unknown(one.line)
    if one.due and one.line.kind.value == "held":
        found.append(_("Released on %(day)s, when results are certain.") % {"day": say.day(one.due)})
    if one.due and one.line.kind.value == "reserved":
        found.append(_("Decided by %(day)s; until then it is neither paid nor lost.") % {"day": say.day(one.due)})
    return found


def changes_of(one: LineView, saying: Saying) -> tuple[ChangeShown, ...]:
    """Where this line comes from, and what was decided about it afterwards."""
    pays = (_from(one.pays),) if one.pays else ()
    return (*pays, *(_afterwards(each, saying) for each in one.later))


def _from(change: Change) -> ChangeShown:
    period = periods.whole(change.period) if change.period else ""
    return ChangeShown(_("It settles a line of %(period)s: open it") % {"period": period}, _href(change))


def _afterwards(change: Change, saying: Saying) -> ChangeShown:
    about = {
        "amount": saying.added(change.amount),
        "name": change.name,
        "day": say.day(change.day),
        "why": change.why or change.what,
        "period": periods.whole(change.period) if change.period else "",
    }
    if change.statement:
        words = _("%(amount)s with the pay for %(period)s: %(why)s (%(name)s, %(day)s)")
        return ChangeShown(words % about, _href(change))
    return ChangeShown(_("%(amount)s with the next pay: %(why)s (%(name)s, %(day)s)") % about, "")


def _href(change: Change) -> str:
    if change.statement is None:
        return ""
    return f"{reverse('motivation:statement', args=[change.statement])}#line-{change.line}"


def _asked(view: StatementView, line: LineView, one: Question) -> QuestionShown:
    outcomes = {
        "corrected": (pgettext("dispute", "Corrected"), "good"),
        "explained": (pgettext("dispute", "Explained"), "acc"),
        "exception": (pgettext("dispute", "Exception granted"), "good"),
    }
    outcome, tone = outcomes.get(one.outcome, (pgettext("dispute", "Waits for an answer"), "warn"))
    if one.answered_at:
        answered = f"{one.answered_name}, {say.day(localdate(one.answered_at))}"
    else:
        words = _("The owner answers by %(day)s.") if one.raised else _("Answered by %(day)s at the latest.")
        answered = words % {"day": say.day(one.answer_by)}
    late = not one.answered_at and view.today > one.answer_by
    again = one.outcome == "explained" and line.state == LineState.SETTLED and one is line.questions[-1]
    again = again and one.raise_until is not None and view.today <= one.raise_until
    may = view.own and not one.raised and (late or again)
    return QuestionShown(
        asked=f"{one.name}, {say.day(localdate(one.opened_at))}",
        words=one.words,
        answer=one.answer,
        answered=answered,
        outcome=outcome,
        tone=tone,
        escalate=reverse("motivation:raise_question", args=[one.id]) if may else "",
        needs_words=again,
    )


def _totals(view: StatementView, saying: Saying) -> tuple[TotalShown, ...]:
    found = [TotalShown(_("Earned in the period, before tax"), saying.cash(view.earned))]
    if view.payable != view.earned:
        if view.held:
            found.append(TotalShown(_("Held back: paid later"), saying.cash(-view.held)))
        if view.reserved:
            found.append(TotalShown(_("Waits for data"), saying.cash(-view.reserved)))
        found.append(TotalShown(_("With this period’s pay"), saying.cash(view.payable)))
    return tuple(found)


def _payment(one: Paid, saying: Saying) -> str:
    about = {"amount": saying.cash(one.amount), "day": say.day(one.paid_on or one.due), "number": one.part}
    if one.paid_on is None:
        return _("Part %(number)s: %(amount)s, approved, to be paid by %(day)s") % about
    if one.reference:
        about["reference"] = one.reference
        return _("Part %(number)s: %(amount)s, paid on %(day)s, payment order %(reference)s") % about
    return _("Part %(number)s: %(amount)s, paid on %(day)s") % about


def _facts(view: StatementView) -> tuple[Fact, ...]:
    rules = _("%(name)s, version %(number)s") % {"name": view.plan_name, "number": view.version}
    found = [Fact(_("Rules"), rules), Fact(_("Pay day"), say.day(view.pay_day))]
    if view.published_at:
        found.append(Fact(_("Published"), say.moment(view.published_at, year=True)))
    if view.checked_at:
        found.append(Fact(_("Checked by"), f"{view.checked_name}, {say.day(localdate(view.checked_at))}"))
    data = _("snapshot %(number)s, program %(program)s") % {"number": view.snapshot, "program": view.program}
    found.append(Fact(_("Data"), data, view.snapshot_digest[:CODE]))
    note = _("The first 12 figures; the ledger keeps all 64.")
    found.append(Fact(_("Code of this statement"), view.digest[:CODE], note))
    return tuple(found)


def _accepted(view: StatementView) -> str:
    if view.accepted_at is None:
        return ""
    return _("Accepted by %(name)s, %(at)s.") % {"name": view.accepted_name, "at": say.moment(view.accepted_at)}


def _deadline(view: StatementView) -> str:
    if view.question_until is None:
        return _("Not published yet: the person does not see it, and lines cannot be questioned.")
    if view.accepted_at is not None or not view.open:
        return _("No line is open to questions any more: each was accepted or questioned.")
    if view.today > view.question_until:
        return _("Lines could be questioned until %(day)s.") % {"day": say.day(view.question_until, year=False)}
    words = _("You can question a line until %(day)s; it is answered within 5 working days.")
    if not view.own:
        words = _("Lines can be questioned until %(day)s; a question is answered within 5 working days.")
    return words % {"day": say.day(view.question_until, year=False)}
