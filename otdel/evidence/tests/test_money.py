"""Where money went and what came back, on a company small enough to reckon by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from otdel.evidence.queries import Basis, Filters, Kind, Range, UnknownModel, days_of, deals_of, money, rows_of
from otdel.evidence.queries.question import MoneyQuestion
from otdel.evidence.tests.company import GOOGLE_CPC, TODAY, Company, at, campaign, channel, days_ago
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer

BRAND = {**GOOGLE_CPC, "utm_campaign": "brand"}


def uah(amount: str | int) -> Money:
    return Money(Decimal(amount), "UAH")


def test_spend_meets_its_sale_by_the_campaign_name_in_the_tags() -> None:
    answer = Company().spend(100).deal(250, cost=100, **BRAND).ask()
    row = campaign(answer, "Brand")
    assert row.sums.margin == uah(150)
    assert row.back == Range(Decimal("1.5"), Decimal("1.5"))
    assert row.outcome.paid_back == uah(100)
    assert [one.step for one in row.matches] == ["utm"]


def test_an_open_deal_is_never_money() -> None:
    answer = Company().spend(100).deal(900, status="open", paid_at=None, **BRAND).deal(10, **BRAND).ask()
    row = campaign(answer, "Brand")
    assert (row.sums.revenue, row.sums.open_deals, row.sums.deals) == (uah(10), 1, 1)


def test_returns_and_variable_cost_leave_the_margin() -> None:
    answer = Company().spend(100).deal(250, cost=100, returned=Decimal(60), **BRAND).ask()
    assert campaign(answer, "Brand").margin == uah(90)


def test_a_sale_without_its_cost_shows_revenue_and_no_margin() -> None:
    answer = Company().spend(100).deal(60, cost=None, **BRAND).ask()
    row = campaign(answer, "Brand")
    assert row.margin == NoData.because("cost_unknown")
    assert row.sums.revenue == uah(60)
    # whatever the goods cost, 60 of revenue cannot have paid back more than 60 of spend
    assert (row.outcome.cannot, row.outcome.did_not) == (uah(60), uah(40))


def test_a_usual_margin_may_stand_in_for_the_cost_and_says_so() -> None:
    answer = Company().spend(100).deal(200, cost=None, **BRAND).ask(default_margin=Decimal("0.4"))
    assert campaign(answer, "Brand").margin == uah(80)
    assert "margin_assumed" in [one.code for one in answer.warnings]


def test_no_spend_means_no_return_and_not_infinity() -> None:
    answer = Company().deal(250, cost=100, utm_source="google", utm_medium="organic").ask()
    assert channel(answer, "organic_search").back == NoData.because("no_spend")
    assert [one.code for one in answer.verdict] == ["verdict_no_spend"]


def test_spend_alone_says_what_is_missing() -> None:
    answer = Company().spend(100, conversions=Decimal(7), conversion_value=Decimal(900)).ask()
    assert answer.total.outcome.cannot == uah(100)
    assert [one.code for one in answer.next_steps] == ["bring_deals"]
    assert answer.total.back == NoData.because("no_deals")
    # what the platform claims is kept apart and is nobody's revenue
    assert answer.total.platform.value == uah(900)
    assert answer.total.sums.revenue == uah(0)


def test_a_sale_takes_the_origin_of_its_lead() -> None:
    company = (
        Company().spend(100).lead("L1", **BRAND).deal(250, lead_id="L1", utm_source="(direct)", utm_medium="(none)")
    )
    assert campaign(company.ask(), "Brand").sums.deals == 1


def test_a_short_lead_id_of_another_system_is_somebody_else() -> None:
    company = Company().spend(100).lead("5", source="bitrix24", **BRAND).deal(250, lead_id="5")
    assert channel(company.ask(), "unknown").sums.deals == 1


def test_the_last_touch_that_was_not_direct_counts() -> None:
    company = Company().spend(100).deal(250, visitor="v1", utm_source="(direct)", utm_medium="(none)")
    company.touch("v1", at=at(days_ago(193)), utm_source="google", utm_medium="organic")
    company.touch("v1", at=at(days_ago(192)), **BRAND)
    company.touch("v1", at=at(days_ago(191)), utm_source="(direct)", utm_medium="(none)")
    company.touch("v1", at=at(days_ago(185)), utm_source="newsletter", utm_medium="email")  # after the order
    assert campaign(company.ask(), "Brand").sums.deals == 1


def test_a_touch_before_the_look_back_is_too_old() -> None:
    company = Company().spend(100).deal(250, visitor="v1").touch("v1", at=at(days_ago(190 + 91)), **BRAND)
    assert channel(company.ask(), "unknown").sums.deals == 1
    assert campaign(company.ask(look_back_days=120), "Brand").sums.deals == 1


def test_a_click_id_seen_with_a_campaign_names_it() -> None:
    company = Company().spend(100, campaign_id="1234567").deal(250, click_id="gclid:abc")
    company.touch("somebody", click_id="gclid:abc", campaign_id="1234567")
    row = campaign(company.ask(), "Brand")
    assert [one.step for one in row.matches] == ["click"]


def test_an_id_inside_the_tag_names_the_campaign() -> None:
    company = Company().spend(100, campaign_id="1234567").deal(250, **GOOGLE_CPC, utm_campaign="brand-2026|1234567")
    assert campaign(company.ask(), "Brand").sums.deals == 1


def test_a_campaign_of_the_same_name_in_another_system_is_not_taken() -> None:
    company = Company().spend(100, campaign="sale").spend(100, source="meta_ads", campaign="sale", campaign_type="")
    company.deal(250, utm_source="facebook", utm_medium="cpc", utm_campaign="sale")
    answer = company.ask()
    assert channel(answer, "paid_social").sums.deals == 1
    assert channel(answer, "paid_search").sums.deals == 0


def test_reports_that_name_the_account_or_the_id_and_those_that_do_not_tell_of_one_campaign() -> None:
    company = Company().spend(60).spend(30, campaign_id="77", account="Shop", day=days_ago(194))
    answer = company.spend(10, account="Shop", day=days_ago(193)).deal(250, **BRAND).ask()
    row = campaign(answer, "Brand")
    assert (row.account, row.campaign_id) == ("Shop", "77")
    assert (row.sums.spend, row.sums.revenue) == (uah(100), uah(250))


def test_a_report_that_names_no_account_is_of_neither_of_two() -> None:
    company = Company().spend(60).spend(30, account="Shop").spend(10, account="Second shop")
    assert sorted(row.sums.spend.amount for row in channel(company.ask(), "paid_search").rows) == [10, 30, 60]


def test_a_newsletter_with_the_name_of_an_ad_campaign_stays_email() -> None:
    company = (
        Company()
        .spend(100, campaign="sale")
        .deal(250, utm_source="newsletter", utm_medium="email", utm_campaign="sale")
    )
    assert channel(company.ask(), "email").sums.deals == 1


def test_tags_without_a_campaign_follow_the_only_channel_their_system_spends_in() -> None:
    company = Company().spend(100, campaign_type="Performance Max").deal(250, **GOOGLE_CPC)
    row = channel(company.ask(), "cross_network")
    assert [one.kind for one in row.rows] == [Kind.CAMPAIGN, Kind.NO_CAMPAIGN]
    assert row.outcome.paid_back == uah(100)
    assert row.outcome.shared == uah(100)  # known to the channel, shared among its campaigns, and said so


def test_a_campaign_nothing_points_to_is_not_called_a_failure() -> None:
    answer = Company().spend(100).spend(40, source="meta_ads", campaign="Quiet").deal(250, **BRAND).ask()
    row = campaign(answer, "Quiet")
    assert row.outcome.cannot == uah(40)
    assert [one.code for one in row.outcome.because] == ["no_trace"]


def test_spend_before_the_first_sale_the_data_holds_cannot_be_judged() -> None:
    answer = Company().spend(100, day=days_ago(400)).spend(100).deal(50, **BRAND).ask()
    assert campaign(answer, "Brand").outcome.cannot == uah(50 + 50)
    assert "not_covered" in [one.code for one in answer.total.outcome.because]


def test_sales_of_unknown_origin_widen_the_range_and_soften_the_verdict() -> None:
    answer = Company().spend(100).deal(40, **BRAND).deal(30).ask()
    row = campaign(answer, "Brand")
    assert row.back == Range(Decimal("0.4"), Decimal("0.7"))
    assert (row.outcome.paid_back, row.outcome.cannot, row.outcome.did_not) == (uah(40), uah(30), uah(30))
    assert answer.unknown_share == Decimal("0.5")


def test_by_payment_day_a_sale_moves_to_the_month_it_was_paid() -> None:
    company = Company().spend(100).deal(250, **BRAND)
    begun, paid = Period.day(days_ago(190)), Period.day(days_ago(180))
    assert company.ask(period=begun).total.sums.revenue == uah(250)
    assert company.ask(period=begun, basis=Basis.PAYMENT).total.sums.revenue == uah(0)
    assert company.ask(period=paid, basis=Basis.PAYMENT).total.sums.revenue == uah(250)


def test_the_compared_period_stands_beside() -> None:
    company = Company().spend(100).spend(30, day=days_ago(194)).deal(250, **BRAND)
    answer = company.ask(period=Period.day(days_ago(195)), compare=Period.day(days_ago(194)))
    assert (answer.total.sums.spend, answer.before.spend) == (uah(100), uah(30))  # type: ignore[union-attr]


def test_spend_without_a_day_is_in_no_period_and_is_named() -> None:
    answer = Company().spend(100).spend(70, day=None).deal(10, **BRAND).ask(period=Period.day(days_ago(195)))
    assert answer.total.sums.spend == uah(100)
    assert [(one.amount, one.reason.code) for one in answer.troubles] == [(uah(70), "no_day")]


def test_a_customer_is_new_once() -> None:
    company = Company().spend(100).deal(250, customer="C", **BRAND)
    company.deal(250, customer="C", created_at=at(days_ago(100)), paid_at=at(days_ago(99)), **BRAND)
    row = campaign(company.ask(), "Brand")
    assert (row.sums.deals, row.sums.customers, row.cac) == (2, 1, uah("100.00"))


def test_money_of_few_traced_sales_is_warned_of() -> None:
    answer = Company().spend(100).deal(10, **BRAND).deal(10).deal(10).ask()
    assert "low_match_deals" in [one.code for one in answer.warnings]


def test_a_filter_narrows_rows_and_their_total() -> None:
    company = Company().spend(100).spend(40, source="meta_ads", campaign="Quiet").deal(250, **BRAND)
    answer = company.ask(filters=Filters(campaign="qui"))
    assert [row.channel for row in answer.channels] == ["paid_social"]
    assert answer.total.sums.spend == uah(40)


def test_a_contractor_does_not_see_money() -> None:
    from otdel.evidence.queries import money

    stranger = Viewer(5, "Charlie", Role.CONTRACTOR)
    with pytest.raises(NotAllowed):
        money(stranger, Company().spend(1).warehouse(), MoneyQuestion(currency="UAH", today=TODAY))


def test_salaries_stay_out_of_a_specialists_answer_whoever_asked_before() -> None:
    company = (
        Company()
        .spend(100)
        .spend(900, source="manual", campaign="", campaign_id="salary 1", campaign_type="department")
    )
    kept, question = company.deal(250, **BRAND).warehouse(), MoneyQuestion(currency="UAH", today=TODAY)
    told = {
        role: money(Viewer(1, "Somebody", role), kept, question) for role in (Role.OWNER, Role.SPECIALIST, Role.HEAD)
    }
    assert [answer.total.sums.spend for answer in told.values()] == [uah(1000), uah(100), uah(1000)]
    assert "without_salaries" in [one.code for one in told[Role.SPECIALIST].warnings]


def test_an_unknown_model_is_refused_by_name() -> None:
    with pytest.raises(UnknownModel):
        Company().spend(1).ask(model="shapley")


def test_a_number_opens_down_to_the_row_of_its_file() -> None:
    company = Company().spend(100).spend(30, day=days_ago(193)).deal(250, **BRAND)
    kept, question = company.warehouse(), MoneyQuestion(currency="UAH", today=TODAY)
    key = campaign(company.ask(), "Brand").key
    days = days_of(AT_TERMINAL, kept, question, key)
    assert [(one.day, one.spend, one.deals) for one in days] == [
        (days_ago(195), uah(100), 0),
        (days_ago(193), uah(30), 0),
        (days_ago(190), uah(0), 1),
    ]
    assert [one.row for one in rows_of(AT_TERMINAL, kept, question, key, day=days_ago(193))] == [3]
    assert [(one.deal_id, one.row, one.matched_by) for one in deals_of(AT_TERMINAL, kept, question, key)] == [
        ("D1", 2, "utm")
    ]


def test_a_day_with_a_sale_of_unknown_cost_has_no_margin_rather_than_none_of_it() -> None:
    company = Company().spend(100).deal(250, cost=100, **BRAND).deal(90, cost=None, **BRAND)
    question = MoneyQuestion(currency="UAH", today=TODAY)
    *_, sold = days_of(AT_TERMINAL, company.warehouse(), question, campaign(company.ask(), "Brand").key)
    assert (sold.deals, sold.revenue) == (2, uah(340))
    assert isinstance(sold.margin, NoData)


def test_a_deal_without_a_buyers_id_was_bought_by_its_lead() -> None:
    company = Company().spend(300).lead("L1", **BRAND).lead("L2", **BRAND)
    for lead in ("L1", "L1", "L2"):
        company.deal(200, customer="", lead_id=lead)
    answer = company.ask()
    assert (answer.total.sums.customers, answer.total.sums.anonymous) == (2, 0)
    assert answer.total.cac == uah(150)
