"""The answer against plain arithmetic over the same files: csv, openpyxl and Decimal, and none of our readers."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from otdel.evidence.queries.answer import MoneyAnswer, Row
from otdel.testing.demo import Manifest, company, truth
from otdel.testing.demo.tests.conftest import QUARTER, asked
from otdel.warehouse import Warehouse

MICRO = Decimal("0.00001")
NONE = Decimal(0)
Cells = dict[str, str]


@pytest.fixture(scope="module")
def answer(warehouse: Warehouse) -> MoneyAnswer:
    return asked(warehouse, QUARTER)


def lines(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig", skip: int = 0) -> Iterator[Cells]:
    text = path.read_bytes().decode(encoding).split("\n", skip)[skip]
    return iter(list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)))


def amount(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def campaigns(answer: MoneyAnswer, *channels: str) -> dict[str, Row]:
    return {one.campaign: one for row in answer.channels if row.channel in channels for one in row.rows}


def test_google_spend_takes_each_restated_day_from_the_newer_report(written: Manifest, answer: MoneyAnswer) -> None:
    folder, costs = written.folder / "google-ads", {}
    early = lines(next(folder.glob("* 2026-10-01 to *.csv")), "\t", "utf-16", skip=2)
    newer = lines(next(folder.glob("* 2026-11-02 to *.csv")), skip=2)
    for row in early:
        if re.match(r"\d{4}-", row["Day"]):
            costs[row["Campaign"], row["Day"]] = Decimal(row["Cost"].replace(",", ""))
    restated = len(costs)
    for row in newer:
        if re.match(r"\d{4}-", row["День"]):
            costs[row["Кампанія"], row["День"]] = amount(row["Витрати"])
    assert restated < len(costs) < restated + 8 * 21
    found = campaigns(answer, truth.SEARCH, truth.YOUTUBE)
    for name in {name for name, _ in costs}:
        assert found[name].sums.spend.amount == sum(cost for (one, _), cost in costs.items() if one == name)


def test_dollars_are_turned_at_the_official_rate_of_each_day(written: Manifest, answer: MoneyAnswer) -> None:
    rates = {
        row["Дата"]: Decimal(row["Офіційний курс гривні, грн"])
        for row in lines(written.folder / "nbu-rates.csv")
        if row["Код літерний"] == "USD"
    }
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in sheet(next((written.folder / "meta-ads").glob("* 2026-10-01 to *.xlsx"))):
        if row["Campaign name"]:
            day = date.fromisoformat(str(row["Day"])[:10])
            spent[row["Campaign name"]] += Decimal(row["Amount spent (USD)"]) * rates[f"{day:%d.%m.%Y}"]
    found = campaigns(answer, truth.META)
    assert set(spent) <= set(found)
    for name, cost in spent.items():
        assert abs(found[name].sums.spend.amount - cost) < MICRO


def sheet(path: Path) -> list[Cells]:
    header, *rows = openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    return [
        dict(zip(map(str, header), ("" if cell is None else str(cell) for cell in row), strict=False)) for row in rows
    ]


def test_sales_and_their_margin_are_those_of_the_company_s_own_days(written: Manifest, answer: MoneyAnswer) -> None:
    """Orders and deals whose lead came within the quarter where the company is, to the last kopiyka."""
    sold = [*orders(written), *firms(written)]
    sums = answer.total.sums
    assert (sums.deals, sums.revenue.amount) == (len(sold), sum(revenue for _, revenue, *_ in sold))
    assert sums.returned.amount == sum(returned for _, _, returned, _ in sold) > 0
    assert sums.variable_cost.amount == sum(cost for *_, cost in sold)
    for name in ("PMax | Best sellers", "Shopping | All products"):
        row = campaigns(answer, truth.SEARCH)[name]
        mine = [one for one in sold if row.campaign_id in one[0]]
        assert row.sums.deals == len(mine) > 20
        assert row.sums.margin.amount == sum(revenue - back - cost for _, revenue, back, cost in mine)


Sale = tuple[str, Decimal, Decimal, Decimal]  # its tags, revenue, returned, cost of goods


def orders(written: Manifest) -> Iterator[Sale]:
    folder, seen = written.folder, set()
    goods = {
        row["Замовлення"]: amount(row["Собівартість, грн"])
        for row in lines(folder / "accounts/cost-of-goods 2026.csv", ";")
    }
    for row in lines(next((folder / "shop").glob("* 2026-10-01 to *.csv"))):
        first = row["Name"] not in seen
        seen.add(row["Name"])
        sold = row["Financial Status"] in ("paid", "refunded", "partially_refunded") and not row["Cancelled at"]
        if first and sold:
            yield row["Note Attributes"], Decimal(row["Total"]), Decimal(row["Refunded Amount"]), goods[row["Name"]]


def firms(written: Manifest) -> Iterator[Sale]:
    zone = ZoneInfo(company.TIME_ZONE)
    came = {row["Record ID"]: row["Create Date"] for row in lines(written.folder / "crm/contacts.csv")}
    for row in lines(written.folder / "crm/deals.csv"):
        day = datetime.fromisoformat(came[row["Associated Contact IDs"]]).replace(tzinfo=zone).date()
        if row["Deal Stage"] == "Closed Won" and day in QUARTER:
            yield row["utm_campaign"], Decimal(row["Amount"]), NONE, Decimal(row["Cost of goods"])


def test_what_became_of_the_spend_follows_from_margin_and_spend_alone(answer: MoneyAnswer) -> None:
    """A campaign with sales of its own has paid back the lesser of its margin and its spend, never more."""
    own = [one for row in answer.channels for one in row.rows if one.campaign and one.sums.deals]
    assert len(own) > 8
    for one in own:
        spend, margin = one.sums.spend.amount, one.sums.margin.amount
        assert one.outcome.paid_back.amount - one.outcome.shared.amount == min(max(margin, NONE), spend)
    spenders = [row for row in answer.channels if row.sums.spend.amount]
    low = sum(row.sums.margin.amount for row in spenders) / answer.total.sums.spend.amount
    assert answer.total.back.low == low.quantize(Decimal("0.0001"))  # type: ignore[union-attr]
