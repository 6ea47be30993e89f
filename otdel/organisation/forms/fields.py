"""Fields the forms of the department share: days, lists written with commas, shares of a week in percent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar. Days without a neighbour, at both ends of time, are not taken."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        within = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], validators=within, **kwargs)


class WordsField(forms.CharField):
    """Words with commas between them, as a list without repeats."""

    def clean(self, value: Any) -> list[str]:
        text = str(super().clean(value) or "")
        return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


class PercentField(forms.IntegerField):
    """A share of a full week, typed in percent: 100 is 40 hours."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=5, max_value=150, **kwargs)

    def clean(self, value: Any) -> Decimal:
        return Decimal(super().clean(value) or 0) / 100


class RampField(forms.CharField):
    """The share of the target for each month of a newcomer, in percent: 40, 70, 100."""

    def clean(self, value: Any) -> tuple[float, ...]:
        text = str(super().clean(value) or "")
        try:
            months = tuple(float(word.strip().rstrip("%")) / 100 for word in text.split(",") if word.strip())
        except ValueError as error:
            raise ValidationError(
                _("Write a number for each month with commas between them, such as 40, 70, 100.")
            ) from error
        if any(not 0 <= month <= 2 for month in months) or len(months) > 24:
            raise ValidationError(_("Each month is between 0 and 200 percent, and there are 24 months at most."))
        return months
