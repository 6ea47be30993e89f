"""Fields several forms share: currency codes, amounts, days."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from otdel.connectors.answers import accepted
from otdel.kit.period import Period

WRITTEN = re.compile(
    r"(?P<sign>-?)(?P<whole>\d{1,3}(?P<gap>[ '.,])\d{3}(?:(?P=gap)\d{3})*|\d*)"
    r"(?:(?!(?P=gap))[.,](?P<part>\d+))?"
)
SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "\u2212": "-"})


class AmountField(forms.DecimalField):
    """A number as people type it: 30 000,50 and 1,200.50 and 58,12 in every language."""

    def __init__(self, *, decimal_places: int, **kwargs: Any) -> None:
        super().__init__(decimal_places=decimal_places, localize=True, **kwargs)
        self.places = decimal_places

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            value = self._plain(" ".join(value.translate(SIGNS).split()))
        return super().to_python(value)

    def _plain(self, text: str) -> Decimal | str:
        """The number; the text itself when it is none, for Django to say so. Raises ValidationError if it is two."""
        found = WRITTEN.fullmatch(text)
        if found is None or not (found["whole"] or found["part"]):
            return text
        whole, gap, part = found["whole"], found["gap"] or "", found["part"] or ""
        if not part and gap and gap in ".," and whole.count(gap) == 1 and self._is_mark(text, whole, gap):
            whole, part = whole.split(gap)
        figures = whole.replace(gap, "") if gap else whole
        return Decimal(f"{found['sign']}{figures or 0}.{part or 0}" if part else f"{found['sign']}{figures}")

    def _is_mark(self, text: str, whole: str, gap: str) -> bool:
        """Whether the one sign of "1,200" is a decimal mark: not a comma in English, where it parts thousands."""
        if gap == "." or whole.startswith("0") or get_language() != "en":
            return True
        if self.places > 2:  # a rate of three decimals looks the same
            raise ValidationError(
                _("“%(text)s” can be read in two ways. Write %(first)s or %(second)s."),
                params={"text": text, "first": whole.replace(",", "."), "second": whole.replace(",", "")},
            )
        return False


class CurrencyField(forms.CharField):
    """An ISO 4217 code in any letter case. The browser cuts nothing off: "dollars" is refused whole, never as "DOL"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, widget=forms.TextInput(attrs={"autocapitalize": "characters"}), **kwargs)

    def clean(self, value: Any) -> str:
        word = str(super().clean(value) or "")
        code = accepted("currency", word)
        if word and not code:
            message = _("“%(word)s” is no currency of ISO 4217. Write its three-letter code, such as EUR or UAH.")
            raise ValidationError(message, params={"word": word})
        return code


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"], **kwargs
        )


def period_of(first: date | None, last: date | None) -> Period:
    """The days from a first and a last one, both counted. Raises ValidationError when they are the wrong way round."""
    if first is None or last is None:
        raise ValidationError(_("Give the first and the last day."))
    if last < first:
        raise ValidationError(_("The last day is before the first."))
    if last == date.max:
        raise ValidationError(_("There is no day after the last one. Choose an earlier day."))
    return Period.closed(first, last)
