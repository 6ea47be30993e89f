"""The rows of a plan's sheet: parts with their points, conditions, tiers, one-off payments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.measurement.forms.fields import AmountField
from otdel.motivation.forms.fields import ConditionField, ResultField, ShareField, SharesField

BYS = [("attainment", _("how much of the goal is reached")), ("value", _("the value itself"))]
PERIODS = [("month", pgettext_lazy("period", "Month")), ("quarter", pgettext_lazy("period", "Quarter"))]
KINDS = [("staff", pgettext_lazy("pay plan", "Employee")), ("contractor", pgettext_lazy("pay plan", "Contractor"))]


class Row(forms.Form):
    """A row whose `choices` of KPIs are handed in; an empty row says nothing and is left out."""

    use_required_attribute = False  # rows may be left empty, and buttons add and drop them

    def __init__(self, *args: Any, kpis: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kpi", "measure", "component"):
            if name in self.fields and isinstance(self.fields[name], forms.ChoiceField):
                self.fields[name] = self._picked(name, kpis or [])

    def _picked(self, name: str, kpis: list[tuple[str, Any]]) -> forms.ChoiceField:
        """What the company has, and whatever the row says already though the company may not have it."""
        old = self.fields[name]
        there = self.data.get(self.add_prefix(name), "") if self.is_bound else ""
        known = {code for code, _name in kpis}
        more = [(there, there)] if there and there not in known else []
        return forms.ChoiceField(
            label=old.label, help_text=old.help_text, required=old.required, choices=[("", "…"), *kpis, *more]
        )

    def spare(self) -> None:
        """Show what was typed without judging it."""
        self._errors = ErrorDict()

    @property
    def says_something(self) -> bool:
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.telling)

    @property
    def telling(self) -> tuple[str, ...]:
        """The fields that make a row count; choices that always hold something do not."""
        return tuple(name for name in self.fields if name not in ("by", "rolling"))


class HeadForm(Row):
    """What holds for the whole plan."""

    start = forms.DateField(
        label=_("Holds from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("The first day of a month or quarter that has not started."),
    )
    changed_why = forms.CharField(label=_("Why this version"), max_length=500, required=False)
    period = forms.ChoiceField(label=_("Counted by"), choices=PERIODS)
    kind = forms.ChoiceField(label=_("Written for"), choices=KINDS)
    base = AmountField(label=_("Fixed pay"), decimal_places=2, max_digits=13, min_value=0)
    variable = AmountField(
        label=_("Variable pay at the goal"),
        decimal_places=2,
        max_digits=13,
        min_value=0,
        help_text=_("What everything at exactly 100% brings."),
    )
    cap = ShareField(
        label=_("Limit of variable pay, %"), required=False, help_text=_("140 is 1.4 times the variable pay.")
    )
    ramp = SharesField(
        label=_("Newcomer’s first months, %"), required=False, help_text=_("Guaranteed shares, such as 100, 80, 50.")
    )
    day = forms.IntegerField(label=_("Pay day"), min_value=1, max_value=31)
    months = forms.IntegerField(label=_("Months after the period"), min_value=0, max_value=12)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PartForm(Row):
    """A part of the variable pay that follows a KPI."""

    kpi = forms.ChoiceField(label=_("KPI"))
    weight = ShareField(label=_("Share of variable pay, %"))
    by = forms.ChoiceField(label=_("Counted by"), choices=BYS)
    rolling = forms.IntegerField(label=_("Average of periods"), min_value=1, max_value=24)


class PointForm(Row):
    at = ResultField(label=_("At a result of"))
    pays = ShareField(label=_("it pays, %"))


class FactorForm(Row):
    at = ResultField(label=_("At a result of"))
    pays = ShareField(label=_("the factor is, %"))


class GateForm(Row):
    """A condition. Left out: the whole variable pay depends on it."""

    kpi = forms.ChoiceField(label=_("KPI"))
    passes = ConditionField(label=_("Should be"), help_text=_("Such as >= 92%, or 90% <= x <= 105%."))
    fail = ShareField(label=_("If not, pays, %"))
    component = forms.ChoiceField(label=_("Only for the part"), required=False)
    hard = ConditionField(label=_("Much worse is"), required=False)
    worst = ShareField(label=_("Then pays, %"), required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class TeamForm(Row):
    kpi = forms.ChoiceField(label=_("Shared KPI"), required=False)
    by = forms.ChoiceField(label=_("Counted by"), choices=BYS)


class UnitForm(Row):
    measure = forms.ChoiceField(label=_("What is counted"), required=False)


class TierForm(Row):
    above = AmountField(label=_("Above"), decimal_places=6, max_digits=18, min_value=0)
    upto = AmountField(label=_("Up to"), decimal_places=6, max_digits=18, min_value=0)
    rate = AmountField(label=_("Each brings"), decimal_places=4, max_digits=16, min_value=0)


class HoldbackForm(Row):
    share = ShareField(label=_("Share held back, %"), required=False)
    days = forms.IntegerField(label=_("Paid after so many days"), min_value=1, max_value=730, required=False)
    on = forms.CharField(label=_("When this is known"), max_length=200, required=False)


class ClawbackForm(Row):
    trigger = forms.CharField(label=_("If this happened"), max_length=200, required=False)
    days = forms.IntegerField(label=_("Within so many days"), min_value=1, max_value=1095, required=False)
    most = ShareField(label=_("At most, of that variable pay, %"), required=False)


class ExtraForm(Row):
    code = forms.SlugField(label=_("Code"), max_length=40)
    what = forms.CharField(label=_("For what"), max_length=200)
    amount = AmountField(label=_("Amount"), decimal_places=2, max_digits=13, min_value=0)
