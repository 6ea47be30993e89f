"""A small company for tests of money: facts written by hand, landed in a warehouse in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from otdel.evidence.queries import MoneyAnswer, MoneyQuestion, Row, money
from otdel.kit.facts import DEALS, LEADS, RATES, SESSIONS, SPEND, TOUCHES, Shape
from otdel.kit.viewer import AT_TERMINAL
from otdel.warehouse import Warehouse
from otdel.warehouse.tables import TYPES

TODAY = date(2026, 11, 23)
GOOGLE_CPC = {"utm_source": "google", "utm_medium": "cpc"}


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


@dataclass
class Company:
    """Rows by shape; `ask` lands them and asks the money question in UAH, unless told otherwise."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def spend(self, cost: str | int, **row: Any) -> Company:
        base = {"day": days_ago(195), "source": "google_ads", "campaign": "Brand", "campaign_type": "Search"}
        return self._add(SPEND, {**base, "currency": "UAH", "cost": Decimal(cost), **row})

    def deal(self, revenue: str | int | None, *, cost: str | int | None = 0, **row: Any) -> Company:
        count = len(self.rows.get("deals", []))
        base = {
            "deal_id": f"D{count + 1}",
            "source": "crm",
            "status": "won",
            "currency": "UAH",
            "customer": f"C{count + 1}",
            "created_at": at(days_ago(190)),
            "paid_at": at(days_ago(180)),
            "revenue": None if revenue is None else Decimal(revenue),
            "variable_cost": None if cost is None else Decimal(cost),
        }
        return self._add(DEALS, {**base, **row})

    def lead(self, lead_id: str, **row: Any) -> Company:
        return self._add(LEADS, {"lead_id": lead_id, "source": "crm", "created_at": at(days_ago(195)), **row})

    def touch(self, visitor: str, **row: Any) -> Company:
        return self._add(TOUCHES, {"visitor": visitor, "source": "ga4", "at": at(days_ago(196)), **row})

    def sessions(self, count: int, **row: Any) -> Company:
        return self._add(SESSIONS, {"day": days_ago(196), "source": "ga4", "sessions": count, **row})

    def rate(self, currency: str, rate: str, **row: Any) -> Company:
        base = {"day": days_ago(200), "source": "nbu", "into": "UAH"}
        return self._add(RATES, {**base, "currency": currency, "rate": Decimal(rate), **row})

    def _add(self, shape: Shape, row: dict[str, Any]) -> Company:
        self.rows.setdefault(shape.name, []).append(row)
        return self

    def warehouse(self) -> Warehouse:
        kept = Warehouse.in_memory()
        shapes = (SPEND, DEALS, LEADS, TOUCHES, SESSIONS, RATES)
        batches = [Rows(shape, table(shape, self.rows[shape.name])) for shape in shapes if shape.name in self.rows]
        if batches:
            kept.land(1, "f" * 64, batches)
        return kept

    def ask(self, **question: Any) -> MoneyAnswer:
        return money(AT_TERMINAL, self.warehouse(), MoneyQuestion(**{"currency": "UAH", "today": TODAY, **question}))


@dataclass(frozen=True)
class Rows:
    shape: Shape
    rows: pa.Table


def table(shape: Shape, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as a connector hands them over: the shape's columns, sheet and row."""
    columns = {
        column.name: pa.array([row.get(column.name) for row in rows], TYPES[column.kind])
        for column in shape.columns
        if any(column.name in row for row in rows)
    }
    places = {"sheet": pa.array([""] * len(rows)), "row": pa.array(range(2, len(rows) + 2), pa.int64())}
    return pa.table(columns | places)


def channel(answer: MoneyAnswer, name: str) -> Row:
    return next(row for row in answer.channels if row.channel == name)


def campaign(answer: MoneyAnswer, name: str) -> Row:
    return next(row for found in answer.channels for row in found.rows if row.campaign == name)
