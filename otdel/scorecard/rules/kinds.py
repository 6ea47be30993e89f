"""What kind of channel a channel is: paid, organic search, social, email, partners. Measures are told apart by it.

A company names its channels as it likes, so the kind is looked for where it shows: in what the company said, in the
standard channel of the money and the tags that lead there, at last in the words of the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum


class ChannelKind(StrEnum):
    PAID = "paid"
    SEARCH = "search"  # organic search
    SOCIAL = "social"  # organic social
    EMAIL = "email"
    PARTNERS = "partners"  # affiliates
    OTHER = "other"  # marketing of another kind
    NONE = "none"  # not marketing: direct, offline, unknown, not mapped


PAID = ("paid_search", "paid_social", "paid_shopping", "paid_video", "cross_network", "display", "paid_other")
OF_STANDARD: dict[str, ChannelKind] = {
    **dict.fromkeys(PAID, ChannelKind.PAID),
    "organic_search": ChannelKind.SEARCH,
    "organic_social": ChannelKind.SOCIAL,
    "email": ChannelKind.EMAIL,
    "affiliates": ChannelKind.PARTNERS,
    **dict.fromkeys(("direct", "offline", "unknown", "unmapped"), ChannelKind.NONE),
    **dict.fromkeys(
        ("sms", "push", "audio", "organic_shopping", "organic_video", "referral", "department"), ChannelKind.OTHER
    ),
}
WORDS = (
    (ChannelKind.PARTNERS, re.compile(r"affiliat|partner|партн|cpa", re.IGNORECASE)),
    (ChannelKind.EMAIL, re.compile(r"e-?mail|newsletter|розсил|рассыл|листи|письма", re.IGNORECASE)),
    (ChannelKind.SEARCH, re.compile(r"\bseo\b|organic|органі|органи", re.IGNORECASE)),
    (ChannelKind.PAID, re.compile(r"\bads?\b|ppc|cpc|paid|контекст|таргет|реклам", re.IGNORECASE)),
    (ChannelKind.SOCIAL, re.compile(r"\bsmm\b|social|соц", re.IGNORECASE)),
)


def kind_of(channel: str, spent: Mapping[str, Decimal], tagged: Mapping[str, int]) -> ChannelKind:
    """The kind of a channel: `spent` and `tagged` are the money and the contacts in it by standard channel."""
    if channel in OF_STANDARD:
        return OF_STANDARD[channel]
    for weights in (spent, tagged):
        found = _heaviest(weights)
        if found is not None:
            return found
    return next((kind for kind, words in WORDS if words.search(channel)), ChannelKind.OTHER)


def _heaviest(weights: Mapping[str, Decimal] | Mapping[str, int]) -> ChannelKind | None:
    """The kind most of the weight stands for; what says nothing of a kind is left out."""
    sums: dict[ChannelKind, Decimal] = {}
    for standard, weight in weights.items():
        kind = OF_STANDARD.get(standard, ChannelKind.OTHER)
        if kind not in (ChannelKind.NONE, ChannelKind.OTHER):
            sums[kind] = sums.get(kind, Decimal(0)) + weight
    return max(sums, key=lambda kind: sums[kind]) if any(sums.values()) else None
