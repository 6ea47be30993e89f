"""Typing a value in, reading it again, settling a difference."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.scorecard.forms.fields import ValueField


class ReadingForm(forms.Form):
    """What a person reads on another system's screen."""

    source = forms.CharField(
        label=_("Where you read it"),
        max_length=200,
        required=False,
        help_text=_("A screen or report, or its address."),
    )

    def __init__(self, *args: Any, unit: str = "", currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"value": ValueField(unit, currency, label=_("Value")), **self.fields}


class AgainForm(forms.Form):
    """The same value, read by somebody else."""

    def __init__(self, *args: Any, unit: str = "", currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = ValueField(unit, currency, label=_("What you read"))


class SettleForm(forms.Form):
    """Which value counts, and why."""

    why = forms.CharField(label=_("Why this one counts"), max_length=300)

    def __init__(self, *args: Any, unit: str = "", currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"value": ValueField(unit, currency, label=_("The value that counts")), **self.fields}
