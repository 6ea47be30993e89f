"""Sales of days no spend is known of are real, and are set against no spend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from otdel.evidence import wording
from otdel.evidence.queries import Basis, Range
from otdel.evidence.queries.answer import MoneyAnswer
from otdel.evidence.tests.company import GOOGLE_CPC, Company, at, campaign, channel
from otdel.kit.money import Money

BRAND = {**GOOGLE_CPC, "utm_campaign": "brand"}
MARCH, SEPTEMBER, OCTOBER = date(2026, 3, 10), date(2026, 9, 20), date(2026, 10, 5)


def uah(amount: int | str) -> Money:
    return Money(Decimal(amount), "UAH")


def september() -> Company:
    return Company().spend(60, day=date(2026, 9, 1)).spend(40, day=date(2026, 9, 30))


def sold(company: Company, margin: int, day: date, **row: Any) -> Company:
    return company.deal(margin, created_at=at(day), paid_at=at(day), **{**BRAND, **row})


def example() -> Company:
    return sold(sold(sold(september(), 40, SEPTEMBER), 30, OCTOBER), 500, MARCH)


def head(answer: MoneyAnswer, code: str) -> object:
    return next(one.value for one in answer.numbers if one.code == code)


def test_the_example_of_the_docs() -> None:
    answer = example().ask()
    row = campaign(answer, "Brand")
    assert (row.sums.margin, row.sums.deals, row.margin) == (uah(570), 3, uah(570))
    assert row.back == answer.total.back == Range(Decimal("0.7"), Decimal("0.7"))
    assert (row.outcome.paid_back, row.cac) == (uah(70), uah(50))
    assert head(answer, "margin_after") == uah(-30)


def test_what_is_left_out_is_said_and_asked_for() -> None:
    answer = example().ask()
    warning = next(one for one in answer.warnings if one.code == "sales_outside_spend")
    assert (warning.values["count"], warning.values["amount"]) == (1, "500.00")
    assert answer.next_steps[-1].code == "bring_spend_of_period"
    with override("en"):
        assert wording.say(warning, "UAH").startswith("1 sale (revenue ₴500, margin ₴500) is of days whose spend")


def test_a_sale_whose_channel_alone_is_known_has_the_days_of_all_that_spend_in_it() -> None:
    company = september().spend(10, account="Second", campaign="Other", day=MARCH)
    loose = {"utm_campaign": ""}
    answer = sold(sold(company, 25, MARCH, **loose), 900, date(2026, 1, 5), **loose).ask()
    assert channel(answer, "paid_search").counted.margin == uah(25)
    assert channel(answer, "paid_search").sums.margin == uah(925)


def test_spend_of_another_account_gives_a_campaign_no_days() -> None:
    company = september().spend(10, account="Second", campaign="Other", day=MARCH)
    assert campaign(sold(company, 25, MARCH).ask(), "Brand").back == Range(Decimal(0), Decimal(0))


def test_a_lead_of_those_days_costs_nothing() -> None:
    company = september().lead("L1", created_at=at(SEPTEMBER), **BRAND).lead("L2", created_at=at(MARCH), **BRAND)
    row = campaign(company.ask(), "Brand")
    assert (row.sums.leads, row.cost_per_lead) == (2, uah(100))


def test_the_day_is_that_of_the_basis() -> None:
    company = september().deal(80, created_at=at(SEPTEMBER), paid_at=at(date(2026, 10, 20)), **BRAND)
    assert campaign(company.ask(), "Brand").back == Range(Decimal("0.8"), Decimal("0.8"))
    assert campaign(company.ask(basis=Basis.PAYMENT), "Brand").back == Range(Decimal(0), Decimal(0))


def test_sales_of_unknown_origin_of_those_days_soften_nothing() -> None:
    company = sold(september(), 40, OCTOBER).deal(1000, created_at=at(MARCH), paid_at=at(MARCH))
    row = campaign(company.ask(), "Brand")
    assert (row.outcome.cannot, row.outcome.did_not) == (uah(0), uah(60))


def test_nothing_is_left_out_where_spend_states_no_day() -> None:
    answer = sold(september().spend(5, day=None, campaign="Old"), 500, MARCH).ask()
    assert campaign(answer, "Brand").sums == campaign(answer, "Brand").counted
