"""What channels are called: the standard ones in the reader's language, the company's own as the company wrote them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from otdel.measurement.channels import DIRECT, UNKNOWN, UNMAPPED

NAMES: dict[str, str | Promise] = {
    "paid_search": pgettext_lazy("channel", "Paid search"),
    "paid_social": pgettext_lazy("channel", "Paid social"),
    "paid_video": pgettext_lazy("channel", "Paid video"),
    "paid_shopping": pgettext_lazy("channel", "Paid shopping"),
    "paid_other": pgettext_lazy("channel", "Other paid"),
    "cross_network": pgettext_lazy("channel", "Cross-network"),
    "display": pgettext_lazy("channel", "Display"),
    "organic_search": pgettext_lazy("channel", "Organic search"),
    "organic_social": pgettext_lazy("channel", "Organic social"),
    "organic_video": pgettext_lazy("channel", "Organic video"),
    "organic_shopping": pgettext_lazy("channel", "Organic shopping"),
    "email": pgettext_lazy("channel", "E-mail"),
    "sms": pgettext_lazy("channel", "SMS"),
    "push": pgettext_lazy("channel", "Push notifications"),
    "affiliates": pgettext_lazy("channel", "Affiliates"),
    "audio": pgettext_lazy("channel", "Audio"),
    "referral": pgettext_lazy("channel", "Referral"),
    "offline": pgettext_lazy("channel", "Offline"),
    "department": pgettext_lazy("channel", "Team and tools"),
    DIRECT: pgettext_lazy("channel", "Direct"),
    UNMAPPED: pgettext_lazy("channel", "In no channel yet"),
    UNKNOWN: pgettext_lazy("channel", "Origin not known"),
}


def channel_name(channel: str) -> str:
    return str(NAMES.get(channel, channel))
