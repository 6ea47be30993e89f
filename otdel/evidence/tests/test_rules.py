"""Pure judgement: the four outcomes, shares that add up, the lag curve, and which campaign tags speak for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.evidence.rules.lag import LEAST_DEALS, Paid, measured
from otdel.evidence.rules.matching import Campaign, Matcher, Tags, plain
from otdel.evidence.rules.outcome import Standing, split
from otdel.evidence.rules.sharing import shared
from otdel.measurement.standard_channels import STANDARD

AMOUNTS = st.decimals(min_value=-5000, max_value=10_000, places=6)
POSITIVE = st.decimals(min_value=0, max_value=10_000, places=6)


@given(
    spend=AMOUNTS,
    margin=AMOUNTS,
    shared_margin=POSITIVE,
    uncosted=POSITIVE,
    unknown=POSITIVE,
    uncovered=POSITIVE,
    due=POSITIVE,
    counts=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_the_four_outcomes_add_up_to_the_spend_exactly(
    spend: Decimal,
    margin: Decimal,
    shared_margin: Decimal,
    uncosted: Decimal,
    unknown: Decimal,
    uncovered: Decimal,
    due: Decimal,
    counts: tuple[int, int],
    flags: tuple[bool, bool, bool, bool],
) -> None:
    traced, serves_all, has_deals, lag_known = flags
    unpriced, open_deals = counts
    parts = split(
        Standing(
            spend, margin, shared_margin, uncosted, unknown, unpriced, open_deals, uncovered, due,
            traced=traced, serves_all=serves_all, has_deals=has_deals, lag_known=lag_known,
        )
    )  # fmt: skip
    assert parts.paid_back + parts.on_its_way + parts.did_not + parts.cannot == spend
    assert sum((amount for _, amount in parts.because), Decimal(0)) == parts.cannot
    if spend > 0:
        assert min(parts.paid_back, parts.on_its_way, parts.did_not, parts.cannot, parts.shared) >= 0


def test_recent_spend_is_on_its_way_only_as_far_as_it_has_not_paid_back() -> None:
    parts = split(Standing(Decimal(100), margin=Decimal(70), due=Decimal(50)))
    assert (parts.paid_back, parts.on_its_way, parts.did_not) == (Decimal(70), Decimal(30), Decimal(0))
    parts = split(Standing(Decimal(100), margin=Decimal(30), due=Decimal(50)))
    assert (parts.paid_back, parts.on_its_way, parts.did_not) == (Decimal(30), Decimal(50), Decimal(20))


def test_open_sales_of_an_unknown_pace_are_not_called_a_failure() -> None:
    parts = split(Standing(Decimal(100), margin=Decimal(20), open_deals=3, lag_known=False))
    assert parts.did_not == Decimal(0)
    assert parts.because == (("still_open", Decimal(80)),)


@given(POSITIVE, st.lists(POSITIVE, min_size=1, max_size=12))
def test_shares_add_up_to_what_is_shared(amount: Decimal, weights: list[Decimal]) -> None:
    parts = shared(amount, weights)
    assert sum(parts, Decimal(0)) == (amount if any(weights) else 0)
    assert all(part >= 0 for part in parts)


def test_the_lag_curve_is_not_fooled_by_recent_leads() -> None:
    """True lag is uniform over 1..40 days; leads of the last 40 days show only their quick sales."""
    random, as_of = Random(5), date(2026, 6, 30)
    paid = []
    for age in range(120):
        for _ in range(60):
            lag = random.randint(1, 40)
            if lag <= age:
                paid.append(Paid(as_of - timedelta(days=age), lag, 1))
    curve = measured(paid, as_of)
    assert curve is not None
    assert curve.paid_by(20) == pytest.approx(0.5, abs=0.03)
    plain_share = sum(one.lag <= 20 for one in paid) / len(paid)
    assert plain_share > 0.53  # what counting without this care would have said
    assert (curve.paid_by(0), curve.paid_by(40), curve.due_after(40)) == (0.0, 1.0, 0.0)


def test_too_few_sales_give_no_curve() -> None:
    assert measured([Paid(date(2026, 1, 1), 3, LEAST_DEALS - 1)], date(2026, 6, 1)) is None


BRAND = Campaign(0, "google_ads", "A", "1234567", "Brand | Search", "paid_search")
SALE_GOOGLE = Campaign(1, "google_ads", "A", "2345678", "Sale", "paid_search")
SALE_META = Campaign(2, "meta_ads", "B", "", "Sale", "paid_social")
MATCHER = Matcher([BRAND, SALE_GOOGLE, SALE_META], STANDARD)


@pytest.mark.parametrize(
    ("tags", "step", "campaign"),
    [
        (Tags(campaign_id="1234567"), "campaign_id", 0),
        (Tags("google", "cpc", "brand_search"), "utm", 0),
        (Tags("google", "cpc", "Brand%20%7C%20Search"), "utm", 0),
        (Tags("google", "cpc", "autumn-2345678-v2"), "utm", 1),
        (Tags("facebook", "paid", "SALE"), "utm", 2),
        (Tags("", "", "sale"), "channel", None),  # two systems run a "Sale", and nothing says which
        (Tags("google", "organic", "sale"), "channel", None),
        (Tags(origin="brand search"), "name", 0),
        (Tags("google", "cpc"), "channel", None),
        (Tags(), "none", None),
    ],
)
def test_tags_speak_for_a_campaign(tags: Tags, step: str, campaign: int | None) -> None:
    place = MATCHER.place(tags)
    assert (place.step, place.campaign) == (step, campaign)


def test_names_compare_without_case_marks_and_link_codes() -> None:
    assert plain("Brand%20%7C Search_UA") == plain("brand search-ua") == "brand search ua"
