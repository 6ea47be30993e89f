"""Fields several forms share: currency codes, months, days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.kit.period import Period


class CurrencyField(forms.CharField):
    """An ISO 4217 code in any letter case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=3, min_length=3, widget=forms.TextInput(attrs={"autocapitalize": "characters"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        code = str(super().clean(value) or "").upper()
        if code and not re.fullmatch(r"[A-Z]{3}", code):
            raise ValidationError(_("A currency is three letters, such as EUR or UAH."))
        return code


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"], **kwargs
        )


def period_of(first: date | None, last: date | None) -> Period:
    """The days from a first and a last one, both counted. Raises ValidationError when they are the wrong way round."""
    if first is None or last is None:
        raise ValidationError(_("Give the first and the last day."))
    if last < first:
        raise ValidationError(_("The last day is before the first."))
    if last == date.max:
        raise ValidationError(_("There is no day after the last one. Choose an earlier day."))
    return Period.closed(first, last)
