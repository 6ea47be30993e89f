"""Closing a period: the few things that cannot be undone ask for a typed word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.scorecard.forms.fields import PeriodField


class CloseForm(forms.Form):
    """The period, and its name typed again."""

    period = PeriodField(label=_("Period to close"))
    typed = forms.CharField(
        label=_("Type the same name again"), max_length=24, help_text=_("A closed period is never opened again.")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        period = given.get("period")
        if period is not None and "typed" in given and given["typed"].strip().lower() != period.code:
            self.add_error("typed", ValidationError(_("Type %(code)s to confirm."), params={"code": period.code}))
        return given
