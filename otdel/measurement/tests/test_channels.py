"""Channel rules over GA4's default grouping and their preview."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.measurement.channels import (
    UNKNOWN,
    UNMAPPED,
    ChannelRule,
    Origin,
    Weighed,
    channel_of,
    matcher,
    preview,
    unreachable,
)
from otdel.measurement.standard_channels import CHANNELS, STANDARD


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "channel"),
    [  # Google Analytics Help, "Default channel group"
        ("(direct)", "(none)", "", "direct"),
        ("google", "cpc", "x cross-network y", "cross_network"),
        ("amazon", "cpc", "", "paid_shopping"),
        ("partner", "ppc", "summer shopping", "paid_shopping"),
        ("google", "cpc", "", "paid_search"),
        ("bing", "ppc", "", "paid_search"),
        ("facebook", "paid_social", "", "paid_social"),
        ("instagram", "cpc", "", "paid_social"),
        ("youtube", "cpv-cpc", "", "paid_video"),
        ("somewhere", "banner", "", "display"),
        ("somewhere", "cpc", "", "paid_other"),
        ("somewhere", "social-media", "", "organic_social"),
        ("facebook.com", "referral", "", "organic_social"),
        ("youtube.com", "referral", "", "organic_video"),
        ("google", "organic", "", "organic_search"),
        ("newsletter", "e-mail", "", "email"),
        ("somewhere", "affiliate", "", "affiliates"),
        ("blog.example", "referral", "", "referral"),
        ("spotify", "audio", "", "audio"),
        ("sms", "text", "", "sms"),
        ("app", "web-push", "", "push"),
        ("leaflet", "paper", "", UNMAPPED),
        ("", "", "", UNKNOWN),
        ("(not set)", "(not set)", "", UNKNOWN),
    ],
)
def test_origins_fall_where_ga4_puts_them(source: str, medium: str, campaign: str, channel: str) -> None:
    assert channel_of(Origin(utm_source=source, utm_medium=medium, campaign=campaign), STANDARD) == channel


@pytest.mark.parametrize(
    ("origin", "channel"),
    [
        (Origin(source="google_ads", campaign_type="Search"), "paid_search"),
        (Origin(source="google_ads", campaign_type="Performance Max"), "cross_network"),
        (Origin(source="google_ads", campaign_type="Пошук"), "paid_search"),
        (Origin(source="google_ads", campaign_type="Максимальная эффективность"), "cross_network"),
        (Origin(source="google_ads", campaign="UA | PMax | all"), "cross_network"),
        (Origin(source="google_ads", campaign="Maximal"), "paid_search"),
        (Origin(source="meta_ads"), "paid_social"),
        (Origin(source="microsoft_ads", campaign_type="Audience"), "display"),
        (Origin(source="tiktok_ads"), "paid_social"),
        (Origin(source="linkedin_ads"), "paid_social"),
        (Origin(source="table", campaign="Radio"), UNMAPPED),
        (Origin(click_id="gclid"), "paid_search"),
        (Origin(click_id="fbclid"), "organic_social"),  # Facebook puts it on every link, paid or not
        (Origin(origin="PAID_SEARCH"), "paid_search"),
        (Origin(origin="Direct Traffic"), "direct"),
    ],
)
def test_spend_click_ids_and_words_of_a_crm_have_channels_too(origin: Origin, channel: str) -> None:
    assert channel_of(origin, STANDARD) == channel


def test_every_channel_a_rule_names_has_a_place_in_the_list() -> None:
    assert {rule.channel for rule in STANDARD} <= set(CHANNELS)


def test_the_first_rule_that_fits_wins() -> None:
    rules = (ChannelRule("Brand", campaign="*brand*"), *STANDARD)
    assert channel_of(Origin(utm_source="google", utm_medium="cpc", campaign="UA-brand-1"), rules) == "Brand"
    assert channel_of(Origin(utm_source="google", utm_medium="cpc", campaign="UA-other"), rules) == "paid_search"


def test_conditions_are_exact_contain_or_are_expressions() -> None:
    fits = {condition: matcher(condition)("Spring.Sale") for condition in (
        "spring.sale", "spring", "*sale", "spr*", "springxsale", "/^spring/", "/x$/", "-"
    )}  # fmt: skip
    assert [condition for condition, hit in fits.items() if hit] == ["spring.sale", "*sale", "spr*", "/^spring/"]


@pytest.mark.parametrize("condition", ["/(a+)+$/", "/(a|a)*b/", "/(.*a){30}b/", "*a*a*a*a*a*a*a*a*a*a*b"])
def test_no_rule_can_stop_a_page(condition: str) -> None:
    """Each of these would keep a backtracking engine busy for longer than the company exists."""
    assert not matcher(condition)("a" * 20_000 + "!")


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ("/^\\w+$/", ["Бренд", "brand_1"]),
        ("/^[\\w-]+$/", ["Бренд", "brand_1", "бренд-2"]),
        ("/\\d$/", ["brand_1", "бренд-2"]),
        ("/\\W/", ["бренд-2", "a b"]),
        ("*д*2", ["бренд-2"]),
        ("*", ["Бренд", "brand_1", "бренд-2", "a b"]),
        ("a*a", []),
        ("БРЕНД", ["Бренд"]),
    ],
)
def test_expressions_know_every_script(condition: str, fits: list[str]) -> None:
    assert [text for text in ("Бренд", "brand_1", "бренд-2", "a b") if matcher(condition)(text)] == fits


@pytest.mark.parametrize("condition", ["/(?=brand)/", r"/\bbrand\b/", r"/(a)\1/", r"/[\W]/"])
def test_what_only_other_engines_know_is_refused_when_it_is_written(condition: str) -> None:
    with pytest.raises(ValueError, match="/"):
        matcher(condition)


def test_a_broken_expression_says_so() -> None:
    with pytest.raises(ValueError, match=r"/\(/"):
        matcher("/(/")


def test_the_preview_says_what_moves_and_changes_nothing() -> None:
    brand = Weighed(
        Origin(source="google_ads", campaign="Brand", campaign_type="Search"), Decimal(100), 3, Decimal(900)
    )
    other = Weighed(Origin(source="google_ads", campaign="Other", campaign_type="Search"), Decimal(50))
    moves = preview([brand, other], STANDARD, (ChannelRule("Brand", campaign="brand"), *STANDARD))
    assert [(one.before, one.after, one.origins, one.spend, one.deals, one.revenue) for one in moves] == [
        ("paid_search", "Brand", 1, Decimal(100), 3, Decimal(900))
    ]


def test_a_rule_behind_a_wider_one_is_pointed_out() -> None:
    rules = (ChannelRule("A", utm_source="x"), ChannelRule("B", utm_source="X", utm_medium="cpc"), ChannelRule("C"))
    assert unreachable(rules) == (1,)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=40))
def test_any_text_whatever_has_a_channel(source: str, medium: str, campaign: str) -> None:
    assert channel_of(Origin(utm_source=source, utm_medium=medium, campaign=campaign), STANDARD)
