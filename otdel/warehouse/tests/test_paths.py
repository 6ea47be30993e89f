"""The visits behind a sale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from otdel.kit.facts import TOUCHES
from otdel.warehouse import Warehouse
from otdel.warehouse.tests.facts import FILE, MONDAY, batch, deal, land_deals

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TAGS = ("utm_source", "utm_medium", "utm_campaign", "campaign_id", "click_kind", "origin")
ORIGINS = (("google", "cpc", 2), ("facebook", "paid", 2), ("(direct)", "(none)", 1), ("", "", 0))
GOOGLE, FACEBOOK, DIRECT, SILENT = range(4)


def origin_map() -> pa.Table:
    rows = [dict.fromkeys(TAGS, "") | {"utm_source": one[0], "utm_medium": one[1]} for one in ORIGINS]
    columns: dict[str, Any] = {name: pa.array([row[name] for row in rows], pa.string()) for name in TAGS}
    columns |= {"number": pa.array(range(4), pa.int64()), "weight": pa.array([one[2] for one in ORIGINS], pa.int64())}
    return pa.table(columns)


def touch(at: datetime, origin: int, *, row: int, **more: Any) -> dict[str, Any]:
    said = {"at": at, "source": "ga4", "account": "1", "visitor": "ann", "event": "session_start", "row": row}
    return said | {"utm_source": ORIGINS[origin][0], "utm_medium": ORIGINS[origin][1], "session": str(row)} | more


def land(warehouse: Warehouse, *touches: dict[str, Any], sales: tuple[dict[str, Any], ...]) -> None:
    warehouse.land(1, FILE, [batch(TOUCHES, touches)])
    land_deals(warehouse, 2, *sales)


def paths(
    warehouse: Warehouse, look_back: int = 30, of: tuple[str, ...] = ("D1", "#10001", "#10002")
) -> dict[str, list[int]]:
    chosen = pa.table({"source": ["hubspot"] * len(of), "account": [""] * len(of), "deal_id": list(of)})
    tables = {"origin_map": origin_map(), "chosen": chosen}
    rows = warehouse.ask("money_paths", tables=tables, look_back=look_back, zone="UTC")
    return {row["deal_id"]: row["numbers"] for row in rows.to_pylist()}


def ago(**much: float) -> datetime:
    return NOON - timedelta(**much)


def test_a_sale_is_reached_by_its_visitors_visits_in_order(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(hours=1), DIRECT, row=3),
        touch(ago(days=9), FACEBOOK, row=2),
        touch(ago(days=3), GOOGLE, row=4),
        touch(ago(days=2), GOOGLE, row=5, visitor="somebody else"),
        sales=(deal("D1", "won", 100, visitor="ann", created_at=NOON),),
    )
    assert paths(warehouse) == {"D1": [FACEBOOK, GOOGLE, DIRECT]}


def test_what_came_before_the_look_back_or_after_the_sale_is_no_part_of_its_path(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(days=31), FACEBOOK, row=2),
        touch(ago(days=29), GOOGLE, row=3),
        touch(ago(minutes=-9), DIRECT, row=4),
        touch(ago(minutes=-11), FACEBOOK, row=5),
        sales=(deal("D1", "won", 100, visitor="ann", created_at=NOON),),
    )
    assert paths(warehouse) == {"D1": [GOOGLE, DIRECT]}
    assert paths(warehouse, look_back=40) == {"D1": [FACEBOOK, GOOGLE, DIRECT]}


def test_events_of_one_visit_are_one_touch_by_its_most_telling_tags(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(minutes=30), SILENT, row=2, session="7"),
        touch(ago(minutes=29), GOOGLE, row=3, session="7", event="form"),
        touch(ago(minutes=1), DIRECT, row=4, session="7", event="purchase"),
        touch(ago(days=1), FACEBOOK, row=5, session="", event="email_click"),
        touch(ago(days=1), FACEBOOK, row=6, session="", event="call"),
        sales=(deal("D1", "won", 100, visitor="ann", created_at=NOON),),
    )
    assert paths(warehouse) == {"D1": [FACEBOOK, FACEBOOK, GOOGLE]}


def test_a_purchase_names_the_visitor_of_a_sale_that_does_not(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(days=2), FACEBOOK, row=2),
        touch(ago(minutes=1), GOOGLE, row=3, event="purchase", transaction="#10001"),
        sales=(deal("#10001", "won", 100, created_at=NOON), deal("#10002", "won", 100, created_at=NOON)),
    )
    assert paths(warehouse) == {"#10001": [FACEBOOK, GOOGLE]}


def test_only_chosen_sales_are_looked_at(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(days=2), FACEBOOK, row=2),
        sales=tuple(deal(name, "won", 100, visitor="ann", created_at=NOON) for name in ("D1", "D2")),
    )
    assert paths(warehouse, of=("D2",)) == {"D2": [FACEBOOK]}


def test_visitors_who_bought_nothing_are_counted_by_how_they_came(warehouse: Warehouse) -> None:
    land(
        warehouse,
        touch(ago(days=2), FACEBOOK, row=2),
        touch(ago(days=50), FACEBOOK, row=3, visitor="bob"),
        touch(ago(days=3), GOOGLE, row=4, visitor="bob"),
        touch(ago(days=1), DIRECT, row=5, visitor="bob"),
        touch(ago(days=3), GOOGLE, row=6, visitor="cat"),
        touch(ago(days=1), DIRECT, row=7, visitor="cat"),
        touch(ago(days=40), FACEBOOK, row=8, visitor="dan"),
        sales=(deal("D1", "won", 100, visitor="ann", created_at=NOON), deal("D2", "lost", visitor="bob")),
    )

    def unsold(**days: object) -> list[tuple[list[int], int]]:
        given: dict[str, object] = {"from_day": None, "to_day": None, "look_back": 30, "zone": "UTC"} | days
        rows = warehouse.ask("money_paths_unsold", tables={"origin_map": origin_map()}, **given).to_pylist()
        return [(row["numbers"], row["visitors"]) for row in rows]

    assert unsold() == [([GOOGLE, DIRECT], 2), ([FACEBOOK], 1)]
    assert unsold(from_day=MONDAY - timedelta(days=7), to_day=MONDAY) == [([GOOGLE, DIRECT], 2)]
