"""What is filled in about an access: its line of the register, a check, who has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.organisation.forms.fields import DayField
from otdel.organisation.forms.people import choose
from otdel.organisation.models import Access, Member
from otdel.organisation.queries.able import left_by
from otdel.organisation.services.accesses import AccessCard

NOBODY = ("", pgettext_lazy("people", "nobody"))
OWNED = (("", _("Nobody has looked")), ("yes", _("The company")), ("no", _("A person, privately")))
READ = {"yes": True, "no": False}
WRITTEN = {True: "yes", False: "no", None: ""}


def people_on(day: date, *keep: int | None) -> list[tuple[int, str]]:
    """Everybody who is here, and those named already though they left."""
    left = left_by(day) - {one for one in keep if one}
    return [(pk, name) for pk, name in Member.objects.values_list("pk", "name") if pk not in left]


class AccessForm(forms.Form):
    """A line of the register. Never a password: there is no field for one."""

    system = forms.CharField(label=_("System"), max_length=120, help_text=_("Such as Google Ads or the mail domain."))
    asset = forms.CharField(
        label=_("Account or asset in it"),
        max_length=200,
        required=False,
        help_text=_("Its number, address or name. Never a password."),
    )
    company_owned = forms.ChoiceField(label=_("Whose is it?"), choices=OWNED, required=False)
    owner = forms.TypedChoiceField(label=_("Who answers for it"), coerce=int, empty_value=None, required=False)
    backup = forms.TypedChoiceField(label=_("Backup"), coerce=int, empty_value=None, required=False)
    payer = forms.ChoiceField(label=_("Who pays"), choices=Access.Payer.choices, required=False)
    renewal = DayField(label=_("Next renewal"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    critical = forms.BooleanField(label=_("Critical: work stops within days without it"), required=False)

    def __init__(self, *args: Any, access: Access | None = None, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {**_written(access), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        people = people_on(day, *((access.owner_id, access.backup_id) if access else ()))
        choose(self, "owner", [NOBODY, *people])
        choose(self, "backup", [NOBODY, *people])

    @property
    def card(self) -> AccessCard:
        """Only after is_valid()."""
        given = {**self.cleaned_data, "company_owned": READ.get(self.cleaned_data["company_owned"])}
        return AccessCard(**given)


class CheckForm(forms.Form):
    """Somebody looked who really has it."""

    day = DayField(label=_("Day of the check"))
    found = forms.ChoiceField(
        label=_("What was found?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("The register is right, and the backup could sign in")),
            ("no", _("Something was wrong")),
        ],
    )
    note = forms.CharField(label=_("What was wrong"), max_length=300, required=False)


class GrantForm(forms.Form):
    """Somebody gets a way in."""

    member = forms.TypedChoiceField(label=_("Person"), coerce=int)
    level = forms.CharField(label=_("Level"), max_length=120, required=False, help_text=_("Such as administrator."))
    start = DayField(label=_("From"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"start": day}, **kwargs})
        choose(self, "member", people_on(day))


class RegisterFileForm(forms.Form):
    """A table of accesses: CSV or XLSX."""

    file = forms.FileField(label=_("Table of accesses"))


def _written(access: Access | None) -> dict[str, Any]:
    if access is None:
        return {}
    names = ("system", "asset", "payer", "renewal", "note", "critical")
    return {
        **{name: getattr(access, name) for name in names},
        "company_owned": WRITTEN[access.company_owned],
        "owner": access.owner_id,
        "backup": access.backup_id,
    }
