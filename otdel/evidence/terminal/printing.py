"""The answer on paper: files, verdict, channels, what cannot be shown, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.connectors.contract import Rejected, TotalCheck
from otdel.evidence import wording
from otdel.evidence.queries import Kind, MoneyAnswer, Range, Row
from otdel.evidence.terminal.files import Told
from otdel.evidence.terminal.paper import Column, Line, Paper
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.measurement import wording as reading_words
from otdel.measurement.names import report_title, source_name
from otdel.web import format as write

SHOWN_REJECTS = 3
SHOWN_CAMPAIGNS = 8
NOTHING = "·"  # where a number would be nonsense: not zero, and not unknown


def print_files(paper: Paper, told: Sequence[Told]) -> None:
    for one in told:
        _print_file(paper, one)


def _print_file(paper: Paper, told: Told) -> None:
    paper.heading(told.name)
    found = told.understood
    if told.same_as:
        paper.say(_("The same content as %(name)s, so it counts once.") % {"name": told.same_as}, indent=2)
        return
    if found.refused:
        paper.say(reading_words.say(found.refused), indent=2)
        return
    if found.questions:
        paper.say(_("Waits for an answer, so it is not counted yet."), indent=2)
        return
    paper.say(understood_as(told), indent=2)
    for note in found.notes:
        paper.say(reading_words.say(note), indent=2)
    _print_rejects(paper, found.rejected)
    for check in found.checks:
        paper.say(check_sentence(check), indent=2, mark="" if check.agrees else "! ")


def understood_as(told: Told) -> str:
    found = told.understood
    rows = ngettext("%(count)s row", "%(count)s rows", told.rows) % {"count": write.number(told.rows)}
    parts = [report_title(found.report), days_of(found.period), rows]
    return " · ".join(part for part in parts if part)


def days_of(period: Period | None) -> str:
    return write.day_range(period) if period else ""


def _print_rejects(paper: Paper, rejected: Sequence[Rejected]) -> None:
    if not rejected:
        return
    count = len(rejected)
    words = ngettext("%(count)s row was set aside:", "%(count)s rows were set aside:", count)
    paper.say(words % {"count": write.number(count)}, indent=2)
    for one in rejected[:SHOWN_REJECTS]:
        paper.say(f"{place_of(one)}: {reading_words.say(one.reason)}", indent=4)
    if count > SHOWN_REJECTS:
        paper.say(_("and %(count)s more") % {"count": write.number(count - SHOWN_REJECTS)}, indent=4)


def place_of(one: Rejected) -> str:
    """Row 17, Cost; with the sheet when there is one."""
    row = _("row %(row)s") % {"row": one.row}
    return ", ".join(part for part in (one.sheet, row, one.column) if part)


def check_sentence(check: TotalCheck) -> str:
    values = {
        "column": check.column,
        "ours": write.number(check.ours, 6),
        "theirs": write.number(check.theirs, 6),
        "row": check.row,
    }
    if check.agrees and check.ours != check.theirs:
        words = _(
            "The file’s own total agrees to the rounding: %(column)s %(theirs)s (row %(row)s), "
            "its rows add up to %(ours)s."
        )
        return words % values
    if check.agrees:
        return _("The file’s own total agrees: %(column)s %(theirs)s (row %(row)s).") % values
    return (
        _("The file’s own total of %(column)s is %(theirs)s (row %(row)s), and its rows add up to %(ours)s.") % values
    )


def print_answer(paper: Paper, answer: MoneyAnswer) -> None:
    paper.gap()
    paper.say(wording.verdict_text(answer))
    if answer.total.sums.spend.amount > 0 or answer.total.sums.deals or answer.total.sums.leads:
        _print_channels(paper, answer)
    _print_outcomes(paper, answer)
    _print_unshown(paper, answer)
    _print_platform(paper, answer)
    _print_steps(paper, answer)
    _print_basis(paper, answer)


def _print_channels(paper: Paper, answer: MoneyAnswer) -> None:
    paper.heading(_("Channels and campaigns"))
    columns = [
        Column(pgettext("column", "Channel")),
        Column(pgettext("column", "Spent")),
        Column(pgettext("column", "Margin"), 2),
        Column(pgettext("column", "Back per 1"), 1),
        Column(pgettext("column", "Revenue"), 3),
        Column(pgettext("column", "Leads"), 5),
        Column(pgettext("column", "Sales"), 4),
        Column(pgettext("column", "New customer costs"), 7),
        Column(pgettext("column", "What came of it"), 6, right=False),
    ]
    lines: list[Line] = []
    for row in answer.channels:
        lines.append(Line(cells(row), strong=True))
        lines += [Line(cells(inner), indent=2) for inner in row.rows[:SHOWN_CAMPAIGNS]]
        if len(row.rows) > SHOWN_CAMPAIGNS:
            more = _("and %(count)s more") % {"count": write.number(len(row.rows) - SHOWN_CAMPAIGNS)}
            lines.append(Line((more, *([""] * (len(columns) - 1))), indent=2))
    lines.append(Line(cells(answer.total), strong=True))
    told = [place for place in range(len(columns)) if place < 2 or any(_tells(line.cells[place]) for line in lines)]
    kept = [Line(tuple(line.cells[place] for place in told), line.strong, line.indent) for line in lines]
    paper.table([columns[place] for place in told], kept)


def _tells(cell: str) -> bool:
    """False for what says nothing; a column of nothing else is left out."""
    return cell not in ("", "0", "?", NOTHING)


def cells(row: Row) -> tuple[str, ...]:
    sums = row.sums
    spent = sums.spend.amount != 0
    return (
        row_name(row),
        write.money(sums.spend) if spent else NOTHING,
        known(row.margin) if sums.deals else NOTHING,
        back_words(row) if spent else NOTHING,
        write.money(sums.revenue) if sums.deals else NOTHING,
        write.number(sums.leads),
        write.number(sums.deals),
        known(row.cac) if spent and sums.customers else NOTHING,
        outcome_words(row) if spent else "",
    )


def row_name(row: Row) -> str:
    match row.kind:
        case Kind.CAMPAIGN:
            return row.campaign or row.campaign_id or source_name(row.source)
        case Kind.NO_CAMPAIGN:
            return _("Campaign not known")
        case Kind.TOTAL:
            return pgettext("all rows together", "Total")
    return wording.channel(row.channel)


def known(value: Money | NoData) -> str:
    return write.money(value) if isinstance(value, Money) else "?"


def back_words(row: Row) -> str:
    if not isinstance(row.back, Range):
        return "?"
    low, high = write.ratio(row.back.low), write.ratio(row.back.high)
    return low if low == high else f"{low}–{high}"


def outcome_words(row: Row) -> str:
    """The largest part of the spend: "Paid back 63%"."""
    parts = {name: getattr(row.outcome, name).amount for name in ("paid_back", "on_its_way", "did_not", "cannot")}
    name = max(parts, key=lambda one: parts[one])
    return f"{wording.outcome_name(name)} {write.percent(parts[name] / row.sums.spend.amount, 0)}"


def _print_outcomes(paper: Paper, answer: MoneyAnswer) -> None:
    spend = answer.total.sums.spend.amount
    if spend <= 0 or answer.total.outcome.cannot.amount == spend:
        return
    paper.heading(_("Where the money is"))
    columns = [Column(""), Column(""), Column(""), Column("", right=False)]
    lines = []
    for name in ("paid_back", "on_its_way", "did_not", "cannot"):
        amount: Money = getattr(answer.total.outcome, name)
        share = amount.amount / spend
        bar = "█" * int(share * 30 + Decimal("0.5"))
        lines.append(Line((wording.outcome_name(name), write.money(amount), write.percent(share, 0), bar)))
    paper.table(columns, lines)


def _print_unshown(paper: Paper, answer: MoneyAnswer) -> None:
    reasons = answer.total.outcome.because
    if not (reasons or answer.warnings or answer.troubles):
        return
    paper.heading(_("What can’t be shown, and why"))
    for reason in reasons:
        amount = write.money(Money(Decimal(str(reason.values["amount"])), answer.currency))
        paper.say(f"{amount}: {wording.say(reason, answer.currency)}", indent=2)
    for trouble in answer.troubles:
        paper.say(
            f"{write.money(trouble.amount)} ({source_name(trouble.source)}): {wording.say(trouble.reason)}", indent=2
        )
    for warning in answer.warnings:
        paper.say(wording.say(warning, answer.currency), indent=2)


def _print_platform(paper: Paper, answer: MoneyAnswer) -> None:
    claimed = [row for row in answer.channels if not isinstance(row.platform.conversions, NoData)]
    if not claimed:
        return
    paper.heading(_("The platforms’ own word (not added to anything above)"))
    columns = [
        Column(pgettext("column", "Channel")),
        Column(pgettext("column", "Conversions they claim")),
        Column(pgettext("column", "Value they claim"), 1),
        Column(pgettext("column", "Sales we know of")),
    ]
    lines = [
        Line(
            (
                row_name(row),
                write.number(row.platform.conversions),
                known(row.platform.value),
                write.number(row.sums.deals),
            )
        )
        for row in claimed
    ]
    paper.table(columns, lines)


def _print_steps(paper: Paper, answer: MoneyAnswer) -> None:
    if answer.next_steps:
        paper.heading(_("What to do next"))
        for number, step in enumerate(answer.next_steps, start=1):
            paper.say(wording.say(step, answer.currency), indent=2, mark=f"{number}. ")


def _print_basis(paper: Paper, answer: MoneyAnswer) -> None:
    """What the numbers stand on: model, days, how sales were traced."""
    if not any(one.deals or one.leads for one in answer.matches):
        return
    paper.heading(_("How it was counted"))
    paper.say(f"{wording.model_name(answer.model)}. {wording.definition(f'basis_{answer.basis}')}", indent=2)
    paper.say(f"{wording.number_name('back')}: {wording.definition('back')}", indent=2)
    traced = [match for match in answer.matches if match.deals or match.leads]
    if traced:
        steps = ", ".join(f"{wording.step_name(one.step)} {write.number(one.deals or one.leads)}" for one in traced)
        if any(one.deals for one in traced):
            paper.say(_("How sales were traced: %(steps)s.") % {"steps": steps}, indent=2)
        else:
            paper.say(_("How leads were traced: %(steps)s.") % {"steps": steps}, indent=2)
