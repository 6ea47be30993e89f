"""Costs and rates typed by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.measurement.forms.fields import AmountField, CurrencyField, DayField, period_of
from otdel.measurement.models import CostKind


class CostForm(forms.Form):
    """A cost of one month, or of the days between two."""

    kind = forms.ChoiceField(label=_("What kind of cost is it?"), choices=CostKind.choices)
    label = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Salaries are shown to owner, head and accountant only.")
    )
    amount = AmountField(
        label=_("Amount for the whole time"),
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        help_text=_("0 says that nothing was spent on it: then that is known, and KPIs count with it."),
    )
    currency = CurrencyField(label=_("Currency"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("The amount is spread evenly over these days."))
    channel = forms.CharField(
        label=_("Channel"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty for the department as a whole."),
        widget=forms.TextInput(attrs={"list": "channels"}),
    )

    def __init__(self, *args: Any, with_salaries: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_salaries:
            field = self.fields["kind"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [choice for choice in CostKind.choices if choice[0] != CostKind.SALARY]

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            period = period_of(self.cleaned_data["first"], self.cleaned_data["last"])
            if period.days > 1100:
                raise ValidationError(_("A cost lasts three years at most. Enter a longer one in parts."))
            self.cleaned_data["period"] = period
        return self.cleaned_data

    @property
    def money(self) -> Money:
        return Money(self.cleaned_data["amount"], self.cleaned_data["currency"])

    @property
    def period(self) -> Period:
        period: Period = self.cleaned_data["period"]
        return period


class RateForm(forms.Form):
    """What one unit of a currency was worth on a day."""

    day = DayField(label=_("Day"))
    currency = CurrencyField(label=_("One unit of"))
    into = CurrencyField(label=_("Is worth, in"))
    rate = AmountField(label=_("Rate"), min_value=Decimal("0.000001"), max_digits=18, decimal_places=6)

    def clean(self) -> dict[str, Any]:
        if not self.errors and self.cleaned_data["currency"] == self.cleaned_data["into"]:
            raise ValidationError(_("A rate is between two different currencies."))
        return self.cleaned_data
