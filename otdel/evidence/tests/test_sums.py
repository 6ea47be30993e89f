"""Whatever the facts, sums add up exactly and nothing is counted that cannot be turned into the currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otdel.evidence.queries import MoneyAnswer, Row
from otdel.evidence.tests.company import GOOGLE_CPC, Company, campaign, days_ago
from otdel.kit.money import Money
from otdel.measurement.currency import Rate, VatRule

ADDED = ("spend", "revenue", "returned", "variable_cost", "assumed", "margin", "uncosted")
COUNTED = ("unpriced", "leads", "deals", "open_deals", "customers", "anonymous")
PARTS = ("paid_back", "on_its_way", "did_not", "cannot")

MONEY = st.decimals(min_value=Decimal("0.01"), max_value=99_999, places=6)
TAGS = st.sampled_from(
    [
        {},
        {**GOOGLE_CPC, "utm_campaign": "brand"},
        {**GOOGLE_CPC},
        {"utm_source": "facebook", "utm_medium": "paid", "utm_campaign": "sale"},
        {"utm_source": "google", "utm_medium": "organic"},
        {"utm_source": "leaflet", "utm_medium": "paper"},
        {"utm_source": "(direct)", "utm_medium": "(none)"},
    ]
)
SPENT = st.tuples(
    MONEY,
    st.sampled_from(["Brand", "Sale", "Radio"]),
    st.sampled_from(["google_ads", "meta_ads", "table"]),
    st.integers(150, 260),
    st.sampled_from(["UAH", "UAH", "USD", "PLN"]),
)
SOLD = st.tuples(MONEY, st.none() | MONEY, st.sampled_from(["won", "won", "open", "lost"]), TAGS, st.integers(0, 3))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SPENT, max_size=8), st.lists(SOLD, max_size=8), st.sampled_from([None, Decimal("0.35")]))
def test_everything_adds_up(spent: list[Any], sold: list[Any], default_margin: Decimal | None) -> None:
    company = Company().rate("USD", "41.27", day=days_ago(205))
    for cost, name, source, age, currency in spent:
        company.spend(cost, campaign=name, source=source, day=days_ago(age), currency=currency, campaign_type="")
    for revenue, cost, status, tags, customer in sold:
        company.deal(revenue, cost=cost, status=status, customer=f"C{customer}" if customer else "", **tags)
    answer = company.ask(default_margin=default_margin)
    check(answer.channels, answer.total)
    for row in answer.channels:
        if row.rows:
            check(row.rows, row)
    assert_no_money_is_lost(answer, spent)


def check(parts: Sequence[Row], whole: Row) -> None:
    for name in ADDED:
        assert sum((getattr(row.sums, name).amount for row in parts), Decimal(0)) == getattr(whole.sums, name).amount
    for name in COUNTED:
        assert sum(getattr(row.sums, name) for row in parts) == getattr(whole.sums, name)
    for row in (*parts, whole):
        assert sum(getattr(row.outcome, name).amount for name in PARTS) == row.sums.spend.amount
        sums = row.sums
        assert sums.margin == sums.revenue - sums.returned - sums.variable_cost - sums.uncosted


def assert_no_money_is_lost(answer: MoneyAnswer, spent: list[Any]) -> None:
    """Spend in the answer's currency is counted to the last micro; what has no rate is named in its own."""
    named = {one.amount.currency for one in answer.troubles if one.shape == "spend"}
    assert named <= {"USD", "PLN"}
    missing = sum((one.amount.amount for one in answer.troubles if one.amount.currency == "PLN"), Decimal(0))
    assert missing == sum((cost for cost, *_, currency in spent if currency == "PLN"), Decimal(0))


def test_spend_is_turned_at_the_rate_of_its_own_day() -> None:
    company = Company().rate("USD", "40", day=days_ago(195)).rate("USD", "42", day=days_ago(194))
    company.spend(10, currency="USD").spend(10, currency="USD", day=days_ago(194)).deal(1)
    answer = company.ask()
    assert campaign(answer, "Brand").sums.spend == Money(Decimal(820), "UAH")


def test_a_rate_typed_by_hand_wins_over_an_imported_one() -> None:
    company = Company().rate("USD", "40", day=days_ago(195)).spend(10, currency="USD").deal(1)
    typed = (Rate(days_ago(195), "USD", "UAH", Decimal(50)),)
    assert company.ask(rates=typed).total.sums.spend == Money(Decimal(500), "UAH")


def test_an_amount_without_a_rate_is_named_and_in_no_total() -> None:
    answer = Company().spend(10, currency="USD").spend(5).deal(1).ask()
    assert answer.total.sums.spend == Money(Decimal(5), "UAH")
    assert [(one.amount, one.reason.code) for one in answer.troubles] == [(Money(Decimal(10), "USD"), "no_rate")]
    assert "bring_rates" in [step.code for step in answer.next_steps]


def test_vat_comes_off_a_source_that_includes_it() -> None:
    company = Company().spend(120).deal(60, **GOOGLE_CPC)
    rule = (VatRule("google_ads", included=True, rate=Decimal("0.2")),)
    assert company.ask(vat=rule).total.sums.spend.rounded() == Money(Decimal("100.00"), "UAH")
    assert company.ask(vat=rule, with_vat=True).total.sums.spend == Money(Decimal(120), "UAH")


def test_sales_that_name_a_lead_are_missed_among_leads_only_where_there_are_leads() -> None:
    company = Company().spend(5).deal(1, lead_id="12345678")
    assert "leads_not_found" not in [one.code for one in company.ask().warnings]
    assert "leads_not_found" in [one.code for one in company.lead("87654321").ask().warnings]
