"""Forms of early warnings: the task it asks for, why it is set aside, when warnings are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.organisation.queries.members import MemberRef
from otdel.planning.forms import DayField


class ActForm(forms.Form):
    """A task of a warning: what, whose, until when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.TypedChoiceField(label=pgettext_lazy("task", "Whose"), coerce=int)
    due = DayField(label=pgettext_lazy("task", "Due"))

    def __init__(self, *args: Any, owners: Sequence[MemberRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(one.id), one.name) for one in owners]


class DismissForm(forms.Form):
    why = forms.CharField(
        label=_("Why it may be set aside"), max_length=300,
        error_messages={"required": _("Say why this warning may be set aside. Nothing was changed.")},
    )  # fmt: skip


class LimitsForm(forms.Form):
    """Shares are typed in percent."""

    odds = forms.IntegerField(label=_("Tell when the chance is under, in 100"), min_value=1, max_value=99)
    share = forms.IntegerField(label=_("Not before this much of the period is over, %"), min_value=0, max_value=90)
    silent = forms.BooleanField(label=_("Give no early warnings at all"), required=False)
