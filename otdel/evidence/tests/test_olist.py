"""Olist's public funnel: 8,000 leads, 842 became sellers. Numbers counted outside Otdel must come out again.

An origin’s share won is sales by origin over leads of that origin, each counted once by mql_id: paid_search 195 of
1,586, organic_search 271 of 2,296, social 75 of 1,350, email 15 of 493.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.contract import Hints
from otdel.connectors.reading import read
from otdel.evidence.queries import MoneyAnswer, MoneyQuestion, deals_of, money
from otdel.evidence.tests.company import TODAY, channel
from otdel.kit.viewer import AT_TERMINAL
from otdel.testing.shared import shared
from otdel.warehouse import Warehouse

LEADS = {"shape": "leads", "lead_id": "mql_id", "created_at": "first_contact_date", "origin": "origin"}
DEALS = {
    "shape": "deals", "deal_id": "mql_id", "lead_id": "mql_id", "paid_at": "won_date", "customer": "seller_id",
    "status": "=won", "currency": "=BRL",
}  # fmt: skip
ORDERS = {
    "shape": "deals", "deal_id": "order_id", "lead_id": "customer_id", "created_at": "order_purchase_timestamp",
    "status": "=won", "currency": "=BRL",
}  # fmt: skip
QUESTION = MoneyQuestion(currency="BRL", today=TODAY)


def landed(*files: tuple[str, dict[str, str]]) -> Warehouse:
    warehouse = Warehouse.in_memory()
    for number, (name, mapping) in enumerate(files, start=1):
        path: Path = shared(f"data/sets/olist/olist_{name}_dataset.csv")
        found = understand(read(path), Hints(mapping=mapping))
        assert not found.questions and not found.refused, (found.questions, found.refused)
        warehouse.land(number, found.reading.sha256, found.batches)
    return warehouse


@pytest.fixture(scope="module")
def funnel() -> Warehouse:
    return landed(("marketing_qualified_leads", LEADS), ("closed_deals", DEALS))


@pytest.fixture(scope="module")
def answer(funnel: Warehouse) -> MoneyAnswer:
    return money(AT_TERMINAL, funnel, QUESTION)


def test_every_closed_deal_finds_its_lead(answer: MoneyAnswer) -> None:
    assert (answer.total.sums.leads, answer.total.sums.deals) == (8000, 842)
    assert "leads_not_found" not in [one.code for one in answer.warnings]


@pytest.mark.parametrize(
    ("name", "percent"),
    [("paid_search", "12.3"), ("organic_search", "11.8"), ("organic_social", "5.6"), ("email", "3.0")],
)
def test_the_share_won_of_each_origin_is_as_counted_outside(answer: MoneyAnswer, name: str, percent: str) -> None:
    sums = channel(answer, name).sums
    assert (Decimal(100 * sums.deals) / sums.leads).quantize(Decimal("0.1")) == Decimal(percent)


def test_deals_open_down_to_their_rows(funnel: Warehouse) -> None:
    rows = deals_of(AT_TERMINAL, funnel, QUESTION, "email", limit=50)
    assert Counter(one.matched_by.value for one in rows) == {"channel": 15}
    assert {one.import_id for one in rows} == {2}


def test_orders_of_another_slice_raise_the_low_match_warning() -> None:
    warehouse = landed(("marketing_qualified_leads", LEADS), ("orders", ORDERS))
    found = money(AT_TERMINAL, warehouse, QUESTION)
    codes = {one.code: one.values for one in found.warnings}
    assert codes["low_match_deals"]["share"] == "0.0000"
    assert codes["leads_not_found"]["found"] == 0
