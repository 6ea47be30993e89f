"""Every row of an answer opens by day, and its days add up to it exactly, whatever the question assumes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otdel.evidence.queries import Basis, Filters, MoneyQuestion, Row, days_of, money
from otdel.evidence.tests.company import TODAY, Company, at, days_ago
from otdel.evidence.tests.test_sums import MONEY, SPENT, TAGS
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL
from otdel.warehouse import Warehouse

AGES = st.integers(150, 260)
SOLD = st.tuples(
    MONEY, st.none() | MONEY, st.none() | MONEY, st.sampled_from(["won", "won", "open", "lost"]), TAGS, AGES,
    st.sampled_from(["UAH", "UAH", "USD", "PLN"]),
)  # fmt: skip
ASKED = st.builds(
    MoneyQuestion,
    currency=st.just("UAH"),
    today=st.just(TODAY),
    period=st.none()
    | st.builds(lambda first, last: Period(days_ago(first), days_ago(last)), AGES, st.integers(0, 149)),
    basis=st.sampled_from(Basis),
    default_margin=st.sampled_from([None, Decimal("0.35"), Decimal("0.333333")]),
    filters=st.sampled_from([Filters(), Filters(source="google_ads")]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SPENT, max_size=6), st.lists(SOLD, max_size=6), st.lists(st.tuples(TAGS, AGES), max_size=4), ASKED)
def test_the_days_of_every_row_add_up_to_it(
    spent: list[Any], sold: list[Any], came: list[Any], question: MoneyQuestion
) -> None:
    company = Company().rate("USD", "41.27", day=days_ago(205))
    for cost, name, source, age, currency in spent:
        company.spend(cost, campaign=name, source=source, day=days_ago(age), currency=currency, campaign_type="")
    for revenue, cost, returned, status, tags, age, currency in sold:
        paid = at(days_ago(age - 9)) if age % 3 else None
        said = {"status": status, "currency": currency, "created_at": at(days_ago(age)), "paid_at": paid, **tags}
        company.deal(revenue, cost=cost, returned=returned, **said)
    for number, (tags, age) in enumerate(came):
        company.lead(f"L{number}", created_at=at(days_ago(age)), **tags)
    kept = company.warehouse()
    answer = money(AT_TERMINAL, kept, question)
    for row in (answer.total, *answer.channels, *(one for channel in answer.channels for one in channel.rows)):
        check(kept, question, row)


def check(kept: Warehouse, question: MoneyQuestion, row: Row) -> None:
    days = days_of(AT_TERMINAL, kept, question, row.key)
    nothing = Money.zero("UAH")
    assert sum((day.spend for day in days), nothing) == row.sums.spend
    assert sum((day.revenue for day in days), nothing) == row.sums.revenue
    assert (sum(day.leads for day in days), sum(day.deals for day in days)) == (row.sums.leads, row.sums.deals)
    margins = [day.margin for day in days if isinstance(day.margin, Money)]
    if len(margins) == len(days):
        assert sum(margins, nothing) == row.sums.margin
    else:
        assert row.sums.unpriced or row.sums.uncosted.amount


def test_a_usual_margin_is_assumed_on_every_day_too() -> None:
    company = Company().spend(100).deal(200, cost=None, utm_source="google", utm_medium="cpc", utm_campaign="brand")
    question = MoneyQuestion(currency="UAH", today=TODAY, default_margin=Decimal("0.4"))
    *_, sold = days_of(AT_TERMINAL, company.warehouse(), question)
    assert sold.margin == Money(Decimal(80), "UAH")
