"""Words of the brand, and a kind for each of the company's own channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from otdel.scorecard.queries.channels import ChannelLine
from otdel.scorecard.wording.kinds import KINDS

CHANNEL = "channel:"


class CountingForm(forms.Form):
    """One field for the words, and one for each channel."""

    words = forms.CharField(
        label=_("Words of the brand"),
        required=False,
        max_length=2000,
        help_text=_("Separated by commas, in every spelling people search by. Empty: the company’s name."),
    )

    def __init__(self, channels: Sequence[ChannelLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = [one.channel for one in channels]
        for one in channels:
            guessed = pgettext("channel kind", "as found: %(kind)s") % {"kind": KINDS[one.kind]}
            choices = [("", guessed), *((kind.value, words) for kind, words in KINDS.items())]
            self.fields[CHANNEL + one.channel] = forms.ChoiceField(
                label=one.channel, choices=choices, required=False, initial=one.said
            )

    @property
    def brand_words(self) -> list[str]:
        return [word.strip() for word in self.cleaned_data["words"].split(",")]

    @property
    def kinds(self) -> dict[str, str]:
        return {channel: self.cleaned_data[CHANNEL + channel] for channel in self.channels}
