"""Sums checked against arithmetic done by hand: compared periods, shares of unknown money, the company's own days."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.asked import asked
from otdel.evidence.queries import Range
from otdel.evidence.queries.company import company_money, company_question
from otdel.evidence.tests.company import TODAY, Company, campaign, channel, days_ago
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.measurement import services

BRAND = {"utm_source": "google", "utm_medium": "cpc", "utm_campaign": "Brand"}
NOW, BEFORE = Period.day(days_ago(195)), Period.day(days_ago(196))
LATE_EVENING = """Record ID,Deal Stage,Amount,Currency,Create Date,Close Date,Cost of goods,utm_source,utm_medium
1,Closed Won,200.00,EUR,2026-09-01 00:30,2026-09-05 12:00,80.00,google,cpc
2,Closed Won,50.00,EUR,2026-09-30 23:30,2026-10-06 12:00,30.00,google,cpc
3,Closed Won,90.00,EUR,2026-10-01 00:30,2026-10-06 12:00,40.00,google,cpc
"""


def uah(amount: int | str) -> Money:
    return Money(Decimal(amount), "UAH")


def test_what_a_campaign_since_stopped_cost_is_in_the_compared_sums() -> None:
    company = Company().spend(100).spend(70, day=days_ago(196)).deal(250, **BRAND)
    company.spend(30, campaign="Old", day=days_ago(196)).spend(900, campaign="Older", day=days_ago(400))
    answer = company.ask(period=NOW, compare=BEFORE)
    assert (answer.total.sums.spend, answer.total.before.spend) == (uah(100), uah(70 + 30))  # type: ignore[union-attr]
    stopped = campaign(answer, "Old")
    assert (stopped.sums.spend, stopped.before.spend) == (uah(0), uah(30))  # type: ignore[union-attr]
    assert "Older" not in [row.campaign for found in answer.channels for row in found.rows]


def test_a_channel_that_stopped_altogether_is_compared_too() -> None:
    company = Company().spend(100).spend(40, source="meta_ads", campaign="Sale", day=days_ago(196)).deal(9, **BRAND)
    answer = company.ask(period=NOW, compare=BEFORE)
    assert channel(answer, "paid_social").before.spend == uah(40)  # type: ignore[union-attr]
    assert answer.total.before.spend == uah(40)  # type: ignore[union-attr]


def test_money_of_unknown_origin_softens_a_campaign_known_by_its_channel_only() -> None:
    """100 spent; 40 of margin says only "Google ads" and 30 says nothing: at most 70 came back, so 30 did not."""
    answer = Company().spend(100).deal(40, utm_source="google", utm_medium="cpc").deal(30).ask()
    row = campaign(answer, "Brand")
    assert (row.outcome.paid_back, row.outcome.cannot, row.outcome.did_not) == (uah(40), uah(30), uah(30))
    assert row.back == Range(Decimal(0), Decimal("0.7"))
    assert channel(answer, "paid_search").back == Range(Decimal("0.4"), Decimal("0.7"))


def test_a_sale_of_half_past_midnight_belongs_to_the_day_it_was_where_the_company_is(
    people: dict[Role, Person], tmp_path: Path
) -> None:
    """00:30 in Kyiv is still the evening before in Greenwich."""
    owner = as_viewer(people[Role.OWNER])
    file = tmp_path / "hubspot-deals.csv"
    file.write_text(LATE_EVENING, encoding="utf-8")
    item = services.receive_file(owner, file, file.name).item
    assert services.start(owner, item)
    run_waiting()
    answer = company_money(owner, company_question(owner, asked({"period": "2026-09"}, TODAY), TODAY))
    assert (answer.total.sums.deals, answer.total.sums.revenue.amount) == (2, Decimal(250))
