"""The mapping wizard: one decision a screen, every answer saved at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otdel.accounts.viewers import needs, viewer_of
from otdel.measurement import services, wizard
from otdel.measurement.forms import ColumnForm, OthersForm, PresetForm, ShapeForm
from otdel.measurement.labels import column_label
from otdel.measurement.models import Import
from otdel.measurement.previews import Preview, preview_from
from otdel.measurement.queries.imports import find
from otdel.measurement.services.mapping import MAPPABLE, shape_of
from otdel.measurement.views.common import IMPORTERS, page
from otdel.measurement.wizard import COLUMN, NAME, OTHERS, SHAPE, Screen


@require_http_methods(["GET", "POST"])
@needs(*IMPORTERS)
def decide(request: HttpRequest, pk: int, number: int = 1) -> HttpResponse:
    """Screen `number` of the wizard for this import."""
    item = find(viewer_of(request), pk)
    found = preview_from(item.preview) if item.preview else None
    head = wizard.widest(found) if found else None
    if found is None or head is None or item.state not in MAPPABLE:
        return redirect("measurement:import", pk)
    screen = wizard.screen(shape_of(item), number, likely=found.guess.shape)
    form = _form(screen, item, found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _save(request, item, screen, form)
    return page(
        request,
        "wizard.html",
        400 if form.is_bound else 200,
        title=_("What is in this file?"),
        item=item,
        form=form,
        screen=screen,
        question=_question(screen),
        preview=[(column_label(column), cells) for column, cells in wizard.mapped_lines(head, item.mapping)],
    )


def _form(screen: Screen, item: Import, found: Preview, data: Any) -> forms.Form:
    """The screen's form, filled with what was said before, else with what the file looks like."""
    head, shape = wizard.widest(found), shape_of(item)
    assert head is not None
    guessed = dict(found.guess.mapping) if found.guess.shape == shape else {}
    said = {**guessed, **item.mapping}
    if screen.kind == SHAPE:
        return ShapeForm(data, initial={"shape": shape or found.guess.shape})
    if screen.kind == COLUMN:
        text = said.get(screen.column, "")
        initial = {"same": text[1:]} if text.startswith("=") else {"header": text}
        return ColumnForm(head, screen.column, required=screen.required, same=screen.same, data=data, initial=initial)
    if screen.kind == OTHERS:
        return OthersForm(head, wizard.others(shape), said, data=data)
    return PresetForm(data)


def _save(request: HttpRequest, item: Import, screen: Screen, form: forms.Form) -> HttpResponse:
    viewer, given = viewer_of(request), form.cleaned_data
    if isinstance(form, ShapeForm):
        services.map_shape(viewer, item, given["shape"])
    elif isinstance(form, ColumnForm):
        services.map_columns(viewer, item, {screen.column: form.said()})
    elif isinstance(form, OthersForm):
        services.map_columns(viewer, item, form.said())
    if screen.kind != NAME:
        return redirect("measurement:wizard", item.pk, screen.number + 1)
    if hole := wizard.unsaid(shape_of(item), item.mapping):
        messages.error(request, _why_again(hole))
        return redirect("measurement:wizard", item.pk, hole.number)
    services.finish_mapping(viewer, item)
    if given["name"].strip():
        services.save_preset(viewer, item, given["name"])
    return redirect("measurement:import", item.pk)


def _why_again(hole: Screen) -> str:
    if not hole.required:
        return _("No column has been named yet, so the file is still not understood. Name at least one.")
    return _("“%(column)s” has not been said yet, and without it no row can be counted.") % {
        "column": column_label(hole.column)
    }


def _question(screen: Screen) -> str:
    if screen.kind == SHAPE:
        return _("What is it?")
    if screen.kind == COLUMN:
        return _("Which column is it: %(column)s?") % {"column": column_label(screen.column)}
    return _("Is there more in it?") if screen.kind == OTHERS else _("Shall it be remembered?")
