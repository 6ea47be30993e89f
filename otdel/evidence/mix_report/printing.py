"""The answer on paper: the channels with their ranges, the move, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.analytics.mix.budget import Move
from otdel.analytics.mix.checking import Fault
from otdel.analytics.mix.findings import Finding
from otdel.analytics.mix.response import Range
from otdel.evidence.mix_report.answer import Answer, Channel
from otdel.evidence.mix_report.verdict import verdict
from otdel.evidence.mix_report.words import Say
from otdel.evidence.terminal.paper import Column, Line, Paper
from otdel.web import format as write

SHOWN_FINDINGS = 6
MOST_DECIMALS = 15
NONE = "·"  # where a number would be nonsense: not zero, and not unknown


def print_faults(paper: Paper, faults: Sequence[Fault], say: Say) -> None:
    """Those that end it first."""
    for fault in sorted(faults, key=lambda one: not one.refuses):
        paper.say(say(fault.reason), mark="- ")


def given_in(answer: Answer) -> str:
    """The weeks the model saw and what it explains."""
    data = answer.mix.data
    count = len(data.starts)
    weeks = ngettext("%(steps)s week", "%(steps)s weeks", count)
    steps = weeks if data.step_days == 7 else ngettext("%(steps)s day", "%(steps)s days", count)
    return _("%(first)s to %(last)s, %(steps)s, target: %(target)s") % {
        "first": write.dense_day(data.starts[0]),
        "last": write.dense_day(data.starts[-1]),
        "steps": steps % {"steps": write.number(count)},
        "target": data.target_name,
    }


def print_answer(paper: Paper, answer: Answer, say: Say) -> None:
    paper.say(verdict(answer))
    paper.say(given_in(answer))
    paper.gap()
    _print_channels(paper, answer)
    paper.gap()
    made = _("All channels together made %(middle)s of the target (8 in 10: %(low)s to %(high)s).")
    share = answer.media_share
    low, middle, high = (write.percent(one, 0) for one in (share.low80, share.median, share.high80))
    paper.say(made % {"low": low, "middle": middle, "high": high})
    if answer.because:
        paper.say(say(answer.because))
    _print_move(paper, answer)
    _print_health(paper, answer.findings, say)
    if answer.faults:
        paper.heading(_("What the model was given"))
        print_faults(paper, answer.faults, say)


def _print_channels(paper: Paper, answer: Answer) -> None:
    columns = [
        Column(pgettext("column", "Channel")),
        Column(pgettext("column", "Spent")),
        Column(pgettext("column", "Back per 1")),
        Column(_("8 in 10")),
        Column(pgettext("column", "The next 1"), 1),
        Column(_("8 in 10"), 2),
        Column(pgettext("column", "Data taught"), 3),
    ]
    paper.table(columns, [Line(_cells(one, answer.mix.data.currency)) for one in answer.channels])


def _cells(channel: Channel, currency: str) -> tuple[str, ...]:
    return (
        channel.name,
        write.amount(channel.spend, currency) if currency else write.number(channel.spend, 0),
        ratio(channel.back.median),
        between(channel.back),
        ratio(channel.next.median) if channel.next else NONE,
        between(channel.next) if channel.next else "",
        write.percent(channel.learned.taught, 0),
    )


def ratio(value: float) -> str:
    """Three figures that matter, two of a small number: 0.0031, 0.42, 1.26, 93.4, 171."""
    size = abs(value)
    if 0 < size < 0.1:
        return write.ratio(value, min(MOST_DECIMALS, 1 - floor(log10(size))))
    return write.ratio(value, 2 if size < 10 else 1 if size < 100 else 0)


def between(spread: Range) -> str:
    return f"{ratio(spread.low80)}–{ratio(spread.high80)}"


def _print_move(paper: Paper, answer: Answer) -> None:
    move = answer.move
    if move is None:
        return
    paper.heading(_("Where the next money goes"))
    currency = answer.mix.data.currency
    columns = [
        Column(pgettext("column", "Channel")),
        Column(_("Now a week")),
        Column(_("Then a week")),
        Column(pgettext("column", "Change")),
    ]
    *lines, total = move_lines(move, currency)
    paper.table(columns, [*map(Line, lines), Line(total, strong=True)])
    paper.say(move_gain(move, currency), indent=2)


def move_lines(move: Move, currency: str) -> list[tuple[str, ...]]:
    """Channel, now, then, change; the last is the total."""
    total = pgettext("all rows together", "Total")
    rows = [(one.channel, one.now, one.to) for one in move.lines] + [(total, move.now, move.budget)]
    return [
        (name, money(now, currency), money(to, currency), write.signed(money(to - now, currency)) if to != now else "=")
        for name, now, to in rows
    ]


def move_gain(move: Move, currency: str) -> str:
    """What it should bring, and how sure that is."""
    if move.stays:
        return _("No move within these limits is better than going on as now.")
    words = ngettext(
        "Expected gain over %(weeks)s week: %(middle)s (8 in 10: %(low)s to %(high)s); better in %(odds)s of cases.",
        "Expected gain over %(weeks)s weeks: %(middle)s (8 in 10: %(low)s to %(high)s); better in %(odds)s of cases.",
        move.weeks,
    )
    gain, unit = move.gain, currency if move.in_money else ""
    low, middle, high = (
        write.amount(one, unit) if unit else write.number(one, 0) for one in (gain.low80, gain.median, gain.high80)
    )
    odds = write.percent(move.odds or 0.0, 0)
    return words % {"weeks": move.weeks, "low": low, "middle": middle, "high": high, "odds": odds}


def money(amount: Decimal, currency: str) -> str:
    return write.amount(amount, currency, 2) if currency else write.ratio(amount, 2)


def _print_health(paper: Paper, findings: Sequence[Finding], say: Say) -> None:
    paper.heading(_("How far to trust it"))
    if not findings:
        paper.say(_("Every check passed."), indent=2)
    for finding in findings[:SHOWN_FINDINGS]:
        steps = " ".join(say(one) for one in finding.do[:1])
        paper.say(f"{say(finding.what)} {say(finding.does)} {steps}".strip(), mark="- ")
    if len(findings) > SHOWN_FINDINGS:
        more = len(findings) - SHOWN_FINDINGS
        words = ngettext("%(count)s more stands in the JSON.", "%(count)s more stand in the JSON.", more)
        paper.say(words % {"count": more}, indent=2)
