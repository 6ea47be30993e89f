"""The demo company's own channel rules: seven names a marketer there would use, over the standard grouping."""

from __future__ import annotations

from otdel.measurement.channels import ChannelRule
from otdel.testing.demo.truth import AFFILIATES, CONTENT, EMAIL, MARKETPLACES, META, SEARCH, YOUTUBE

RULES = (
    ChannelRule(YOUTUBE, source="google_ads", campaign="/^(youtube|demand gen)/"),
    ChannelRule(SEARCH, source="google_ads"),
    ChannelRule(META, source="meta_ads"),
    ChannelRule(MARKETPLACES, source="/^(rozetka|prom)$/"),
    ChannelRule(AFFILIATES, source="partners"),
    ChannelRule(EMAIL, source="esputnik"),
    ChannelRule(YOUTUBE, utm_source="youtube"),
    ChannelRule(SEARCH, utm_source="google", utm_medium="cpc"),
    ChannelRule(META, utm_source="/^(facebook|instagram)$/"),
    ChannelRule(MARKETPLACES, utm_source="/^(rozetka|prom)$/"),
    ChannelRule(EMAIL, utm_source="esputnik"),
    ChannelRule(CONTENT, utm_medium="organic"),
)
