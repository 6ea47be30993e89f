"""A value in its unit as people type it: a share as a percentage, everything else as a number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.kit.calendar import named
from otdel.measurement.forms.fields import AmountField
from otdel.scorecard.pages.figures import unit_name

HUNDRED = Decimal(100)


class ValueField(AmountField):
    """A number of a measure or KPI. A share is typed in percent (93 or 93%) and kept as 0.93."""

    def __init__(self, unit: str = "", currency: str = "", *, percent: bool = False, **kwargs: Any) -> None:
        self.percent = percent or unit == "share"
        kwargs.setdefault("help_text", _("In percent.") if self.percent else _in_words(unit, currency))
        super().__init__(decimal_places=6, max_digits=20, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip()
            value = value.removesuffix("%").strip() if self.percent else value
        found = super().to_python(value)
        return found / HUNDRED if self.percent and isinstance(found, Decimal) else found

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            shown = value * HUNDRED if self.percent else value
            return shown.normalize() if shown else Decimal(0)
        return value


class PeriodField(forms.CharField):
    """The name of a calendar period: 2026-10, 2026-q4, 2026-w47, 2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As 2026-10, 2026-q4, 2026-w47 or 2026."))
        super().__init__(max_length=24, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip().lower()
        found = named(text) if text else None
        if text and found is None:
            raise ValidationError(_("This is no period. Write 2026-10, 2026-q4, 2026-w47 or 2026."))
        return found


def _in_words(unit: str, currency: str) -> str:
    return unit_name(unit, currency) if unit else ""
