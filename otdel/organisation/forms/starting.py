"""Who is there now: a few lines with a name, a role of the library and how much of a week."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.organisation.forms.fields import DayField, PercentField
from otdel.organisation.library import library
from otdel.organisation.models import EngagementKind
from otdel.organisation.services.starting import Newcomer
from otdel.organisation.words import spoken

LINES = 8
EARLIEST = date(1990, 1, 1)


class OwnerForm(forms.Form):
    """The customer of the department: sets the goals, gives the budget, accepts the results."""

    owner = forms.CharField(
        label=_("Owner, or whoever marketing answers to"),
        max_length=150,
        required=False,
        help_text=_("They stand at the top of the chart: they set the goals, give the budget and accept the results."),
    )
    since = DayField(
        label=_("Since which day"),
        required=False,
        help_text=_("Numbers are counted for people from this day. They have worked longer? Write an earlier day."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["since"].initial = today

    def clean_since(self) -> date:
        """Today when nothing was said."""
        since: date = self.cleaned_data["since"] or self.today
        if not EARLIEST <= since <= self.today:
            raise ValidationError(_("Write a day between 1990 and today. Whoever comes later is added then."))
        return since


class NewcomerForm(forms.Form):
    """One line; without a name it is nobody."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("What they do"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("engagement", "How"), choices=EngagementKind.choices, required=False)
    share = PercentField(label=_("Share of a week, %"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, library().text(one, spoken()).title) for one in library().ids]
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    @property
    def newcomer(self) -> Newcomer:
        given = self.cleaned_data
        role, kind, share = given["role"] or "generalist", given["kind"] or "staff", given["share"] or Decimal(1)
        return Newcomer(given["name"], role, kind, share)


class BaseNewcomers(forms.BaseFormSet[NewcomerForm]):
    def clean(self) -> None:
        names = [one.cleaned_data.get("name") for one in self.forms if one.is_valid() and one.cleaned_data.get("name")]
        if not names:
            raise ValidationError(_("Write at least one name: one marketer is a department already."))
        if len(set(names)) < len(names):
            raise ValidationError(_("Two lines have the same name. Somebody with two roles gets the second one later."))


def newcomers_of(lines: forms.BaseFormSet[NewcomerForm]) -> list[Newcomer]:
    """Those with a name. Only after is_valid()."""
    return [one.newcomer for one in lines.forms if one.cleaned_data.get("name")]


Newcomers = forms.formset_factory(
    NewcomerForm, formset=BaseNewcomers, extra=LINES, max_num=LINES, absolute_max=LINES, validate_max=True
)
