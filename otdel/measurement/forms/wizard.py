"""The mapping wizard's screens: what the file is, which column is which, the rest, the name of the preset."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from otdel.kit.facts import SHAPES
from otdel.measurement.labels import SHAPE_MEANINGS, answer_label, column_label, shape_label
from otdel.measurement.previews import SheetHead

ABSENT = ""
STATUSES = ("won", "lost", "open")
NEEDED = _(
    "“%(column)s” is needed: without it no row can be counted. Choose its column. If the file has none, go back and "
    "say what else the file is."
)
NEEDED_OR_SAME = _(
    "“%(column)s” is needed: without it no row can be counted. Choose its column, or say what is the same in every row."
)


class ShapeForm(forms.Form):
    """What the file is about."""

    shape = forms.ChoiceField(label=_("What does one row of it stand for?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["shape"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, f"{shape_label(name)}: {SHAPE_MEANINGS[name]}") for name in SHAPES]


class ColumnForm(forms.Form):
    """Which header of the file holds one column of the shape. Headers come with the first cells under them."""

    header = forms.ChoiceField(label="", widget=forms.RadioSelect, required=False)

    def __init__(self, head: SheetHead, column: str, *, required: bool, same: bool, **kwargs: Any) -> None:
        """`same` lets one word stand for every row of a file that has no such column."""
        super().__init__(**kwargs)
        field = self.fields["header"]
        assert isinstance(field, forms.ChoiceField)
        self.column, self.needed, self.may_be_same = column, required, same
        field.label = column_label(column)
        field.choices = [*_headers(head), *_absent(required=required, same=same)]
        if same:
            self.fields["same"] = _same(column)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.needed and "header" in given and not self.said():
            self.add_error(
                "header", (NEEDED_OR_SAME if self.may_be_same else NEEDED) % {"column": column_label(self.column)}
            )
        return given

    def said(self) -> str:
        """The mapping's text: a header, or "=word" for every row. Only after is_valid()."""
        same = str(self.cleaned_data.get("same", "")).strip()
        return str(self.cleaned_data["header"]) or (f"={same}" if same else "")


class OthersForm(forms.Form):
    """The system the file came from, and every other column of the shape, all optional."""

    system = forms.CharField(
        label=_("Which system is it from?"),
        max_length=40,
        required=False,
        help_text=_("For example: Outbrain. Newer files of the same system replace the same days."),
    )

    def __init__(self, head: SheetHead, columns: tuple[str, ...], chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choices = [(ABSENT, str(_("not in the file"))), *((name, name) for name in head.header if name.strip())]
        for column in columns:
            self.fields[column] = forms.ChoiceField(
                label=column_label(column), choices=choices, required=False, initial=chosen.get(column, ABSENT)
            )
        self.fields["system"].initial = chosen.get("source", "").removeprefix("=").replace("_", " ")

    def said(self) -> dict[str, str]:
        """The mapping of the rest; the system becomes a code every row carries. Only after is_valid()."""
        given = dict(self.cleaned_data)
        system = re.sub(r"\W+", "_", str(given.pop("system")).strip().casefold()).strip("_")
        return {**given, "source": f"={system}" if system else ""}


class PresetForm(forms.Form):
    """The name under which this layout is remembered."""

    name = forms.CharField(
        label=_("Name of this layout"),
        max_length=80,
        required=False,
        help_text=_("The next file with the same columns is understood at once. Leave it empty to ask again."),
    )


def _absent(*, required: bool, same: bool) -> list[tuple[str, str]]:
    """The choice of no column, where there may be none."""
    if same:
        return [(ABSENT, str(_("No column: it is the same in every row")))]
    return [] if required else [(ABSENT, str(_("The file does not have it")))]


def _same(column: str) -> forms.Field:
    """What stands in every row: a word, or one of the statuses a sale can have."""
    label, hint = _("The same in every row"), _("When no column has it.")
    if column != "status":
        return forms.CharField(label=label, max_length=60, required=False, help_text=hint)
    choices = [("", "—"), *((status, answer_label("stage", status)) for status in STATUSES)]
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


def _headers(head: SheetHead) -> list[tuple[str, str]]:
    return [
        (name, f"{name}: {' · '.join(samples[:3])}" if samples else name)
        for name, samples in zip(head.header, head.samples, strict=True)
        if name.strip()
    ]
