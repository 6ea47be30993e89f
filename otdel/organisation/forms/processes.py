"""What is filled in about a process: a run, its steps, its people, its cadence, drills."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.organisation.forms.fields import DayField
from otdel.organisation.forms.people import choose
from otdel.organisation.forms.register import NOBODY, people_on
from otdel.organisation.models import Cadence, DrillResult, Process


class RunForm(forms.Form):
    """A run with what shows it."""

    member = forms.TypedChoiceField(label=_("Who ran it"), coerce=int)
    day = DayField(label=_("Day"))
    evidence = forms.CharField(
        label=_("What shows it"), max_length=500, help_text=_("A link, or a sentence: what came out and where it lies.")
    )

    def __init__(self, *args: Any, day: date, only: list[tuple[int, str]] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": day, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        choose(self, "member", only if only is not None else people_on(day))


class StepsForm(forms.Form):
    """The note somebody else could run it from."""

    steps = forms.CharField(
        label=_("Steps"),
        required=False,
        strip=True,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "So that somebody could run it who never did: inputs, steps in their order, where the result lies."
        ),
    )


class PeopleForm(forms.Form):
    """Who runs it, who stands in, and whether work stops without it."""

    holder = forms.TypedChoiceField(label=_("Runs it"), coerce=int, empty_value=None, required=False)
    backup = forms.TypedChoiceField(label=_("Backup"), coerce=int, empty_value=None, required=False)
    critical = forms.BooleanField(label=_("Critical: the business is hurt when it is not run"), required=False)

    def __init__(self, *args: Any, process: Process, day: date, **kwargs: Any) -> None:
        written = {"holder": process.holder_id, "backup": process.backup_id, "critical": process.critical}
        super().__init__(*args, **{"initial": written, **kwargs})
        people = people_on(day, process.holder_id, process.backup_id)
        choose(self, "holder", [NOBODY, *people])
        choose(self, "backup", [NOBODY, *people])


class CadenceForm(forms.Form):
    """How often it is due and how long it takes."""

    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence.choices)
    day = forms.CharField(
        label=_("On which day"),
        max_length=4,
        required=False,
        help_text=_("mon to sun, 1 to 31, or bd4 for the fourth working day; empty is the last working day."),
    )
    minutes = forms.IntegerField(label=_("Minutes each time"), min_value=0, max_value=6000)


class DrillForm(forms.Form):
    """Who tries it from the notes alone, and when."""

    member = forms.TypedChoiceField(label=_("Who tries it"), coerce=int)
    day = DayField(label=_("Day"))

    def __init__(self, *args: Any, day: date, but: int | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": day, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        choose(self, "member", [one for one in people_on(day) if one[0] != but])


class ResultForm(forms.Form):
    """How a drill went."""

    result = forms.ChoiceField(label=_("How did it go?"), choices=DrillResult.choices)
    day = DayField(label=_("Day"))
    note = forms.CharField(label=_("What was learned"), max_length=500, required=False)
