"""Our own readers find in the files what truly happened: every sum, every spoilt row, every restated day."""

from __future__ import annotations

from decimal import Decimal

import pyarrow.compute as pc

from otdel.connectors.contract import Understood
from otdel.kit.period import Period
from otdel.testing.demo import Manifest, truth
from otdel.testing.demo.seasons import months_back
from otdel.testing.demo.tests.conftest import QUARTER, TODAY, asked
from otdel.testing.demo.world import World
from otdel.warehouse import Warehouse


def test_every_file_is_recognised_and_its_own_total_agrees(
    written: Manifest, everything: dict[str, Understood]
) -> None:
    for file in written.files:
        result = everything[file.name]
        assert (result.report, result.questions, result.refused) == (file.report, (), None), file.name
        assert all(check.agrees for check in result.checks), file.name
        if file.report in ("google_ads.campaigns", "meta_ads.campaigns", "ga4.report"):
            assert result.checks, f"{file.name} states a total that was not checked"


def test_every_column_adds_up_to_the_truth(written: Manifest, everything: dict[str, Understood]) -> None:
    for file in written.files:
        batch = everything[file.name].batches[0]
        rows = batch.rows
        if file.report in ("shopify.orders", "hubspot.deals"):
            rows = rows.filter(pc.equal(rows["status"], "won"))
        if file.report.startswith("search_console"):
            rows = rows.filter(pc.equal(rows["metric"], "clicks")).rename_columns({"value": "clicks"})
        for column, total in file.sums.items():
            assert Decimal(pc.sum(rows[column]).as_py()) == total, f"{file.name}: {column}"


def test_only_the_spoilt_rows_are_set_aside(written: Manifest, everything: dict[str, Understood]) -> None:
    assert sum(file.rejected for file in written.files) == 4
    for file in written.files:
        found = everything[file.name].rejected
        assert len(found) == file.rejected, file.name
        assert all(bad.reason.code == "not_a_number" and bad.column and bad.row > 1 for bad in found)
    values = sorted(bad.value for one in everything.values() for bad in one.rejected)
    assert values == ["#REF!", "помилка", "уточнюється", "уточнюється"]


def test_spend_by_channel_is_the_truth_to_the_kopiyka(warehouse: Warehouse, lived: World) -> None:
    """Restated days count as the newest report has them; dollars are turned at the rate of their day."""
    for period in (QUARTER, lived.calendar.twice, lived.calendar.history):
        true = lived.known_spend(period, typed=False)
        found = {row.channel: row.sums.spend.amount for row in asked(warehouse, period).channels}
        assert {name: amount for name, amount in found.items() if amount} == true


def test_the_match_rate_falls_in_the_month_the_tags_were_lost(warehouse: Warehouse) -> None:
    months = {back: asked(warehouse, months_back(TODAY, back)).match_rate for back in (7, 6, 5, 4, 3)}
    rates = {back: rate for back, rate in months.items() if isinstance(rate, Decimal)}
    broken = rates.pop(5)
    assert min(rates.values()) - broken > Decimal("0.05")
    assert min(rates.values()) > Decimal("0.9")


def test_partners_cannot_be_shown_and_the_wasted_campaign_did_not_pay_back(warehouse: Warehouse) -> None:
    answer = asked(warehouse, QUARTER)
    rows = {row.channel: row for row in answer.channels}
    partners = rows[truth.AFFILIATES]
    assert partners.outcome.cannot == partners.sums.spend
    wasted = next(one for one in rows[truth.META].rows if one.campaign == truth.WASTED)
    assert wasted.sums.leads > 100 and wasted.sums.deals < 10
    assert wasted.outcome.did_not.amount > wasted.sums.spend.amount * Decimal("0.7")


def test_the_answer_looks_like_the_company_we_describe(warehouse: Warehouse) -> None:
    total = asked(warehouse, QUARTER).total
    spent = total.sums.spend.amount
    assert Decimal("0.5") < total.outcome.paid_back.amount / spent < Decimal("0.75")
    assert total.outcome.did_not.amount > 0 and total.outcome.on_its_way.amount > 0
    assert Decimal("0.05") < total.outcome.cannot.amount / spent < Decimal("0.2")
    assert total.sums.uncosted.amount == 0


def test_three_days_of_a_marketplace_are_seen_to_be_missing(warehouse: Warehouse, lived: World) -> None:
    gaps = [row for row in warehouse.ask("data_gaps").to_pylist() if row["source"] == "rozetka"]
    holes = [Period(row["from_day"], row["until_day"]) for row in gaps]
    assert [hole for hole in holes if hole.days > 1] == [lived.calendar.missing]
