"""Measures of facts on a company small enough to count by hand; what they say agrees with the Money page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from otdel.evidence.queries import MoneyQuestion, money
from otdel.evidence.queries.facts import Asked
from otdel.evidence.tests.company import GOOGLE_CPC, Company, Rows, table
from otdel.kit.facts import OBSERVATIONS
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.scorecard.measures.cube import Cube
from otdel.scorecard.measures.facts import FactValues
from otdel.scorecard.measures.found import Found
from otdel.scorecard.measures.opening import Opening
from otdel.scorecard.measures.registry import MEASURES
from otdel.warehouse import Warehouse

TODAY = date(2026, 11, 23)
SEPTEMBER = Period.month(2026, 9)
FIRST = date(2026, 9, 1)


def at(day: int, month: int = 9) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def facts_of(warehouse: Warehouse, **said: Any) -> FactValues:
    question = MoneyQuestion(currency="UAH", today=TODAY)
    return FactValues(Cube.of(Asked(AT_TERMINAL, warehouse), question, ["lumen"], said.get("kinds", {})))


@pytest.fixture
def lamps() -> Company:
    """September of a lamp shop: two ad systems, a newsletter, typed costs, five leads, four sales."""
    company = Company()
    company.spend(300, day=FIRST, campaign="Brand", campaign_id="1")
    company.spend(500, day=date(2026, 9, 20), campaign="Wide", campaign_id="2")
    company.spend(200, day=date(2026, 9, 20), source="meta_ads", campaign="Warm", campaign_type="Social")
    company.spend(40, day=FIRST, source="esputnik", campaign="Letters", campaign_type="Email")
    company.spend(
        70, day=FIRST, source="manual", campaign="Anna", campaign_id="salary Anna", campaign_type="department"
    )
    company.spend(60, day=FIRST, source="manual", campaign="Texts", campaign_id="contractor Texts", campaign_type="seo")
    paid, letters = {**GOOGLE_CPC, "utm_campaign": "Brand"}, {"utm_source": "esputnik", "utm_medium": "email"}
    organic = {"utm_source": "google", "utm_medium": "organic"}
    company.lead("L1", created_at=at(2), status="won", **paid)
    company.lead("L2", created_at=at(3), status="lost", **paid)
    company.lead("L3", created_at=at(4), status="qualified", **organic)
    company.lead("L4", created_at=at(5), status="qualified", **organic, utm_term="lumen lamps")
    company.lead("L5", created_at=at(6), status="open", utm_source="instagram", utm_medium="social")
    company.lead("L6", created_at=at(7), status="open")
    company.deal(1000, cost=600, lead_id="L1", created_at=at(2), paid_at=at(10), customer="A", **paid)
    company.deal(0, cost=0, lead_id="L2", status="lost", created_at=at(4), paid_at=None, customer="B", **paid)
    company.deal(400, cost=100, created_at=at(8), paid_at=at(9), customer="C", **letters)
    company.deal(250, cost=150, created_at=at(9), paid_at=at(12), customer="A", **organic)
    company.deal(90, cost=50, created_at=at(25), paid_at=at(2, 10), customer="D")
    company.sessions(80, day=FIRST, breakdown="session source / medium", **organic)
    company.sessions(20, day=FIRST, breakdown="session source / medium", **paid)
    company.sessions(100, day=FIRST, breakdown="page", page="/")
    return company


@pytest.mark.parametrize(
    ("code", "expected", "rows"),
    [
        ("spend_paid", "1000", 3),  # without the letters and the typed costs
        ("spend_mapped", "300", 1),  # only Brand was ever seen in a tag
        ("marketing_cost_total", "1170", 6),
        ("contractor_cost", "60", 1),
        ("leads", "6", 6),
        ("leads_with_source", "5", 5),
        ("leads_social", "1", 1),
        ("qualified_leads", "4", 4),  # L2 was lost later, but sales had opened a deal
        ("qualified_leads_paid", "2", 2),
        ("qualified_leads_social", "0", 0),
        ("qualified_leads_organic_nonbrand", "1", 1),  # L4's own tag names the brand
        ("customers_won", "1", 1),
        ("new_customers", "2", 2),  # A and C; A's second sale is no new customer, D pays in October
        ("revenue_marketing", "1650", 3),  # D came from nowhere anybody knows
        ("revenue_actual_sum", "1650", 3),
        ("contribution_margin_marketing", "800", 3),
        ("contribution_margin_paid", "400", 1),
        ("margin_email", "300", 1),
        ("sessions", "100", 2),  # the table by page tells the same visits once more
    ],
)
def test_a_month_counted_by_hand(lamps: Company, code: str, expected: str, rows: int) -> None:
    facts = facts_of(lamps.warehouse())
    found = facts.value(MEASURES[code], (), SEPTEMBER)
    assert (found.value, found.rows) == (Decimal(expected), rows)
    opened = Opening(facts).rows(MEASURES[code], (), SEPTEMBER, 100)
    assert (opened.total, opened.count) == (found.value, rows), "the rows add up to the value"
    assert sum(row.value for row in opened.rows) == opened.total


def test_a_tools_cost_tells_nothing_of_contractors(lamps: Company) -> None:
    for day in (date(2026, 8, 10), date(2026, 10, 10)):
        lamps.spend(30, day=day, source="manual", campaign="Audit", campaign_id="tool Audit", campaign_type="seo")
    facts = facts_of(lamps.warehouse())
    august, october = Period(date(2026, 8, 1), FIRST), Period(date(2026, 10, 1), date(2026, 11, 1))
    for period in (august, october):
        found = facts.value(MEASURES["contractor_cost"], (), period).value
        assert isinstance(found, NoData)
        assert found.reason.code == "period_not_covered"
        assert facts.value(MEASURES["marketing_cost_total"], (), period).value == Decimal(30)
    assert facts.value(MEASURES["contractor_cost"], (), SEPTEMBER).value == Decimal(60)


def test_without_a_contractors_cost_there_is_no_zero() -> None:
    company = Company()
    company.spend(30, day=FIRST, source="manual", campaign="Audit", campaign_id="tool Audit", campaign_type="seo")
    found = facts_of(company.warehouse()).value(MEASURES["contractor_cost"], (), SEPTEMBER).value
    assert isinstance(found, NoData)
    assert found.reason.code == "needs_source"


def test_the_numbers_are_those_of_the_money_page(lamps: Company) -> None:
    warehouse = lamps.warehouse()
    facts = facts_of(warehouse)
    page = money(AT_TERMINAL, warehouse, MoneyQuestion(currency="UAH", today=TODAY, period=SEPTEMBER))
    assert facts.value(MEASURES["marketing_cost_total"], (), SEPTEMBER).value == page.total.sums.spend.amount
    assert facts.value(MEASURES["leads"], (), SEPTEMBER).value == page.total.sums.leads
    for row in page.channels:
        margin = facts.value(MEASURES["contribution_margin_marketing"], (row.channel,), SEPTEMBER).value
        assert margin == (row.sums.margin.amount if row.channel != "unknown" else 0)


def test_a_scope_counts_its_channels_only(lamps: Company) -> None:
    facts = facts_of(lamps.warehouse())
    assert facts.value(MEASURES["spend_paid"], ("paid_social",), SEPTEMBER).value == 200
    assert facts.value(MEASURES["qualified_leads"], ("organic_search", "paid_search"), SEPTEMBER).value == 4
    assert facts.value(MEASURES["sessions"], ("organic_search",), SEPTEMBER).value == 80


def test_spend_without_a_result_is_told_by_the_aimed_cost(lamps: Company) -> None:
    facts, measure = facts_of(lamps.warehouse()), MEASURES["spend_no_result"]
    assert facts.value(measure, (), SEPTEMBER, Decimal(150)).value == 500, "Wide spent over twice 150 and brought none"
    assert facts.value(measure, (), SEPTEMBER, Decimal(90)).value == 700, "and so did Warm"
    assert facts.value(measure, (), SEPTEMBER).value == NoData.because("no_aimed_cost")


def test_a_channel_is_of_the_kind_the_company_says(lamps: Company) -> None:
    facts = facts_of(lamps.warehouse(), kinds={"paid_social": "other"})
    assert facts.value(MEASURES["spend_paid"], (), SEPTEMBER).value == 800


def lacking(found: Found) -> str:
    assert isinstance(found.value, NoData)
    return found.value.reason.code


def test_days_no_source_speaks_of_have_no_data(lamps: Company) -> None:
    facts = facts_of(lamps.warehouse())
    assert lacking(facts.value(MEASURES["spend_paid"], (), Period.month(2025, 9))) == "period_not_covered"
    nothing = facts_of(Warehouse.in_memory())
    for code in ("spend_paid", "leads", "new_customers", "sessions", "gsc_clicks_nonbrand", "keywords_top10"):
        assert lacking(nothing.value(MEASURES[code], (), SEPTEMBER)) == "needs_source"


def test_coverage_says_how_far_the_sources_reach(lamps: Company) -> None:
    found = facts_of(lamps.warehouse()).value(MEASURES["spend_paid"], (), SEPTEMBER)
    assert found.coverage == Decimal(20) / 30, "both ad systems end on the 20th of 30 days"
    assert found.fresh_to == date(2026, 9, 20)


def test_a_quiet_day_of_a_source_that_speaks_is_a_real_zero(lamps: Company) -> None:
    found = facts_of(lamps.warehouse()).value(MEASURES["spend_paid"], (), Period(date(2026, 9, 2), date(2026, 9, 9)))
    assert (found.value, found.coverage) == (Decimal(0), Decimal(1))


def test_a_margin_with_an_unknown_cost_is_unknown(lamps: Company) -> None:
    lamps.deal(500, cost=None, created_at=at(3), paid_at=at(4), customer="E", **GOOGLE_CPC)
    facts = facts_of(lamps.warehouse())
    assert lacking(facts.value(MEASURES["contribution_margin_paid"], (), SEPTEMBER)) == "cost_unknown"
    assert facts.value(MEASURES["margin_email"], (), SEPTEMBER).value == 300, "another channel's costs are known"


def test_partners_nothing_was_ever_traced_to_are_unknown_and_not_zero(lamps: Company) -> None:
    facts = facts_of(lamps.warehouse())
    assert lacking(facts.value(MEASURES["margin_affiliate_total"], (), SEPTEMBER)) == "never_traced"


def test_the_first_half_year_of_a_years_new_customers() -> None:
    """Two customers came in March; their margin within 183 days is 300 and 600, later sales do not count."""
    company = Company()
    for day, customer, revenue in ((1, "A", 200), (20, "A", 100), (200, "A", 5000), (5, "B", 600)):
        paid = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        company.deal(revenue, created_at=paid, paid_at=paid, customer=customer, **GOOGLE_CPC)
    company.deal(1, created_at=at(20, 11), paid_at=at(20, 11), customer="Z", **GOOGLE_CPC)
    facts, measure = facts_of(company.warehouse()), MEASURES["contribution_per_new_customer_month"]
    found = facts.value(measure, (), Period.month(2026, 10))
    assert (found.value, found.rows) == (Decimal(75), 3), "900 of 2 customers over 6 months"
    opened = Opening(facts).rows(measure, (), Period.month(2026, 10), 10)
    assert (opened.total, opened.count) == (Decimal(900), 3)
    assert opened.rule and opened.rule.values["customers"] == 2


def observed(*rows: dict[str, Any]) -> Warehouse:
    base = {"source": "search_console", "account": "", "unit": "count"}
    kept = Warehouse.in_memory()
    for number in sorted({row.get("import_id", 1) for row in rows}):
        own = [{**base, **row} for row in rows if row.get("import_id", 1) == number]
        clean = [{name: value for name, value in row.items() if name != "import_id"} for row in own]
        kept.land(number, "f" * 64, [Rows(OBSERVATIONS, table(OBSERVATIONS, clean))])
    return kept


def clicks(query: str, value: int, start: date, end: date, **more: Any) -> dict[str, Any]:
    return {"breakdown": "query", "metric": "clicks", "subject": query, "value": Decimal(value), "day": start,
            "until": end, **more}  # fmt: skip


def test_search_clicks_are_told_apart_by_the_brand_and_spread_over_their_days() -> None:
    august, october = date(2026, 8, 1), date(2026, 10, 1)
    kept = observed(clicks("Lumen home", 610, august, october), clicks("lamps", 122, august, october))
    facts = facts_of(kept)
    assert facts.value(MEASURES["brand_search_clicks"], (), SEPTEMBER).value == 300
    other = facts.value(MEASURES["gsc_clicks_nonbrand"], (), SEPTEMBER)
    assert (other.value, other.rows, other.coverage) == (Decimal(60), 1, Decimal(1))
    opened = Opening(facts).rows(MEASURES["gsc_clicks_nonbrand"], (), SEPTEMBER, 10)
    assert abs(opened.total - 60) < Decimal("0.001") and opened.count == 1


def test_a_newer_export_of_the_same_days_is_not_counted_twice() -> None:
    end = date(2026, 10, 1)
    kept = observed(
        clicks("lamps", 300, FIRST, end), clicks("lamps", 160, date(2026, 9, 16), end, import_id=2),
    )  # fmt: skip
    found = facts_of(kept).value(MEASURES["gsc_clicks_nonbrand"], (), SEPTEMBER)
    assert found.value == 150 + 160, "15 days of the older export at 10 a day, 15 of the newer one"


def test_keywords_are_counted_by_their_middle_position_of_the_last_week() -> None:
    def seen(word: str, position: int, day: int) -> dict[str, Any]:
        return {"source": "seranking", "breakdown": "keyword", "metric": "position", "subject": word,
                "value": Decimal(position), "day": date(2026, 9, day), "until": date(2026, 9, day + 1)}  # fmt: skip

    facts = facts_of(observed(
        seen("a", 50, 1), seen("a", 8, 28), seen("a", 9, 29), seen("a", 30, 27), seen("b", 40, 29), seen("c", 10, 25),
    ))  # fmt: skip
    assert facts.value(MEASURES["keywords_priority"], (), SEPTEMBER).value == 3
    assert facts.value(MEASURES["keywords_top10"], (), SEPTEMBER).value == 2
