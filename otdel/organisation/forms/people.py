"""What is filled in about a person and the terms they work on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.accounts.models import Person
from otdel.organisation.forms.fields import DayField, PercentField, RampField, WordsField
from otdel.organisation.models import Engagement, EngagementKind, JobRole, Member
from otdel.organisation.services.engaging import Terms, shifted_ramp
from otdel.organisation.services.people import Card
from otdel.organisation.words import role_title

SCOPE = ("channels", "regions", "products")
NOBODY = ("", pgettext_lazy("reports to", "nobody"))


class PersonForm(forms.Form):
    """Who somebody is; contacts are shown to owner, head and the person only."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("As they are called, in your own words.")
    )
    person = forms.TypedChoiceField(label=_("Account they sign in with"), coerce=int, empty_value=None, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    contact = forms.CharField(label=_("Phone or messenger"), max_length=200, required=False)
    is_firm = forms.BooleanField(label=_("It is a firm, not a person"), required=False)

    def __init__(self, *args: Any, member: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = _written(member)
        taken = Member.objects.exclude(pk=member.pk if member else 0).exclude(person=None).values("person_id")
        accounts = Person.objects.filter(is_active=True).exclude(pk__in=taken).order_by("name")
        choose(self, "person", [("", pgettext_lazy("account", "none")), *accounts.values_list("pk", "name")])

    @property
    def card(self) -> Card:
        return Card(**{name: self.cleaned_data[name] for name in PersonForm.base_fields})


class TermsForm(forms.Form):
    """On what terms a role is held, from a day on. Without `role` it is chosen in the form."""

    role = forms.TypedChoiceField(label=pgettext_lazy("work", "Role"), coerce=int)
    kind = forms.ChoiceField(label=_("How they are engaged"), choices=EngagementKind.choices)
    share = PercentField(label=_("Percent of a full week"), initial=100, help_text=_("100 is 40 hours."))
    reports_to = forms.TypedChoiceField(label=_("Reports to"), coerce=int, empty_value=None, required=False)
    start = DayField(label=_("From"))
    end = DayField(label=_("To"), required=False, help_text=_("The first day it no longer holds."))
    channels = WordsField(
        label=_("Only these channels"), required=False, help_text=_("With commas between; empty is everything.")
    )
    regions = WordsField(label=_("Only these regions"), required=False)
    products = WordsField(label=_("Only these products"), required=False)
    ramp = RampField(
        label=_("First months, percent of the target"), required=False, help_text=_("For newcomers: 40, 70, 100.")
    )

    def __init__(
        self, *args: Any, member: Member | None = None, engagement: Engagement | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.pk, role_title(role)) for role in JobRole.objects.filter(retired_on=None)]
        choose(self, "role", roles)
        others = Member.objects.exclude(pk=member.pk if member else 0).values_list("pk", "name")
        choose(self, "reports_to", [NOBODY, *others])
        if engagement is not None:
            del self.fields["role"], self.fields["end"]
            self.fields["start"].label = _("These terms hold from")
            self.initial.update(terms_of(engagement))

    @property
    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(
            kind=given["kind"],
            share=given["share"],
            reports_to=given["reports_to"],
            scope={name: given[name] for name in SCOPE if given[name]},
            ramp=given["ramp"],
        )


def terms_of(engagement: Engagement) -> dict[str, Any]:
    """The terms of now as the form shows them."""
    scope = {name: ", ".join(engagement.scope.get(name, [])) for name in SCOPE}
    ramp = ", ".join(f"{month * 100:g}" for month in engagement.ramp)
    share = int(engagement.share * 100)
    return {**scope, "kind": engagement.kind, "share": share, "reports_to": engagement.reports_to_id, "ramp": ramp}


def ramp_left(engagement: Engagement, form: TermsForm) -> Terms:
    """The form's terms; an untouched ramp goes on where it stood instead of beginning anew."""
    terms = form.terms
    if "ramp" in form.changed_data:
        return terms
    left = shifted_ramp(engagement.ramp, engagement.start, form.cleaned_data["start"])
    return Terms(terms.kind, terms.share, terms.reports_to, terms.scope, left)


class DayForm(forms.Form):
    """One day: of an ending, of a handing over."""

    day = DayField(label=_("From"))


def _written(member: Member | None) -> dict[str, Any]:
    if member is None:
        return {}
    return {name: getattr(member, "person_id" if name == "person" else name) for name in PersonForm.base_fields}


def choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
