"""What is settled about a source, and one channel rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from otdel.measurement import channels
from otdel.measurement.forms.fields import CurrencyField
from otdel.measurement.labels import CONDITIONS

VAT = [("", _("Not said yet")), ("yes", _("With VAT")), ("no", _("Without VAT"))]
SAID = {"yes": True, "no": False}


class SourceForm(forms.Form):
    """Currency, VAT and how late the data of a source may be."""

    source = forms.CharField(max_length=40, widget=forms.HiddenInput)
    account = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    currency = CurrencyField(
        label=_("Currency when files do not say"), required=False, help_text=_("Three letters, such as EUR or UAH.")
    )
    vat = forms.ChoiceField(label=_("Amounts in its files are"), choices=VAT, required=False)
    fresh_days = forms.IntegerField(label=_("Late after, days"), min_value=1, max_value=400)

    def values(self) -> dict[str, Any]:
        """What the service takes. Only after is_valid()."""
        given = self.cleaned_data
        return {
            "currency": given["currency"],
            "vat_included": SAID.get(given["vat"]),
            "fresh_days": given["fresh_days"],
        }


class RuleForm(forms.Form):
    """A channel and the conditions an origin must meet; at least one condition."""

    channel = forms.CharField(
        label=_("Channel"),
        max_length=60,
        help_text=_("A standard channel from the list, or a name of your own."),
        widget=forms.TextInput(attrs={"list": "channels"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CONDITIONS.items():
            self.fields[name] = forms.CharField(label=label, max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        conditions = {name: self.cleaned_data.get(name, "") for name in channels.CONDITIONS}
        if not any(conditions.values()):
            raise ValidationError(_("Give at least one condition: a rule without any would take everything."))
        for name, condition in conditions.items():
            self._check(name, condition)
        return self.cleaned_data

    def _check(self, name: str, condition: str) -> None:
        try:
            channels.matcher(condition)
        except ValueError as error:
            self.add_error(name, _("This expression cannot be read: %(error)s") % {"error": error})

    @property
    def rule(self) -> channels.ChannelRule:
        given = self.cleaned_data
        return channels.ChannelRule(given["channel"], **{name: given.get(name, "") for name in channels.CONDITIONS})
