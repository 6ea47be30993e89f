"""A file's open questions as one form: a choice where there are options, a field where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.connectors.contract import Question
from otdel.measurement.forms.fields import CurrencyField, DayField, period_of
from otdel.measurement.labels import answer_label
from otdel.measurement.wording import ask


class QuestionsForm(forms.Form):
    """Fields are named by the question's place; `answers()` gives them by its key."""

    def __init__(self, questions: tuple[Question, ...], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.questions = [question for question in questions if question.code != "mapping"]
        for place, question in enumerate(self.questions):
            if question.code == "period":
                self._add_period(place, question)
            else:
                self.fields[f"q{place}"] = _field(question)

    def _add_period(self, place: int, question: Question) -> None:
        sentence = ask(question.code, question.column, question.samples)
        self.fields[f"q{place}_first"] = DayField(label=_("First day"), help_text=sentence, required=False)
        self.fields[f"q{place}_last"] = DayField(label=_("Last day"), required=False)
        if question.options:
            self.fields[f"q{place}_unknown"] = forms.BooleanField(
                label=_("Nobody knows: count it without days"), required=False
            )

    def clean(self) -> dict[str, Any]:
        for place, question in enumerate(self.questions):
            if question.code == "period" and not self.errors:
                self.cleaned_data[f"q{place}"] = self._period(place, question)
        return self.cleaned_data

    def _period(self, place: int, question: Question) -> str:
        """The answer in the form the readers take: two days as [from, to), or the option that says nobody knows."""
        if self.cleaned_data.get(f"q{place}_unknown"):
            return question.options[0]
        period = period_of(self.cleaned_data[f"q{place}_first"], self.cleaned_data[f"q{place}_last"])
        return f"{period.start:%Y-%m-%d}/{period.end:%Y-%m-%d}"

    def answers(self) -> dict[str, str]:
        """Answers by the key of their question. Only after is_valid()."""
        return {question.key: str(self.cleaned_data[f"q{place}"]) for place, question in enumerate(self.questions)}


def _field(question: Question) -> forms.Field:
    label = ask(question.code, question.column, question.samples)
    if question.options:
        choices = [(option, answer_label(question.code, option)) for option in question.options]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    if question.code == "currency":
        return CurrencyField(label=label, help_text=_("Three letters, such as EUR or UAH."))
    return forms.CharField(label=label, max_length=200)
