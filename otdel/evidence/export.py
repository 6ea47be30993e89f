"""The answer about money as a flat table, and that table as a CSV or XLSX file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from otdel.connectors import writing
from otdel.connectors.writing import Value
from otdel.evidence.queries import MoneyAnswer, Range, Row
from otdel.kit.money import Money
from otdel.kit.reason import NoData

HEADER = (
    "level", "channel", "source", "account", "campaign_id", "campaign", "currency", "spend", "revenue", "returned",
    "variable_cost", "margin", "leads", "deals_won", "new_customers", "cost_per_new_customer", "back_per_1_low",
    "back_per_1_high", "paid_back", "on_its_way", "did_not_pay_back", "cannot_be_shown", "evidence_grade",
)  # fmt: skip


def table(answer: MoneyAnswer) -> Iterator[tuple[Value, ...]]:
    """Channels with their campaigns, then the total; money in whole precision, what is not known left empty."""
    for row in answer.channels:
        yield _line(row)
        yield from (_line(campaign) for campaign in row.rows)
    yield _line(answer.total)


def as_csv(answer: MoneyAnswer) -> bytes:
    return writing.as_csv(HEADER, table(answer))


def as_xlsx(answer: MoneyAnswer) -> bytes:
    return writing.as_xlsx({"Money": (HEADER, table(answer))})


def _line(row: Row) -> tuple[Value, ...]:
    sums, outcome = row.sums, row.outcome
    back = row.back if isinstance(row.back, Range) else None
    return (
        row.kind.value, row.channel, row.source, row.account, row.campaign_id, row.campaign, sums.spend.currency,
        sums.spend.amount, sums.revenue.amount, sums.returned.amount, sums.variable_cost.amount, _known(row.margin),
        sums.leads, sums.deals, sums.customers, _known(row.cac),
        back.low if back else None, back.high if back else None,
        outcome.paid_back.amount, outcome.on_its_way.amount, outcome.did_not.amount, outcome.cannot.amount,
        row.grade.value,
    )  # fmt: skip


def _known(value: Money | NoData) -> Decimal | None:
    return None if isinstance(value, NoData) else value.amount
