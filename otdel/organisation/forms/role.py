"""The form for a company's own words of a role: one field a text, named by its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from otdel.organisation.library.overlay import at, overlaid
from otdel.organisation.models import JobRole
from otdel.organisation.wording.figures import TERMS
from otdel.organisation.words import raw_text

LONGEST = 1000  # signs of one text
CARD: dict[str, Any] = {
    "title": _("What the role is called"),
    "mission": _("Mission"),
    "does_not_own": _("What it does not answer for"),
    "decides_alone": _("What it decides alone"),
    "escalates": _("What it takes to its lead"),
}
LISTS = ("does_not_own",)
SHORT = ("title",)


@dataclass(frozen=True, slots=True)
class Line:
    """A field with the library's words under it when ours stand over them."""

    field: BoundField
    path: str
    library: str
    ours: bool


class LinesField(forms.CharField):
    """Several texts, one a line."""

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]


class RoleForm(forms.Form):
    """Texts of the card, duties and terms. An emptied text goes back to the library's words; an emptied duty goes."""

    more = LinesField(
        label=_("Duties of our own"),
        max_length=5 * LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line."),
    )

    def __init__(self, role: JobRole, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.copied = role, raw_text(role)
        self.now = overlaid(self.copied, role.own)
        for path, label in CARD.items():
            self._add(path, label)
        for number, key in enumerate(self.copied.get("duties", {}), 1):
            self._add(f"duties.{key}", _("Duty %(number)s") % {"number": number})
        for key in self.copied.get("engagement", {}):
            self._add(f"engagement.{key}", TERMS.get(key, key))
        self.fields["title"].required = not self.copied.get("title")
        self.initial["more"] = "\n".join(text for path, text in role.own.items() if self._is_more(path) and text)

    def _add(self, path: str, label: Any) -> None:
        widget = forms.TextInput() if path in SHORT else forms.Textarea(attrs={"rows": 2})
        kind = LinesField if path in LISTS else forms.CharField
        self.fields[path] = kind(label=label, max_length=LONGEST, required=False, widget=widget)
        self.initial[path] = _lines(at(self.now, path))

    def _is_more(self, path: str) -> bool:
        return path.startswith("duties.") and at(self.copied, path) is None

    def words(self) -> dict[str, Any]:
        """Texts by path, for services.role_words.rewrite."""
        given = {path: self.cleaned_data[path] for path in self.fields if path != "more"}
        for path in given:
            if path.startswith("duties.") and not given[path]:
                given[path] = None
        more = {f"duties.own_{place}": text for place, text in enumerate(self.cleaned_data["more"], 1)}
        dropped = {path: "" for path in self.role.own if self._is_more(path)}
        return given | dropped | more

    def card(self) -> Iterator[Line]:
        return self._lines_of(CARD)

    def duties(self) -> Iterator[Line]:
        return self._lines_of(path for path in self.fields if path.startswith("duties."))

    def terms(self) -> Iterator[Line]:
        return self._lines_of(path for path in self.fields if path.startswith("engagement."))

    def _lines_of(self, paths: Iterable[str]) -> Iterator[Line]:
        for path in paths:
            copied = at(self.copied, path)
            yield Line(self[path], path, _lines(copied), ours=path in self.role.own and copied is not None)


def _lines(words: Any) -> str:
    """A list as lines, a text as it is."""
    return "\n".join(words) if isinstance(words, (list, tuple)) else str(words or "")
