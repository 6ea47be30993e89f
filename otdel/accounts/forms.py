"""Forms of accounts: accepting an invitation, inviting, rights, one's own settings, the company."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.accounts.models import LANGUAGES, Company, Person
from otdel.accounts.wording import ROLES, THEMES, WEEKDAYS
from otdel.connectors.answers import accepted

ROLE_CHOICES = [(role.value, label) for role, label in ROLES.items()]


def time_zones() -> list[tuple[str, str]]:
    """Zones people know by a city, and UTC."""
    cities = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in cities)]


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters; a few words work well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if password := data.get("password"):
            try:
                validate_password(password, Person(email=data.get("email", ""), name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class InviteForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES, initial="specialist")
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254, help_text=_("Fills the field in for them. Nothing is sent.")
    )


class RightsForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    active = forms.BooleanField(label=_("May sign in"), required=False)


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What will use it"), max_length=80, help_text=_("So that you know later which key to take back.")
    )


class SettingsForm(forms.ModelForm[Person]):
    theme = forms.ChoiceField(label=_("Theme"), choices=list(THEMES.items()))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, choices=lambda: [("", _("As the company")), *time_zones()]
    )

    class Meta:
        model = Person
        fields = ("name", "language", "theme", "time_zone")
        labels = {"name": _("Your name"), "language": _("Language")}


USUAL_MARGIN = _("Usual margin, percent")
USUAL_MARGIN_HINT = _(
    "Of revenue, after goods, delivery and fees. It stands in where the data does not say what a sale cost, and every "
    "answer says how much was assumed. Leave it empty to assume nothing."
)


class MarginForm(forms.ModelForm[Company]):
    """The one setting of the company a head may change."""

    class Meta:
        model = Company
        fields = ("usual_margin",)
        labels = {"usual_margin": USUAL_MARGIN}
        help_texts = {"usual_margin": USUAL_MARGIN_HINT}


class CompanyForm(forms.ModelForm[Company]):
    currency = forms.CharField(
        label=_("Currency of reports"),
        max_length=60,  # of the word, so that the browser does not cut "dollars" down to a code of its own
        help_text=_("Three letters: UAH, EUR, USD."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    week_start = forms.TypedChoiceField(label=_("The week starts on"), choices=list(WEEKDAYS.items()), coerce=int)

    class Meta:
        model = Company
        fields = ("name", "currency", "language", "time_zone", "week_start", "vat_rate", "show_vat", "usual_margin")
        labels = {
            "name": _("Company"),
            "language": _("Language"),
            "vat_rate": _("VAT, percent"),
            "show_vat": _("Show amounts with VAT"),
            "usual_margin": USUAL_MARGIN,
        }
        help_texts = {
            "vat_rate": _("0 when the company does not pay VAT."),
            "show_vat": "",
            "usual_margin": USUAL_MARGIN_HINT,
        }

    def clean_currency(self) -> str:
        word = str(self.cleaned_data["currency"])
        code = accepted("currency", word)
        if not code:
            message = _("“%(word)s” is no currency of ISO 4217. Write its three-letter code, such as EUR or UAH.")
            raise ValidationError(message, params={"word": word})
        return code


def founding_errors(values: dict[str, str], password: str) -> list[str]:
    """What is wrong with the answers of `otdel new`, as sentences; nothing when all is well."""
    company = CompanyForm({**values, "name": values["company"], "week_start": 0, "vat_rate": 0, "show_vat": False})
    owner = AcceptForm(
        {
            "name": values["owner_name"],
            "email": values["owner_email"],
            "password": password,
            "language": values["language"],
        }
    )
    return [
        f"{form[name].label if name in form.fields else ''}: {message}"
        for form in (company, owner)
        for name, found in form.errors.items()
        for message in found
    ]
