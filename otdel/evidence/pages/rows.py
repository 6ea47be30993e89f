"""Channels and campaigns as lines of a table, every figure leading one step further down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.evidence import wording
from otdel.evidence.asked import Asked
from otdel.evidence.pages import links
from otdel.evidence.queries import Kind, MoneyAnswer, Range, Row
from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.measurement.channel_names import channel_name
from otdel.measurement.names import source_name
from otdel.web import charts
from otdel.web import format as say
from otdel.web.reasons import say as words_of

TOP = Decimal(3)  # where the axis of ranges ends


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the channels or campaigns table, ready to be written."""

    name: str
    note: str
    href: str
    spend: str
    spend_href: str
    margin: str
    margin_note: str
    deals: str
    deals_href: str
    back: str
    back_note: str
    picture: SafeString | str
    cac: str
    cac_note: str
    grade: str
    change: str
    change_tone: str
    outcome: str  # the largest part of its spend, said
    outcome_tone: str


def lines(rows: Iterable[Row], answer: MoneyAnswer, asked: Asked) -> list[Line]:
    return [line(row, answer, asked) for row in rows]


def line(row: Row, answer: MoneyAnswer, asked: Asked) -> Line:
    words, tone = outcome_tag(row)
    key = "" if row.kind is Kind.TOTAL else row.key
    return Line(
        name=name_of(row),
        note=note_of(row),
        href=links.of_row(asked, row) if row.kind is not Kind.TOTAL else "",
        spend=say.money(row.sums.spend),
        spend_href=links.of_spend_rows(asked, key) if row.sums.spend.amount else "",
        margin=known_money(seen_margin(row)),
        margin_note=_why(row.margin),
        deals=say.number(row.sums.deals),
        deals_href=links.of_deals(asked, key) if row.sums.deals else "",
        back=back_words(row.back),
        back_note=_why(row.back),
        picture=picture(row),
        cac=known_money(row.cac),
        cac_note=_why(row.cac),
        grade=row.grade.value,
        change=change(row),
        change_tone="",
        outcome=words,
        outcome_tone=tone,
    )


def name_of(row: Row) -> str:
    match row.kind:
        case Kind.CAMPAIGN:
            return row.campaign or _("Campaign %(id)s") % {"id": row.campaign_id}
        case Kind.NO_CAMPAIGN:
            return _("Campaign not known")
        case Kind.TOTAL:
            return pgettext("all rows together", "Total")
    return channel_name(row.channel)


def note_of(row: Row) -> str:
    """Under a campaign: the system it runs in; under the total: what its return leaves out."""
    if row.kind is Kind.CAMPAIGN:
        return " · ".join(part for part in (source_name(row.source), row.account) if part)
    return _("its return counts only channels with spend") if row.kind is Kind.TOTAL else ""


def seen_margin(row: Row) -> Money | NoData:
    """The margin, unless nothing here could be traced: then no sale was seen, which is not a margin of nothing."""
    untraced = isinstance(row.back, NoData) and row.back.reason.code == "no_trace"
    return row.back if untraced and isinstance(row.back, NoData) and not row.sums.deals else row.margin


def known_money(value: Money | NoData) -> str:
    return say.money(value) if isinstance(value, Money) else say.not_known()


def back_words(back: Range | NoData) -> str:
    """1.33, or 1.08 to 1.60 when the two ends differ, or that it is not known."""
    if isinstance(back, NoData):
        return say.not_known()
    low, high = say.ratio(back.low), say.ratio(back.high)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def picture(row: Row) -> SafeString | str:
    """The range of what came back for each 1, against the line at 1."""
    if isinstance(row.back, NoData):
        return ""
    label = _("%(name)s: back for each 1 spent %(range)s") % {"name": name_of(row), "range": back_words(row.back)}
    return charts.range_bar(row.back.low, None, row.back.high, label=label, against=1, top=TOP)


def outcome_tag(row: Row) -> tuple[str, str]:
    """What came of most of this row's spend, and its colour."""
    parts = (
        (row.outcome.paid_back, _("Paid back"), "good"),
        (row.outcome.on_its_way, _("On its way"), "acc"),
        (row.outcome.did_not, _("Did not pay back"), "bad"),
        (row.outcome.cannot, _("Can’t be shown yet"), ""),
    )
    if row.sums.spend.amount <= 0:
        return "", ""
    amount, words, tone = max(parts, key=lambda part: part[0].amount)
    share = say.percent(amount.amount / row.sums.spend.amount, 0)
    return f"{words} · {share}", tone


def change(row: Row) -> str:
    """How spend moved against the compared period: "+12%"."""
    if row.before is None or not row.before.spend.amount:
        return ""
    share = (row.sums.spend.amount - row.before.spend.amount) / row.before.spend.amount
    return say.signed(say.percent(share, 0))


@dataclass(frozen=True, slots=True)
class MatchLine:
    name: str
    meaning: str
    leads: str
    deals: str
    share: str
    revenue: str


def match_lines(answer: MoneyAnswer) -> list[MatchLine]:
    """How sales found their channel, strongest step first, with the share of all won deals."""
    whole = sum(match.deals for match in answer.matches)
    return [
        MatchLine(
            name=wording.step_name(match.step),
            meaning=wording.step_meaning(match.step),
            leads=say.number(match.leads),
            deals=say.number(match.deals),
            share=say.percent(Decimal(match.deals) / whole, 0) if whole else say.not_known(),
            revenue=say.money(match.revenue),
        )
        for match in answer.matches
        if match.leads or match.deals
    ]


def _why(value: Money | Range | NoData) -> str:
    return words_of(value.reason) if isinstance(value, NoData) else ""
