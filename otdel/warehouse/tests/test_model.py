"""Against a naive model: whatever is landed, undone and brought back, the newest live import wins."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.kit.facts import DEALS, SPEND, Shape
from otdel.warehouse import Warehouse
from otdel.warehouse.tests.facts import FILE, MONDAY, TUESDAY, batch, deal, spend, winning

Row = dict[str, Any]
Live = dict[int, list[Row]]

IDS = st.sampled_from(["", "1", "2"])
NAMES = st.sampled_from(["", "Brand", "Generic"])
DAYS = st.sampled_from([MONDAY, TUESDAY, None])
ACCOUNTS = st.sampled_from(["", "Shop", "Second shop"])
SPENDS = st.builds(
    lambda name, number, day, cost, shop: spend(name, cost, day, campaign_id=number, account=shop),
    NAMES,
    IDS,
    DAYS,
    st.integers(1, 9),
    ACCOUNTS,
)
DEAL_ROWS = st.builds(
    lambda number, status, money, shop: deal(number, status, money, account=shop),
    st.sampled_from(["D1", "D2", "D3"]),
    st.sampled_from(["open", "won"]),
    st.integers(1, 9),
    ACCOUNTS,
)


def steps(rows: st.SearchStrategy[Row]) -> st.SearchStrategy[list[tuple[str, int, list[Row]]]]:
    verbs = st.sampled_from(["land", "land", "withdraw", "restore", "compact"])
    return st.lists(st.tuples(verbs, st.integers(1, 4), st.lists(rows, min_size=1, max_size=4)), max_size=8)


def same_account(one: Row, other: Row) -> bool:
    """An empty account is some account of the source."""
    return one["account"] == other["account"] or "" in (one["account"], other["account"])


def same_campaign(one: Row, other: Row) -> bool:
    if not same_account(one, other) or any(one[column] != other[column] for column in ("source", "day")):
        return False
    ids, names = {one["campaign_id"], other["campaign_id"]}, {one["campaign"], other["campaign"]}
    if ids == {""}:
        return len(names) == 1
    return len(ids) == 1 if "" not in ids else len(names) == 1 and names != {""}


def same_deal(one: Row, other: Row) -> bool:
    return same_account(one, other) and all(one[column] == other[column] for column in ("source", "deal_id"))


def spend_winners(live: Live) -> list[Row]:
    return [
        row
        for number, rows in live.items()
        for row in rows
        if not any(same_campaign(row, rival) for newer in live if newer > number for rival in live[newer])
    ]


def deal_winners(live: Live) -> list[Row]:
    """The last row of a deal in each import, unless a newer import has a row of the same deal."""
    last = {
        (number, *(row[column] for column in DEALS.key)): row for number, rows in sorted(live.items()) for row in rows
    }
    return [
        row
        for (number, *_), row in last.items()
        if not any(same_deal(row, rival) for newer in live if newer > number for rival in live[newer])
    ]


def play(shape: Shape, story: list[tuple[str, int, list[Row]]]) -> tuple[Warehouse, Live]:
    warehouse, landed, undone = Warehouse.in_memory(), Live(), set[int]()
    for verb, number, rows in story:
        if verb == "land":
            landed[number] = [row | {"row": n} for n, row in enumerate(rows, 2)]
            warehouse.land(number, FILE, [batch(shape, landed[number])])
        elif verb == "compact":
            warehouse.compact(least=2)
        elif number in landed:
            getattr(warehouse, verb)(number)
            (undone.add if verb == "withdraw" else undone.discard)(number)
    return warehouse, {number: rows for number, rows in landed.items() if number not in undone}


@settings(max_examples=60, deadline=None)
@given(steps(SPENDS))
def test_spend_agrees_with_the_model(story: list[tuple[str, int, list[Row]]]) -> None:
    warehouse, live = play(SPEND, story)
    columns = ("day", "campaign_id", "campaign", "account", "cost", "row")
    expected = sorted((tuple(row[column] for column in columns) for row in spend_winners(live)), key=repr)
    found = [(*row[:4], Decimal(int(row[4])), row[5]) for row in winning(warehouse, "spend", *columns)]
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(steps(DEAL_ROWS))
def test_deals_agree_with_the_model(story: list[tuple[str, int, list[Row]]]) -> None:
    warehouse, live = play(DEALS, story)
    columns = ("deal_id", "account", "status", "row")
    expected = sorted((tuple(row[column] for column in columns) for row in deal_winners(live)), key=repr)
    assert winning(warehouse, "deals", *columns) == expected
