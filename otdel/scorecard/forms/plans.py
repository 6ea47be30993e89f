"""A plan of a measure for a period, and a target of a KPI from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.measurement.forms.fields import DayField
from otdel.scorecard.forms.fields import PeriodField, ValueField

Choices = Sequence[tuple[str, str]]


class PlanForm(forms.Form):
    """A planned value of one measure."""

    measure = forms.ChoiceField(label=_("Measure"))
    period = PeriodField(label=_("Period"))
    who = forms.ChoiceField(label=_("Whose plan"), required=False)
    value = forms.CharField(label=_("Planned value"), max_length=40)

    def __init__(self, *args: Any, measures: Choices = (), people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = forms.ChoiceField(label=_("Measure"), choices=measures)
        self.fields["who"] = forms.ChoiceField(label=_("Whose plan"), required=False, choices=people)

    def in_unit(self, unit: str) -> None:
        """Read the value again, now that its unit is known."""
        field = ValueField(unit, label=self.fields["value"].label)
        self.fields["value"] = field
        if "value" in self.cleaned_data:
            try:
                self.cleaned_data["value"] = field.clean(str(self.data.get("value", "")))
            except forms.ValidationError as error:
                self.add_error("value", error)


class TargetForm(forms.Form):
    """Floor, target and stretch of one KPI, for everybody who holds it or for one person."""

    start = DayField(label=_("From this day on"))
    who = forms.ChoiceField(label=_("Whose target"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, unit: str = "", percent: bool = False, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = {
            name: ValueField(unit, percent=percent, label=label, required=False)
            for name, label in (("floor", _("Floor")), ("target", _("Target")), ("stretch", _("Stretch")))
        }
        who = forms.ChoiceField(label=_("Whose target"), required=False, choices=people)
        self.fields = {"who": who, "start": self.fields["start"], **steps, "note": self.fields["note"]}
