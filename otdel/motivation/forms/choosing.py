"""Starting a plan, offering it to a person, and answering an offer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.measurement.forms.fields import AmountField, CurrencyField
from otdel.motivation.rules.amounts import Amount, amounts_of, scaled
from otdel.motivation.rules.plan import Plan
from otdel.organisation.forms.fields import DayField

LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
NAMED = {
    "base": _("Fixed pay"),
    "target_variable": _("Variable pay at the goal"),
    "point_pay": _("Pay for each point"),
    "draw": _("Advance"),
}

Choices = Sequence[tuple[Any, Any]]


class StartForm(forms.Form):
    """A plan from the library in the company's own money: every amount of it is asked for."""

    role = forms.ChoiceField(label=_("Role"))
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As people will know it."))
    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("Stands in addresses and files."))
    currency = CurrencyField(label=_("Currency"))
    start = DayField(label=_("Holds from"), help_text=_("The first day of a month or quarter that has not started."))

    def __init__(
        self, *args: Any, roles: Choices, plan: Plan | None = None, rate: Decimal = Decimal(1), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=self.fields["role"].label, choices=roles)
        self.amounts = amounts_of(plan) if plan else ()
        for one in self.amounts:
            name = f"amount_{one.path.replace('.', '_')}"
            self.fields[name] = AmountField(
                label=self._label(one), decimal_places=2, max_digits=13, min_value=0, initial=scaled(one.value, rate)
            )

    @staticmethod
    def _label(one: Amount) -> Any:
        if one.path.startswith("unit_pay"):
            return _("Each one of %(about)s brings") % {"about": one.about}
        return NAMED.get(one.path) or one.about

    def given(self) -> dict[str, Decimal]:
        """Amounts by their place in the plan."""
        return {one.path: self.cleaned_data[f"amount_{one.path.replace('.', '_')}"] for one in self.amounts}

    def money_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("amount_")]


class YamlForm(forms.Form):
    """A whole plan as its file has it."""

    text = forms.CharField(
        label=_("The plan as YAML"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "autocapitalize": "off", "class": "mono"}),
    )


class OfferForm(forms.Form):
    """Who, from when, and their own amounts."""

    person = forms.ChoiceField(label=pgettext_lazy("agreement", "Person"))
    base = AmountField(label=_("Fixed pay"), decimal_places=2, max_digits=13, min_value=0)
    variable = AmountField(label=_("Variable pay at the goal"), decimal_places=2, max_digits=13, min_value=0)
    start = DayField(
        label=_("Holds from"), help_text=_("A first day of a period to come; for a newcomer, any day to come.")
    )
    language = forms.ChoiceField(label=_("Language of the agreement"), choices=LANGUAGES)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(label=self.fields["person"].label, choices=people)


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=_("Why not"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The owner reads it.")
    )


class PaperForm(forms.Form):
    """When a print of it was signed."""

    day = DayField(label=_("Signed on"))


class EndForm(forms.Form):
    day = DayField(label=_("Holds no longer from"))
