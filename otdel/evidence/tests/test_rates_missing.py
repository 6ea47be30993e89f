"""Money without an exchange rate is named at once and first, never passed over as no money."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import override

from otdel.evidence import wording
from otdel.evidence.queries import Filters, MoneyAnswer
from otdel.evidence.terminal.paper import Paper
from otdel.evidence.terminal.printing import print_answer
from otdel.evidence.tests.company import GOOGLE_CPC, Company, campaign, days_ago
from otdel.kit.money import Money

BRAND = {**GOOGLE_CPC, "utm_campaign": "brand"}


def pounds(company: Company, *costs: int) -> Company:
    for number, cost in enumerate(costs):
        company.spend(cost, currency="GBP", campaign=f"UK {number}", day=days_ago(150), impressions=1000, clicks=40)
    return company


def said(answer: MoneyAnswer) -> str:
    with override("en"):
        return wording.verdict_text(answer)


def test_spend_of_which_some_days_have_a_rate_names_the_rest_in_the_first_sentence() -> None:
    company = pounds(Company().rate("GBP", "55", day=days_ago(195)), 800, 31)
    answer = company.spend(2, currency="GBP").deal(50, **BRAND).ask()
    assert answer.total.sums.spend == Money(Decimal(110), "UAH")
    first, second, *_ = said(answer).split(". ")
    assert first == "₴110 was spent, plus £831 that has no exchange rate and is in no number below"
    assert second.startswith("Of the ₴110, ₴50 (45")


def test_spend_without_any_rate_is_never_no_spend() -> None:
    for company in (pounds(Company(), 831), pounds(Company(), 831).deal(500, **BRAND)):
        words = said(company.ask())
        assert words.startswith("£831 was spent, and it has no exchange rate")
        assert "no spend" not in words.casefold()
        assert "Bring exchange rates of GBP into UAH." in words


def test_rates_are_the_first_step_and_say_what_waits_for_them() -> None:
    answer = pounds(Company(), 800, 31).spend(100_000).deal(120, currency="EUR").ask()
    step = answer.next_steps[0]
    assert step.code == "bring_rates"
    with override("en"):
        assert "in no number: £831 of spend, €120 of sales." in wording.say(step, "UAH")
    assert "bring_spend" not in [one.code for one in answer.next_steps]


def test_what_the_platform_counted_needs_no_rate() -> None:
    row = campaign(pounds(Company(), 831).ask(), "UK 0")
    assert not row.sums.spend.amount
    assert (row.platform.impressions, row.platform.clicks) == (1000, 40)


def test_one_line_of_trouble_stands_for_all_campaigns_of_a_source() -> None:
    answer = pounds(Company(), 800, 31).ask()
    assert [(one.amount, one.rows) for one in answer.troubles] == [(Money(Decimal(831), "GBP"), 2)]
    paper = Paper(100, colour=False)
    with override("en"):
        print_answer(paper, answer)
    assert str(paper).count("There is no rate of GBP") == 1


def test_money_that_a_filter_leaves_out_is_not_named() -> None:
    answer = pounds(Company().spend(5), 831).ask(filters=Filters(campaign="Brand"))
    assert answer.troubles == ()
    assert [one.code for one in answer.verdict] == ["verdict_only_spend", "verdict_bring_deals"]
