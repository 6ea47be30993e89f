"""Match rates on the Data page: how many sales of each month found their channel."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from otdel.evidence.asked import Asked
from otdel.evidence.queries import MoneyAnswer
from otdel.evidence.queries.company import NotSetUp, company_money, company_question, today
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.measurement.channels import DIRECT
from otdel.measurement.panels import DataPanel
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Table

MONTHS = 6
WORSE = Decimal("0.05")  # a month whose unknown share is so much above the usual one is marked


def match_rates(viewer: Viewer) -> DataPanel | None:
    """The last months with the share of sales by channel, direct and unknown. Nothing while there are no sales."""
    if not viewer.may(*MAY_SEE_MONEY):
        return None
    try:
        day = today(viewer)
    except NotSetUp:
        return None
    month, months = containing(day, "month"), []
    for _step in range(MONTHS):
        months.append((month, company_money(viewer, company_question(viewer, Asked(month, compare="none"), day))))
        month = month.earlier()
    rows = [(named, answer) for named, answer in months if answer.total.sums.deals]
    return DataPanel("evidence/match_panel.html", {"table": _table(rows)}) if rows else None


def _table(rows: list[tuple[Named, MoneyAnswer]]) -> Table:
    usual = sorted(_unknown(answer) for _named, answer in rows)[len(rows) // 2]
    columns = (
        Column(_("Month")), Column(_("Sales"), "number"), Column(_("Through a channel"), "number"),
        Column(_("Directly"), "number"), Column(_("No origin"), "number"),
    )  # fmt: skip
    return Table(_("Sales by what is known of their origin"), columns, [_row(*row, usual) for row in rows])


def _row(named: Named, answer: MoneyAnswer, usual: Decimal) -> tuple[Cell | str, ...]:
    sales, unknown = answer.total.sums.deals, _unknown(answer)
    direct = Decimal(sum(row.sums.deals for row in answer.channels if row.channel == DIRECT)) / sales
    worse = unknown > usual + WORSE
    return (
        say.month(named.period.start),
        say.number(sales),
        say.percent(1 - unknown - direct, 0),
        say.percent(direct, 0),
        Cell(say.percent(unknown, 0), tone="warn" if worse else "", note=_("tags were lost?") if worse else ""),
    )


def _unknown(answer: MoneyAnswer) -> Decimal:
    return Decimal(0) if isinstance(answer.unknown_share, NoData) else answer.unknown_share
