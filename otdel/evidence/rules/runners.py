"""Which role of the library runs a channel, told by its standard name or by the systems its money is spent in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BY_CHANNEL = {
    "email": "email", "sms": "email", "push": "email", "affiliates": "affiliate", "organic_search": "seo",
    "organic_social": "smm", "organic_video": "smm", "referral": "pr", "offline": "pr",
}  # fmt: skip
PAID = ("paid_", "display", "cross_network", "audio")
ADS = ("google_ads", "meta_ads", "microsoft_ads", "tiktok_ads", "linkedin_ads", "yandex_direct", "rozetka", "prom")
BY_SOURCE = {"esputnik": "email", "mailchimp": "email", "partners": "affiliate", **dict.fromkeys(ADS, "ppc")}
BY_WORD = {"seo": "seo", "content": "seo", "email": "email", "sms": "email", "affiliate": "affiliate", "pr": "pr"}


def roles_of(channel: str, sources: Iterable[str]) -> Iterator[str]:
    """Codes of roles, the likeliest first; nothing for a channel nothing is known of."""
    if channel in BY_CHANNEL:
        yield BY_CHANNEL[channel]
    if channel.startswith(PAID):
        yield "ppc"
    for source in sources:
        if source in BY_SOURCE:
            yield BY_SOURCE[source]
    for word in channel.casefold().replace("-", " ").split():
        if word in BY_WORD:
            yield BY_WORD[word]
