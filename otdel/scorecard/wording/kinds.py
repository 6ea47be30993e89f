"""Names of the kinds of channels."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.scorecard.rules.kinds import ChannelKind

KINDS: dict[ChannelKind, Any] = {
    ChannelKind.PAID: pgettext_lazy("channel kind", "paid media"),
    ChannelKind.SEARCH: pgettext_lazy("channel kind", "organic search"),
    ChannelKind.SOCIAL: pgettext_lazy("channel kind", "organic social"),
    ChannelKind.EMAIL: pgettext_lazy("channel kind", "email"),
    ChannelKind.PARTNERS: pgettext_lazy("channel kind", "partners"),
    ChannelKind.OTHER: pgettext_lazy("channel kind", "other marketing"),
    ChannelKind.NONE: pgettext_lazy("channel kind", "not marketing"),
}
COUNTING_REFUSALS: dict[str, Any] = {
    "brand_words_too_many": _(
        "At most %(most)s words of up to %(longest)s characters each tell the brand. Nothing was saved."
    ),
    "brand_word_too_short": _("“%(word)s” is too short: it stands in nearly every search. Nothing was saved."),
    "channel_kind_unknown": _("There is no kind of channel “%(kind)s”. Nothing was saved."),
}
