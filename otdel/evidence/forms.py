"""What people tell the mix model: beliefs, experiments, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.analytics.chances import EIGHT_IN_TEN
from otdel.evidence.models import TestKind
from otdel.evidence.services.lift_tests import NewLiftTest
from otdel.measurement.channel_names import channel_name
from otdel.measurement.forms.fields import AmountField, DayField

HUNDRED = Decimal(100)
DAY = timedelta(days=1)


class WhyForm(forms.Form):
    """The words a decision or a change leaves behind."""

    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = needed


class BeliefForm(WhyForm):
    """A belief as a range: 8 times in 10 the channel brings back from `low` to `high` for each 1."""

    low = AmountField(label=_("At least, 8 times in 10"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2)
    high = AmountField(label=_("At most, 8 times in 10"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2)
    field_order = ("low", "high", "why")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("low"), given.get("high")
        if low is not None and high is not None and high <= low:
            raise ValidationError(_("The range ends before it begins: the second number must be larger."))
        return given

    @property
    def median(self) -> Decimal:
        """The middle of the range, as ratios go."""
        low, high = float(self.cleaned_data["low"]), float(self.cleaned_data["high"])
        return Decimal(f"{math.sqrt(low * high):.6f}")

    @property
    def spread(self) -> Decimal:
        """The standard deviation of the logarithm."""
        low, high = float(self.cleaned_data["low"]), float(self.cleaned_data["high"])
        return Decimal(f"{math.log(high / low) / 2 / EIGHT_IN_TEN:.4f}")


class LiftTestForm(forms.Form):
    """An experiment that is over: which channel, when, and how much margin the tested spend brought."""

    channel = forms.ChoiceField(label=_("Channel"))
    kind = forms.ChoiceField(label=_("How it was done"), choices=TestKind.choices)
    first = DayField(label=_("First day of the test"))
    last = DayField(label=_("Last day of the test"))
    measured = DayField(
        label=_("Sales counted to"), required=False,
        help_text=_("The last day whose sales were counted, when it is later than the test itself."),
    )  # fmt: skip
    lift = AmountField(
        label=_("Margin the tested spend brought"), max_digits=16, decimal_places=2,
        help_text=_("With the spend less without it, over the whole test. Below nothing when it lost."),
    )  # fmt: skip
    low = AmountField(label=_("At least, 8 times in 10"), max_digits=16, decimal_places=2)
    high = AmountField(
        label=_("At most, 8 times in 10"), max_digits=16, decimal_places=2,
        help_text=_("A range of 95 in 100 from a report: take two thirds of its width."),
    )  # fmt: skip
    share = AmountField(
        label=_("Share of the channel’s spend that was tested, %"), min_value=Decimal("0.01"), max_value=HUNDRED,
        max_digits=5, decimal_places=2, initial=HUNDRED,
        help_text=_("100 when the channel was switched off everywhere; 33 when it was raised by half."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What should be known about it"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, channels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(channel, channel_name(channel)) for channel in channels]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, lift, high = (given.get(name) for name in ("low", "lift", "high"))
        if low is not None and lift is not None and high is not None and not low <= lift <= high:
            raise ValidationError(_("The result must lie between its own least and most."))
        return given

    @property
    def test(self) -> NewLiftTest:
        given = self.cleaned_data
        measured = given["measured"]
        return NewLiftTest(
            channel=given["channel"], kind=given["kind"], start=given["first"], end=given["last"] + DAY,
            lift=given["lift"], low=given["low"], high=given["high"], share=given["share"] / HUNDRED,
            measured_to=measured + DAY if measured else None, note=given["note"],
        )  # fmt: skip
