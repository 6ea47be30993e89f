"""What the pages of pay periods ask: a reason, a day of payment, an answer, a decision about an amount."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.motivation.models import Dispute


class AgainForm(forms.Form):
    """Why a period is calculated again."""

    why = forms.CharField(label=_("Why it is calculated again"), max_length=500)


class PaidForm(forms.Form):
    """The day a payment left the company, and what the bank calls it."""

    day = forms.DateField(label=pgettext_lazy("payment", "Paid on"), widget=forms.DateInput(attrs={"type": "date"}))
    reference = forms.CharField(label=_("Number of the payment order"), max_length=120, required=False)


class AnswerForm(forms.Form):
    """The answer to a question; an amount only where whoever asks may decide about money."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Dispute.Outcome.choices)
    words = forms.CharField(label=_("Answer to the person"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    amount = forms.DecimalField(
        label=_("Added to the line"), max_digits=12, decimal_places=2, required=False,
        help_text=_("For a correction or an exception: what the next statement adds, or takes off with a minus."),
    )  # fmt: skip

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Outcome"), choices=[(Dispute.Outcome.EXPLAINED.value, Dispute.Outcome.EXPLAINED.label)]
            )
            del self.fields["amount"]


class DecideForm(forms.Form):
    """An amount with a reason: what is lost of a part held back, or what a reserve comes to."""

    amount = forms.DecimalField(label=_("Amount"), max_digits=12, decimal_places=2, min_value=0)
    why = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, held: bool = False, **kwargs: Any) -> None:
        """`held` for a part held back: what is asked for is what is lost, and nothing is until somebody says so."""
        super().__init__(*args, **kwargs)
        if held:
            self.fields["amount"].label = _("What is lost of it")
            self.fields["amount"].initial = 0
