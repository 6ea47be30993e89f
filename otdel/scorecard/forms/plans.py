"""A target of a KPI from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.measurement.forms.fields import DayField
from otdel.scorecard.forms.fields import ValueField

Choices = Sequence[tuple[str, str]]


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
