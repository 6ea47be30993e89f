"""The mapping wizard: one decision a screen, every answer saved at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otdel.accounts.viewers import needs, viewer_of
from otdel.measurement import services, wizard
from otdel.measurement.forms import ColumnForm, OthersForm, PresetForm, ShapeForm
from otdel.measurement.labels import column_label
from otdel.measurement.models import Import
from otdel.measurement.previews import SheetHead, preview_from
from otdel.measurement.queries.imports import find
from otdel.measurement.services.mapping import MAPPABLE, shape_of
from otdel.measurement.views.common import IMPORTERS, page
from otdel.measurement.wizard import COLUMN, NAME, OTHERS, SHAPE, Screen


@require_http_methods(["GET", "POST"])
@needs(*IMPORTERS)
def decide(request: HttpRequest, pk: int, number: int = 1) -> HttpResponse:
    """Screen `number` of the wizard for this import."""
    item = find(viewer_of(request), pk)
    head = wizard.widest(preview_from(item.preview)) if item.preview else None
    if head is None or item.state not in MAPPABLE:
        return redirect("measurement:import", pk)
    screen = wizard.screen(shape_of(item), number)
    form = _form(screen, item, head, request.POST if request.method == "POST" else None)
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


def _form(screen: Screen, item: Import, head: SheetHead, data: Any) -> forms.Form:
    if screen.kind == SHAPE:
        return ShapeForm(data, initial={"shape": shape_of(item)})
    if screen.kind == COLUMN:
        chosen = {"header": item.mapping.get(screen.column, "")}
        return ColumnForm(head, screen.column, required=screen.required, data=data, initial=chosen)
    if screen.kind == OTHERS:
        return OthersForm(head, wizard.others(shape_of(item)), item.mapping, data=data)
    return PresetForm(data)


def _save(request: HttpRequest, item: Import, screen: Screen, form: forms.Form) -> HttpResponse:
    viewer, given = viewer_of(request), form.cleaned_data
    if screen.kind == SHAPE:
        services.map_shape(viewer, item, given["shape"])
    elif screen.kind == COLUMN:
        services.map_columns(viewer, item, {screen.column: given["header"]})
    elif screen.kind == OTHERS:
        services.map_columns(viewer, item, given)
    if screen.kind != NAME:
        return redirect("measurement:wizard", item.pk, screen.number + 1)
    services.finish_mapping(viewer, item)
    if given["name"].strip():
        services.save_preset(viewer, item, given["name"])
    return redirect("measurement:import", item.pk)


def _question(screen: Screen) -> str:
    if screen.kind == SHAPE:
        return _("What is it?")
    if screen.kind == COLUMN:
        return _("Which column is it: %(column)s?") % {"column": column_label(screen.column)}
    return _("Is there more in it?") if screen.kind == OTHERS else _("Shall it be remembered?")
