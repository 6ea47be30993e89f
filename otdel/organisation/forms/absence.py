"""What is filled in about being away, leaving, and the lines of a dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.kit.period import Period
from otdel.organisation.forms.fields import DayField
from otdel.organisation.forms.people import choose
from otdel.organisation.forms.register import people_on
from otdel.organisation.models import Absence, HandoverKind, Member

LONGEST = 366


class AwayForm(forms.Form):
    """Who is away, from which day to which: the question of the absence test."""

    who = forms.ChoiceField(label=_("Who is away"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = dict(people_on(day))
        members = Member.objects.filter(pk__in=here).values_list("slug", "name")
        choose(self, "who", list(members))

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            raise ValidationError(_("The last day is before the first. Change one of them."))
        if first and last and (last - first).days >= LONGEST:
            raise ValidationError(_("An absence is tested for a year at most. Choose fewer days."))
        return self.cleaned_data

    @property
    def member(self) -> Member:
        """Only after is_valid()."""
        return Member.objects.get(slug=self.cleaned_data["who"])

    @property
    def period(self) -> Period:
        return Period.closed(self.cleaned_data["first"], self.cleaned_data["last"])


class AbsenceForm(AwayForm):
    """An absence that is planned."""

    why = forms.ChoiceField(label=_("Why"), choices=Absence.Why.choices)


class LeaveForm(forms.Form):
    """The last day somebody works."""

    last_day = DayField(label=_("Last day at work"))


class LineForm(forms.Form):
    """A line of a handover dossier."""

    kind = forms.ChoiceField(label=_("What it is"), choices=HandoverKind.choices)
    text = forms.CharField(
        label=_("Line"),
        max_length=500,
        help_text=_("A contact with the agreement and its end, or what is not obvious."),
    )
