"""Proposed budgets: what each moves, what it should bring, who decided and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.evidence.models import ProposalState
from otdel.evidence.pages.mix import figures
from otdel.evidence.pages.mix.tabs import tabs
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.mix_proposals import BudgetLine, ProposalLine
from otdel.evidence.wording.mix_budget import budget_words
from otdel.kit.period import Period
from otdel.measurement.channel_names import channel_name
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Fact, Link, Row, Table, Tone

TONES: dict[str, Tone] = {
    ProposalState.PROPOSED: "acc",
    ProposalState.ACCEPTED: "good",
    ProposalState.DECLINED: "bad",
    ProposalState.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class ProposalShown:
    id: int
    href: str
    title: str
    state: str
    tone: Tone
    gain: str
    odds: str
    who: str


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    tabs: list[Link]
    verdict: SafeString
    proposals: list[ProposalShown]
    scenario: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What another accepted budget of the same weeks means for this one, and the way to it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal with its evidence as it stood when it was made."""

    id: int
    title: str
    crumbs: tuple[Link, ...]
    verdict: SafeString
    state: str
    tone: Tone
    facts: list[Fact]
    table: Table
    why: str
    who: str
    decided: str
    decided_why: str
    tasks: list[Link]
    may_decide: bool
    may_withdraw: bool
    model: str
    others: list[Noted]


def page(found: Sequence[ProposalLine]) -> ProposalsPage:
    return ProposalsPage(
        tabs("proposals"), verdict(found), [_shown(one) for one in found], reverse("evidence:mix_scenario")
    )


def verdict(found: Sequence[ProposalLine]) -> SafeString:
    waiting = sum(one.state == ProposalState.PROPOSED for one in found)
    if not found:
        return figures.bold(_("No budget has been proposed from the model yet. Try a scenario, then propose it."))
    if not waiting:
        return figures.bold(_("No proposed budget waits for a decision."))
    words = ngettext(
        "%(count)s proposed budget waits for the owner’s decision.",
        "%(count)s proposed budgets wait for the owner’s decision.",
        waiting,
    )
    return figures.bold(words, count=say.number(waiting))


def one(found: ProposalLine, accepted: Sequence[ProposalLine]) -> ProposalPage:
    """`accepted` are all accepted ones, this one among them or not."""
    title = title_of(found)
    state = str(ProposalState(found.state).label)
    decided = _("%(name)s, %(moment)s")
    return ProposalPage(
        id=found.id,
        title=title,
        crumbs=(Link(pgettext("view of the mix model", "Proposals"), reverse("evidence:proposals")), Link(title, "")),
        verdict=sentence(found),
        state=state,
        tone=TONES[found.state],
        facts=facts(found),
        table=table(found),
        why=found.why,
        who=decided % {"name": found.name, "moment": say.moment(found.at, year=True)},
        decided=decided % {"name": found.decided_name, "moment": say.moment(found.decided_at, year=True)}
        if found.decided_at else "",
        decided_why=found.decided_why,
        tasks=[
            Link(f"{task.title} · {task.owner} · {say.short_day(task.due)}", reverse("planning:task", args=[task.id]))
            for task in found.tasks
        ],
        may_decide=found.may_decide,
        may_withdraw=found.may_withdraw,
        model=reverse("evidence:mix_model"),
        others=noted(found, accepted),
    )  # fmt: skip


def sentence(found: ProposalLine) -> SafeString:
    about = {
        "weekly": say.money(found.weekly), "weeks": figures.weeks(found.weeks), "day": say.day(found.start),
        "gain": say.short_money(found.gain), "odds": figures.chances(float(found.odds)),
    }  # fmt: skip
    words = _(
        "Spend %(weekly)s a week for %(weeks)s from %(day)s, divided as below. It should bring %(gain)s more margin "
        "than going on as before: %(odds)s it is better."
    )
    return figures.bold(words, **about)


def noted(found: ProposalLine, accepted: Sequence[ProposalLine]) -> list[Noted]:
    """Another budget for the same weeks: what accepting this would replace, or what replaced it."""
    same = [one for one in accepted if one.id != found.id and one.start < found.end and found.start < one.end]
    if found.state == ProposalState.PROPOSED:
        words = _("A budget for these weeks was accepted already, from %(day)s. If you accept this one, it takes its "
                  "place from %(start)s.")  # fmt: skip
        about = [(one, {"day": say.day(one.start), "start": say.day(found.start)}) for one in same]
    elif found.state == ProposalState.ACCEPTED and found.decided_at:
        words = _("Another budget was accepted later and takes the place of this one from %(start)s.")
        later = [one for one in same if one.decided_at and one.decided_at > found.decided_at]
        about = [(one, {"start": say.day(max(one.start, found.start))}) for one in later]
    else:
        return []
    return [Noted(say.one_stop(words % values), reverse("evidence:proposal", args=[one.id])) for one, values in about]


def facts(found: ProposalLine) -> list[Fact]:
    days = Period(found.start, found.start + timedelta(weeks=found.weeks))
    return [
        Fact(_("Margin more than as before"), say.signed(say.short_money(found.gain)),
             figures.eight(say.short_money(found.gain_low), say.short_money(found.gain_high))),
        Fact(_("Chance that it is better"), _("%(count)s in 100") % {"count": figures.sure(float(found.odds))},
             _("cautious: best in the worst fifth") if found.cautious else _("most on average")),
        Fact(_("Spend a week"), say.money(found.weekly), say.day_range(days)),
        Fact(_("Rests on"), _("Mix model %(id)s") % {"id": found.fit}, _("as it stood on that day")),
    ]  # fmt: skip


def table(found: ProposalLine) -> Table:
    """Money a week by channel with the evidence of that day; the sum is the budget exactly."""
    columns = (
        Column(pgettext("column", "Channel")), Column(_("Before"), "number"), Column(_("Proposed"), "number"),
        Column(pgettext("column", "Change"), "number"), Column(_("Back per 1"), "number"),
        Column(_("Next 1 before"), "number"),
        Column(_("Evidence")), Column(_("Why")),
    )  # fmt: skip
    before = sum((line.before for line in found.lines[1:]), found.lines[0].before)
    whole: Row = (
        pgettext("all rows together", "Total"), say.money(before), say.money(found.weekly), "", "", "", "", ""
    )  # fmt: skip
    return Table(_("Spend a week by channel"), columns, [_row(line) for line in found.lines], whole)


def title_of(found: ProposalLine) -> str:
    return _("Budget from %(day)s for %(weeks)s") % {"day": say.day(found.start), "weeks": figures.weeks(found.weeks)}


def _row(line: BudgetLine) -> Row:
    change = line.after - line.before
    tone: Tone = "good" if change.amount > 0 else "bad" if change.amount < 0 else ""
    words = say.signed(say.money(change)) if abs(change.amount) >= 1 else _("as now")
    return (
        Cell(channel_name(line.channel), reverse("evidence:mix_channel", args=[line.channel])),
        say.money(line.before),
        say.money(line.after),
        Cell(words, tone=tone if abs(change.amount) >= 1 else ""),
        _ratio(line.back),
        _ratio(line.next_back) if line.before.amount else _("no spend lately"),
        line.grade,
        budget_words(line.why, line.after.currency) if line.why else "",
    )


def _ratio(spread: Spread | None) -> Cell | str:
    return (
        Cell(say.ratio(spread.middle), note=figures.between(say.ratio(spread.low), say.ratio(spread.high)))
        if spread
        else ""
    )


def _shown(found: ProposalLine) -> ProposalShown:
    return ProposalShown(
        id=found.id,
        href=reverse("evidence:proposal", args=[found.id]),
        title=title_of(found),
        state=str(ProposalState(found.state).label),
        tone=TONES[found.state],
        gain=say.signed(say.short_money(found.gain)),
        odds=figures.chances(float(found.odds)),
        who=_("%(name)s, %(moment)s") % {"name": found.name, "moment": say.moment(found.at, year=True)},
    )
