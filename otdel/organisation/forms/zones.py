"""What is filled in about a zone and who has a part in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.organisation.forms.fields import DayField
from otdel.organisation.forms.people import choose
from otdel.organisation.models import JobRole, Member, Part
from otdel.organisation.words import role_title


class ZoneForm(forms.Form):
    """A zone in the company's own words; an existing one may fall back to the library's."""

    name = forms.CharField(label=_("What it is"), max_length=200, help_text=_("Such as “prices on marketplaces”."))
    role = forms.TypedChoiceField(label=pgettext_lazy("work", "Role"), coerce=int, empty_value=None, required=False)
    critical = forms.BooleanField(
        label=_("Critical: the business is hurt within days when nobody looks after it"), required=False
    )

    def __init__(self, *args: Any, written: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if written:
            del self.fields["role"]
            self.fields["name"].required = False
            self.fields["name"].help_text = _("Empty: the words of the library.")
            return
        roles = [(role.pk, role_title(role)) for role in JobRole.objects.filter(retired_on=None)]
        choose(self, "role", [("", pgettext_lazy("role of a zone", "none")), *roles])


class PartForm(forms.Form):
    """Who has which part, from a day on."""

    member = forms.TypedChoiceField(label=_("Person"), coerce=int)
    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)
    start = DayField(label=_("From"))
    end = DayField(label=_("To"), required=False, help_text=_("The first day it no longer holds."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "member", list(Member.objects.values_list("pk", "name")))

    @property
    def chosen(self) -> Member:
        """Only after is_valid()."""
        return Member.objects.get(pk=self.cleaned_data["member"])
