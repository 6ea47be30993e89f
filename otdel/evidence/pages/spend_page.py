"""Rows of source files behind a number: of spend, and of sales with the step that matched them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.evidence import wording
from otdel.evidence.asked import Asked
from otdel.evidence.pages import links
from otdel.evidence.pages.overview import days_words
from otdel.evidence.pages.row_page import crumbs
from otdel.evidence.pages.rows import name_of
from otdel.evidence.queries import DealRow, Kind, MoneyAnswer, Row, SourceRow
from otdel.kit.money import Money
from otdel.measurement.names import source_name
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Link, Table


@dataclass(frozen=True, slots=True)
class RowsPage:
    title: str
    crumbs: tuple[Link, ...]
    verdict: str | SafeString
    table: Table
    note: str = ""


def page(
    answer: MoneyAnswer, row: Row, rows: Sequence[SourceRow], shown: Sequence[SourceRow], day: date | None, asked: Asked
) -> RowsPage:
    return RowsPage(
        title=_("Rows of files: %(name)s") % {"name": name_of(row)},
        crumbs=_down(row, asked, _("Rows of files")),
        verdict=_adds_up(rows, say.day(day) if day else days_words(answer), "" if day else _at_rates(row, rows)),
        table=Table(_("Rows of source files"), _columns(), [_line(one) for one in shown]),
        note=_spread_note(rows),
    )


def deals(answer: MoneyAnswer, row: Row, rows: Sequence[DealRow], shown: Sequence[DealRow], asked: Asked) -> RowsPage:
    columns = (
        Column(_("Sale")), Column(_("From")), Column(_("Came")), Column(_("Paid")), Column(_("Matched by")),
        Column(_("Revenue"), "number"), Column(_("Returned"), "number"), Column(_("Margin"), "number"),
    )  # fmt: skip
    return RowsPage(
        title=_("Sales: %(name)s") % {"name": name_of(row)},
        crumbs=_down(row, asked, _("Sales")),
        verdict=_came(rows, days_words(answer)),
        table=Table(_("Sales and how each found its origin"), columns, [_sale(one) for one in shown]),
        note=wording.definition(f"model_{answer.model}"),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Row of the file")), Column(_("Day")), Column(_("System")), Column(_("Campaign")),
        Column(_("Ad group and ad")), Column(_("Amount"), "number"),
    )  # fmt: skip


def _line(row: SourceRow) -> tuple[Cell | str, ...]:
    place = _("import %(import)s, row %(row)s") % {"import": row.import_id, "row": row.row}
    below = " · ".join(part for part in (row.ad_group, row.ad) if part)
    return (
        Cell(place, links.of_file_row(row), row.sheet), say.day(row.day) if row.day else "",
        Cell(source_name(row.source), note=row.account), row.campaign, below, say.money(row.amount, 2),
    )  # fmt: skip


def _sale(row: DealRow) -> tuple[Cell | str, ...]:
    return (
        Cell(row.deal_id, links.file_row(row.import_id, row.row, row.sheet)),
        source_name(row.source),
        say.day(row.created_at.date(), year=True) if row.created_at else "",
        say.day(row.paid_at.date(), year=True) if row.paid_at else "",
        wording.step_name(row.matched_by),
        _amount(row.revenue, row.currency),
        _amount(row.returned, row.currency),
        say.money(row.margin if isinstance(row.margin, Money) else None),
    )


def _amount(amount: Decimal | None, currency: str) -> str:
    return say.money(Money(amount, currency), 2) if amount is not None else say.not_known()


def _came(rows: Sequence[DealRow], days: str) -> str:
    """How many sales were won, as the page above counts them, and how many more are listed that were not."""
    won = sum(row.status == "won" for row in rows)
    words = ngettext("%(count)s sale came from here, %(days)s.", "%(count)s sales came from here, %(days)s.", won) % {
        "count": say.number(won),
        "days": days,
    }
    others = len(rows) - won
    if not others:
        return words
    more = ngettext(
        "%(count)s more is listed that is not won: it is in no number.",
        "%(count)s more are listed that are not won: they are in no number.",
        others,
    ) % {"count": say.number(others)}
    return f"{words} {more}"


def _adds_up(rows: Sequence[SourceRow], days: str, converted: str = "") -> str:
    """How many rows there are and what they add up to in each currency, so that anybody can check the number above."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.amount.currency] = sums.get(row.amount.currency, Decimal(0)) + row.amount.amount
    total = ", ".join(say.money(Money(amount, currency), 2) for currency, amount in sorted(sums.items()))
    words = ngettext(
        "%(count)s row of files, %(days)s, adds up to %(total)s.",
        "%(count)s rows of files, %(days)s, add up to %(total)s.",
        len(rows),
    )
    said = words % {"count": say.number(len(rows)), "days": days, "total": total or say.number(0)}
    return f"{said} {converted}".strip()


def _at_rates(row: Row, rows: Sequence[SourceRow]) -> str:
    """The same money as the page above writes it, when files speak of other currencies."""
    if all(one.amount.currency == row.sums.spend.currency for one in rows):
        return ""
    return _("In the company’s currency that is %(spend)s, each day at its own rate.") % {
        "spend": say.money(row.sums.spend)
    }


def _spread_note(rows: Sequence[SourceRow]) -> str:
    if all(row.spread_days <= 1 for row in rows):
        return ""
    return _("Some rows speak for several days at once. Their amount is shared evenly over those days.")


def _down(row: Row, asked: Asked, here: str) -> tuple[Link, ...]:
    if row.kind is Kind.TOTAL:
        return (Link(_("Money"), links.of_money(asked)), Link(here, ""))
    above = crumbs(row, asked)
    return (*above[:-1], Link(name_of(row), links.of_row(asked, row)), Link(here, ""))
