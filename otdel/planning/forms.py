"""Forms of work: a new task, a line to add one quickly, what is done with it, a promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from otdel.organisation.models import Zone
from otdel.organisation.queries.members import MemberRef
from otdel.organisation.words import zone_name
from otdel.planning.models import Outcome, PromiseKind, Severity, TaskKind
from otdel.planning.queries.pieces import company_zone
from otdel.planning.services import NewPromise, NewTask
from otdel.planning.services.common import NOTE, SENTENCE, TITLE

Choice = tuple[str, Any]  # a value and its words, perhaps lazily translated

NOBODY: list[Choice] = [("", pgettext_lazy("choice", "nobody"))]
NOTHING: list[Choice] = [("", pgettext_lazy("choice", "none"))]


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"], **kwargs
        )


def members(found: Sequence[MemberRef]) -> list[Choice]:
    return [(str(one.id), one.name) for one in found]


class QuickForm(forms.Form):
    """One line: what, until when, whose."""

    title = forms.CharField(label=_("What is to be done"), max_length=TITLE)
    due = DayField(label=pgettext_lazy("task", "Due"))
    owner = forms.TypedChoiceField(label=pgettext_lazy("task", "Whose"), coerce=int)

    def __init__(self, *args: Any, owners: Sequence[MemberRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "owner", members(owners))

    @property
    def task(self) -> NewTask:
        given = self.cleaned_data
        return NewTask(given["title"], given["owner"], given["due"])


class TaskForm(QuickForm):
    """Everything about a new task."""

    kind = forms.ChoiceField(label=_("Kind"), choices=TaskKind.choices)
    customer = forms.TypedChoiceField(
        label=_("Who accepts it"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("With nobody here, it counts as accepted when it is handed over."),
    )
    zone = forms.TypedChoiceField(label=_("Zone"), required=False, coerce=int, empty_value=None)
    slot = forms.TimeField(
        label=_("Planned hour"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("For a post or a publication: when it is to be live on that day."),
    )
    points = forms.DecimalField(
        label=_("Volume, points"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(999),
        decimal_places=1,
        help_text=_("For a text: an ad set 1, a letter 2, a page 4, a long article 6."),
    )
    severity = forms.ChoiceField(
        label=_("Severity"), required=False, choices=[*NOTHING, *Severity.choices], help_text=_("For a defect.")
    )
    text = forms.CharField(
        label=_("What exactly, and how it will be checked"), required=False, widget=forms.Textarea, max_length=5000
    )
    reason = forms.CharField(required=False, widget=forms.HiddenInput)
    values = forms.CharField(required=False, widget=forms.HiddenInput)
    href = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("title", "owner", "due", "kind", "customer", "zone", "text", "slot", "points", "severity")
    HIDDEN = ("reason", "values", "href")

    def __init__(self, *args: Any, customers: Sequence[MemberRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = Zone.objects.filter(retired_on=None).select_related("role")
        _choices(self, "customer", [*NOBODY, *members(customers)])
        _choices(self, "zone", [*NOTHING, *((str(zone.pk), zone_name(zone)) for zone in zones)])

    def task_from(self, source: dict[str, Any]) -> NewTask:
        given = self.cleaned_data
        return NewTask(
            title=given["title"],
            owner=given["owner"],
            due=given["due"],
            kind=given["kind"],
            customer=given["customer"],
            zone=given["zone"],
            text=given["text"],
            severity=given["severity"],
            points=given["points"] or Decimal(0),
            slot_at=self._slot(given["slot"]),
            source=source,
        )

    def _slot(self, at: time | None) -> datetime | None:
        return datetime.combine(self.cleaned_data["due"], at, company_zone()) if at else None


class WaitForm(forms.Form):
    what = forms.CharField(label=_("For whom and for what"), max_length=SENTENCE)


class MoveForm(forms.Form):
    due = DayField(label=_("New date"))


class DropForm(forms.Form):
    why = forms.CharField(label=pgettext_lazy("task", "Why"), max_length=SENTENCE)


class ReturnForm(forms.Form):
    note = forms.CharField(label=_("What to change"), max_length=NOTE, widget=forms.Textarea)


class ErrorForm(forms.Form):
    what = forms.CharField(label=_("What is wrong"), max_length=SENTENCE)


class ConcludeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices, widget=forms.RadioSelect)


class GiveForm(forms.Form):
    to = forms.TypedChoiceField(label=_("To whom"), coerce=int)

    def __init__(self, *args: Any, owners: Sequence[MemberRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "to", members(owners))


class PromiseForm(forms.Form):
    """A promise; to a member, or to somebody outside by name."""

    what = forms.CharField(label=_("What was promised"), max_length=SENTENCE)
    maker = forms.TypedChoiceField(label=_("Who promised"), coerce=int)
    to = forms.TypedChoiceField(label=_("To whom"), required=False, coerce=int, empty_value=None)
    to_name = forms.CharField(
        label=_("Or to somebody outside"), required=False, max_length=150, help_text=_("A partner, a client.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=PromiseKind.choices)
    due = DayField(label=_("Until"))

    def __init__(self, *args: Any, makers: Sequence[MemberRef], everybody: Sequence[MemberRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "maker", members(makers))
        _choices(self, "to", [("", pgettext_lazy("choice", "somebody outside")), *members(everybody)])

    @property
    def promise(self) -> NewPromise:
        return NewPromise(
            **{name: self.cleaned_data[name] for name in ("maker", "what", "due", "to", "to_name", "kind")}
        )


class BreakForm(forms.Form):
    why = forms.CharField(label=_("Why it will not be kept"), max_length=SENTENCE)


def _choices(form: forms.Form, name: str, choices: Sequence[Choice]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
