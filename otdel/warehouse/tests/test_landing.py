"""What passes the door, what is turned away, and that doing it twice is doing it once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from otdel.kit.facts import DEALS, LEADS, SHAPES, SPEND, TOUCHES
from otdel.warehouse import BatchRefused, Warehouse
from otdel.warehouse.tests.facts import FILE, MONDAY, Rows, batch, costs, deal, land_spend, spend, winning


def rows_with(**replaced: Any) -> Rows:
    table = batch(SPEND, [spend("Brand", 10)]).rows
    for name, values in replaced.items():
        place = table.column_names.index(name) if name in table.column_names else None
        table = table.append_column(name, values) if place is None else table.set_column(place, name, values)
    return Rows(SPEND, table)


def test_one_import_may_bring_several_shapes_and_sheets(warehouse: Warehouse) -> None:
    first, second = batch(SPEND, [spend("Brand", 1, sheet="May")]), batch(SPEND, [spend("Brand", 2, sheet="June")])
    landed = warehouse.land(1, FILE, [first, batch(DEALS, [deal("D1", "won", 5)]), second])
    assert landed.rows == {"spend": 2, "deals": 1}
    assert winning(warehouse, "spend", "sheet", "cost") == [("June", 2), ("May", 1)]
    assert winning(warehouse, "deals", "deal_id", "revenue") == [("D1", 5)]


def test_landing_the_same_import_again_changes_nothing(warehouse: Warehouse) -> None:
    """A job that is taken up again after its worker was killed lands twice; its effect happens once."""
    land_spend(warehouse, 1, spend("Brand", 10), spend("Generic", 5, row=3))
    land_spend(warehouse, 2, spend("Brand", 12))
    before = warehouse.digests()
    land_spend(warehouse, 1, spend("Brand", 10), spend("Generic", 5, row=3))
    land_spend(warehouse, 2, spend("Brand", 12))
    assert warehouse.digests() == before


def test_an_undone_import_stays_undone_when_its_job_comes_late(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    warehouse.withdraw(1)
    land_spend(warehouse, 1, spend("Brand", 10))
    assert costs(warehouse) == []


def test_an_import_without_rows_is_known_and_can_be_undone(warehouse: Warehouse) -> None:
    assert warehouse.land(1, FILE, []).rows == {}
    none = Rows(SPEND, rows_with().rows.slice(0, 0))
    assert warehouse.land(2, FILE, [none]).rows == {}
    warehouse.withdraw(1)
    warehouse.withdraw(2)


def test_undoing_what_never_landed_is_an_error(warehouse: Warehouse) -> None:
    with pytest.raises(LookupError, match="import 7 never landed"):
        warehouse.withdraw(7)


def test_absent_text_is_empty_and_other_absent_values_stay_absent(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, ad=None, clicks=None))
    assert winning(warehouse, "spend", "ad", "ad_group", "sheet", "clicks", "impressions") == [("", "", "", None, None)]


def test_instants_are_kept_in_utc(warehouse: Warehouse) -> None:
    kyiv = timezone(timedelta(hours=3))
    lead = {"lead_id": "L1", "source": "amocrm", "created_at": datetime(2026, 6, 1, 1, 30, tzinfo=kyiv), "row": 2}
    warehouse.land(1, FILE, [batch(LEADS, [lead])])
    assert winning(warehouse, "leads", "created_at") == [(datetime(2026, 5, 31, 22, 30, tzinfo=UTC),)]


def test_touches_at_the_same_instant_of_two_visitors_both_stay(warehouse: Warehouse) -> None:
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    base = {"source": "ga4", "at": at, "event": "session_start"}
    warehouse.land(1, FILE, [batch(TOUCHES, [base | {"visitor": "a", "row": 2}, base | {"visitor": "b", "row": 3}])])
    warehouse.land(2, FILE, [batch(TOUCHES, [base | {"visitor": "a", "row": 9}])])
    assert winning(warehouse, "touches", "visitor", "row") == [("a", 9), ("b", 3)]


def test_whole_numbers_become_exact_amounts(warehouse: Warehouse) -> None:
    warehouse.land(1, FILE, [rows_with(cost=pa.array([1234567890], pa.int64()))])
    assert winning(warehouse, "spend", "cost") == [(Decimal("1234567890.000000"),)]


@pytest.mark.parametrize(
    ("replaced", "named"),
    [
        ({"colour": pa.array(["red"])}, "colour"),
        ({"cost": pa.array([None], pa.decimal128(18, 6))}, "cost is missing in 1 rows"),
        ({"cost": pa.array(["ten"])}, "cost cannot be stored"),
        ({"cost": pa.array([Decimal("0.0000001")])}, "cost cannot be stored"),
        ({"day": pa.array(["yesterday"])}, "day cannot be stored"),
    ],
)
def test_a_batch_that_breaks_its_promise_is_refused_whole(
    warehouse: Warehouse, replaced: dict[str, pa.Array], named: str
) -> None:
    land_spend(warehouse, 1, spend("Generic", 5))
    with pytest.raises(BatchRefused, match=named):
        warehouse.land(2, FILE, [batch(DEALS, [deal("D1", "won")]), rows_with(**replaced)])
    assert costs(warehouse) == [("Generic", 5)]
    assert winning(warehouse, "deals", "deal_id") == []


def test_a_batch_without_a_needed_column_is_refused(warehouse: Warehouse) -> None:
    nameless = Rows(SPEND, batch(SPEND, [spend("Brand", 10)]).rows.drop_columns(["currency"]))
    with pytest.raises(BatchRefused, match="spend needs the column 'currency'"):
        warehouse.land(1, FILE, [nameless])


def test_every_shape_can_be_landed_and_asked(warehouse: Warehouse) -> None:
    kinds: dict[str, Any] = {
        "text": "x",
        "integer": 1,
        "amount": Decimal(1),
        "day": MONDAY,
        "instant": datetime.now(UTC),
    }
    for number, shape in enumerate(SHAPES.values(), 1):
        full = {column.name: kinds[column.kind] for column in shape.columns} | {"row": 2}
        warehouse.land(number, FILE, [batch(shape, [full])])
    assert warehouse.ask("data_sources").num_rows == len(SHAPES)
