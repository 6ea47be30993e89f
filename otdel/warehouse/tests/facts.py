"""The cast: a few campaigns and deals as rows, and batches made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from otdel.kit.facts import DEALS, SPEND, Shape
from otdel.warehouse import Warehouse
from otdel.warehouse.tables import TYPES

MONDAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
FILE = "a" * 64


@dataclass(frozen=True)
class Rows:
    """A batch as the warehouse sees it: a shape and a table."""

    shape: Shape
    rows: pa.Table


def batch(shape: Shape, rows: Sequence[Mapping[str, Any]]) -> Rows:
    """Rows given as dictionaries; columns nobody mentions are absent, as in a connector's batch."""
    kinds = {column.name: TYPES[column.kind] for column in shape.columns} | {"sheet": pa.string(), "row": pa.int64()}
    names = [name for name in kinds if any(name in row for row in rows)]
    return Rows(shape, pa.table({name: pa.array([row.get(name) for row in rows], kinds[name]) for name in names}))


def spend(campaign: str, cost: int | str, day: date | None = MONDAY, *, row: int = 2, **more: Any) -> dict[str, Any]:
    base = {"source": "google_ads", "account": "Shop", "currency": "EUR", "day": day, "campaign": campaign}
    return base | {"cost": Decimal(cost), "row": row} | more


def deal(deal_id: str, status: str, revenue: int | None = None, *, row: int = 2, **more: Any) -> dict[str, Any]:
    base = {"source": "hubspot", "account": "", "currency": "EUR", "deal_id": deal_id, "status": status}
    money = None if revenue is None else Decimal(revenue)
    return base | {"revenue": money, "row": row, "created_at": datetime(2026, 6, 1, tzinfo=UTC)} | more


def land_spend(warehouse: Warehouse, import_id: int, *rows: dict[str, Any], file: str = FILE) -> Any:
    return warehouse.land(import_id, file, [batch(SPEND, rows)])


def land_deals(warehouse: Warehouse, import_id: int, *rows: dict[str, Any], file: str = FILE) -> Any:
    return warehouse.land(import_id, file, [batch(DEALS, rows)])


def winning(warehouse: Warehouse, shape: str = "spend", *columns: str) -> list[tuple[Any, ...]]:
    """The winning rows' columns, sorted."""
    table = warehouse.snapshot().session.query(f"select * from {shape}")
    return sorted(zip(*(table[column].to_pylist() for column in columns), strict=True), key=repr)


def costs(warehouse: Warehouse) -> list[tuple[str, int]]:
    return [(campaign, int(cost)) for campaign, cost in winning(warehouse, "spend", "campaign", "cost")]
