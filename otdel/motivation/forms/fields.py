"""Fields of the sheet: shares in percent, results in percent or in their own unit, lists of shares, conditions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.measurement.forms.fields import AmountField
from otdel.motivation.rules.conditions import read_condition
from otdel.motivation.rules.plan import By
from otdel.motivation.rules.rounding import text

HUNDRED = Decimal(100)
READ_AS = str.maketrans({"≥": ">=", "≤": "<=", ",": "."})
LARGEST = Decimal(1000)


class ShareField(AmountField):
    """A share typed in percent, with or without its sign: 40 or 40% is 0.4."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        super().__init__(decimal_places=6, max_digits=12, **kwargs)

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value.strip().removesuffix("%").strip() if isinstance(value, str) else value)
        return found / HUNDRED if isinstance(found, Decimal) else found


class ResultField(AmountField):
    """A result: 85% is 0.85, 3 is 3. A share of a goal above tenfold is a percentage without its sign."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=9, max_digits=20, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip().endswith("%"):
            found = super().to_python(value.strip().removesuffix("%").strip())
            return found / HUNDRED if isinstance(found, Decimal) else found
        return super().to_python(value)


class SharesField(forms.CharField):
    """Shares with commas between them: 100, 80, 50."""

    def clean(self, value: Any) -> tuple[Decimal, ...]:
        text = str(super().clean(value) or "")
        share = ShareField(max_value=LARGEST)
        try:
            return tuple(Decimal(share.clean(word)) for word in text.split(",") if word.strip())
        except (ValidationError, TypeError) as error:
            raise ValidationError(
                _("Write a percentage for each month with commas between them, such as 100, 80, 50.")
            ) from error


class ConditionField(forms.CharField):
    """When a condition holds, as people write it: >= 92%, 90% <= x <= 105%, attainment >= 85%."""

    def clean(self, value: Any) -> Any:
        text = " ".join(str(super().clean(value) or "").translate(READ_AS).split())
        if not text:
            return None
        try:
            return read_condition(text)
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(
                _(
                    "This is no condition. Write >= 92%, < 0.1%, or 90% <= x <= 105%; "
                    "with “attainment” for a share of the goal."
                )
            ) from error


def plain(value: Decimal | None) -> str:
    """A decimal as the file and the form have it."""
    return "" if value is None else text(value)


def percent(share: Decimal | None) -> str:
    return "" if share is None else f"{plain(share * HUNDRED)}%"


def result(value: Decimal, *, in_percent: bool) -> str:
    """A point as the form shows it: with its sign when it is a share."""
    return percent(value) if in_percent else plain(value)


def above_tenfold(by: By, at: Decimal) -> bool:
    """A share of a goal so large that the percent sign was surely forgotten."""
    return by is By.ATTAINMENT and at > 10
