"""What a decision about pay asks: an extra with its day, a correction of a line, an amount to take back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CENT = Decimal("0.01")


class ExtraForm(forms.Form):
    """An extra of an agreement ("12:test") for something done on a day; `choices` are those that are promised."""

    extra = forms.ChoiceField(label=pgettext_lazy("pay entry", "Extra"))
    day = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=_("What was done"), max_length=500, required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extra"] = forms.ChoiceField(label=pgettext_lazy("pay entry", "Extra"), choices=choices)


class CorrectForm(forms.Form):
    """What the next statement adds to a line, or takes off with a minus, and why."""

    amount = forms.DecimalField(
        label=_("Added to the line"), max_digits=12, decimal_places=2,
        help_text=_("The next statement adds it, or takes it off with a minus."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=500, help_text=_("The person reads it beside the amount."))


class TakeBackForm(forms.Form):
    """How much comes off the next variable pay, and why."""

    amount = forms.DecimalField(label=_("Taken back"), max_digits=12, decimal_places=2, min_value=CENT)
    why = forms.CharField(label=_("Why"), max_length=500, help_text=_("The person reads it beside the amount."))


class AnswerObjectionForm(forms.Form):
    """The answer to an objection."""

    words = forms.CharField(
        label=_("Answer to whoever objected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def answering(statement: int) -> AnswerObjectionForm:
    """The form beside the objection to a statement: many stand on one page, each with ids of its own."""
    return AnswerObjectionForm(auto_id=f"id_{statement}_%s")
