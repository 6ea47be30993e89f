"""The newest report of the same thing wins, the older stays as history."""

from __future__ import annotations

import pytest

from otdel.warehouse import Warehouse
from otdel.warehouse.tests.facts import MONDAY, TUESDAY, costs, deal, land_deals, land_spend, spend, winning


def test_the_newest_report_of_a_campaign_and_day_wins(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10), spend("Brand", 20, TUESDAY), spend("Generic", 5))
    landed = land_spend(warehouse, 2, spend("Brand", 12))
    assert costs(warehouse) == [("Brand", 12), ("Brand", 20), ("Generic", 5)]
    assert landed.replaced == {"spend": 1}


def test_the_older_word_stays_as_history(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    land_spend(warehouse, 2, spend("Brand", 12))
    assert [int(cost) for (cost,) in winning(warehouse, "spend_history", "cost")] == [10, 12]


def test_undoing_the_newer_brings_the_older_back(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    land_spend(warehouse, 2, spend("Brand", 12))
    warehouse.withdraw(2)
    assert costs(warehouse) == [("Brand", 10)]
    assert winning(warehouse, "spend_history", "import_id") == [(1,)]
    warehouse.restore(2)
    assert costs(warehouse) == [("Brand", 12)]


def test_rows_of_one_report_add_up(warehouse: Warehouse) -> None:
    """A campaign's day has many ads: they are all of the newest report's word, not rivals of each other."""
    land_spend(warehouse, 1, spend("Brand", 3, ad="A", row=2), spend("Brand", 4, ad="B", row=3))
    assert costs(warehouse) == [("Brand", 3), ("Brand", 4)]


def test_an_older_import_landed_late_does_not_win(warehouse: Warehouse) -> None:
    """A job taken up again after its successor finished must not undo the successor."""
    land_spend(warehouse, 2, spend("Brand", 12))
    land_spend(warehouse, 1, spend("Brand", 10))
    assert costs(warehouse) == [("Brand", 12)]


def test_a_report_with_names_only_speaks_for_the_same_campaign(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, campaign_id="77"))
    land_spend(warehouse, 2, spend("Brand", 12))
    assert costs(warehouse) == [("Brand", 12)]
    land_spend(warehouse, 3, spend("Brand", 14, campaign_id="77"))
    assert costs(warehouse) == [("Brand", 14)]


def test_a_renamed_campaign_is_still_the_same(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, campaign_id="77"))
    land_spend(warehouse, 2, spend("Brand EU", 12, campaign_id="77"))
    assert costs(warehouse) == [("Brand EU", 12)]


def test_two_campaigns_of_one_name_are_told_apart_by_id(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, campaign_id="77"))
    land_spend(warehouse, 2, spend("Brand", 12, campaign_id="78"))
    assert costs(warehouse) == [("Brand", 10), ("Brand", 12)]


def test_rows_without_any_campaign_do_not_speak_for_nameless_ids(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("", 10, campaign_id="77"))
    land_spend(warehouse, 2, spend("", 12))
    assert costs(warehouse) == [("", 10), ("", 12)]


@pytest.mark.parametrize("other", [{"account": "Second shop"}, {"source": "meta_ads"}, {"day": TUESDAY}])
def test_another_account_source_or_day_is_another_matter(warehouse: Warehouse, other: dict[str, object]) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    land_spend(warehouse, 2, spend("Brand", 12) | other)
    assert costs(warehouse) == [("Brand", 10), ("Brand", 12)]


def test_a_report_that_names_no_account_speaks_for_some_account(warehouse: Warehouse) -> None:
    """The same report exported without the Account column, then with it: the spend counts once."""
    land_spend(warehouse, 1, spend("Brand", 10, account=""), spend("Generic", 5, account=""))
    landed = land_spend(warehouse, 2, spend("Brand", 10, account="Shop"))
    assert costs(warehouse) == [("Brand", 10), ("Generic", 5)]
    assert landed.replaced == {"spend": 1}
    land_spend(warehouse, 3, spend("Brand", 11, account=""))
    assert costs(warehouse) == [("Brand", 11), ("Generic", 5)]
    warehouse.withdraw(3)
    warehouse.withdraw(2)
    assert winning(warehouse, "spend", "campaign", "account") == [("Brand", ""), ("Generic", "")]


def test_a_deal_whose_account_is_not_named_is_the_same_deal(warehouse: Warehouse) -> None:
    land_deals(warehouse, 1, deal("D1", "open", account=""))
    land_deals(warehouse, 2, deal("D1", "won", 100, account="Shop"), deal("D1", "lost", account="Second shop", row=3))
    assert winning(warehouse, "deals", "account", "status") == [("Second shop", "lost"), ("Shop", "won")]
    land_deals(warehouse, 3, deal("D1", "lost", account=""))
    assert winning(warehouse, "deals", "account", "status") == [("", "lost")]


def test_rows_without_a_day_meet_each_other(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10, None), spend("Brand", 7, MONDAY))
    land_spend(warehouse, 2, spend("Brand", 12, None))
    assert costs(warehouse) == [("Brand", 12), ("Brand", 7)]


def test_a_report_with_some_days_missing_still_speaks_for_the_others(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", 10))
    land_spend(warehouse, 2, spend("Brand", 12), spend("Brand", 5, None, row=3))
    assert costs(warehouse) == [("Brand", 12), ("Brand", 5)]


def test_an_import_read_anew_speaks_for_what_it_says_now(warehouse: Warehouse) -> None:
    """The same import, its questions answered differently: what it no longer says must come back from the older."""
    land_spend(warehouse, 1, spend("Brand", 10), spend("Generic", 5, row=3))
    land_spend(warehouse, 2, spend("Brand", 12))
    land_spend(warehouse, 2, spend("Generic", 7))
    assert costs(warehouse) == [("Brand", 10), ("Generic", 7)]


def test_a_deal_has_one_state_the_last_row_of_the_newest_file(warehouse: Warehouse) -> None:
    land_deals(warehouse, 1, deal("D1", "open", row=2), deal("D1", "won", 100, row=3), deal("D2", "open", row=4))
    assert winning(warehouse, "deals", "deal_id", "status") == [("D1", "won"), ("D2", "open")]
    land_deals(warehouse, 2, deal("D1", "lost"))
    assert winning(warehouse, "deals", "deal_id", "status") == [("D1", "lost"), ("D2", "open")]
    warehouse.withdraw(2)
    assert winning(warehouse, "deals", "deal_id", "status") == [("D1", "won"), ("D2", "open")]
