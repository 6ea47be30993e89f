"""A file of readings or plans that somebody brings: what was taken, and each bad row by its number and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otdel.accounts.services import Refused
from otdel.scorecard.exchange.reading import Taken
from otdel.scorecard.views.common import page, say_refused, uploaded
from otdel.web.parts import Column, Link, Row, Table
from otdel.web.reasons import say

MOST_SHOWN = 200


def bring_file(request: HttpRequest, take: Callable[[Path, str], Taken], route: str) -> HttpResponse:
    """Back to the list when every row was taken; else a page that names each row that was not."""
    try:
        taken = uploaded(request, take)
    except Refused as error:
        say_refused(request, error)
        return redirect(route)
    if taken is None:
        messages.error(request, _("No file was chosen. Nothing was changed."))
        return redirect(route)
    if not taken.bad:
        messages.success(request, said(taken))
        return redirect(route)
    return page(
        request,
        "brought.html",
        400,
        title=_("Rows that were not taken"),
        verdict=said(taken),
        table=_table(taken),
        crumbs=[Link(_("Back"), reverse(route)), Link(taken.file, "", current=True)],
    )


def said(taken: Taken) -> str:
    """What an import did, in one sentence."""
    new = ngettext("%(count)s row was taken", "%(count)s rows were taken", taken.new) % {"count": taken.new}
    same = ngettext("%(count)s was there already", "%(count)s were there already", taken.same) % {"count": taken.same}
    bad = ngettext("%(count)s was set aside", "%(count)s were set aside", len(taken.bad)) % {"count": len(taken.bad)}
    parts = [new, *([same] if taken.same else []), *([bad] if taken.bad else [])]
    return f"“{taken.file}”: {', '.join(parts)}."


def _table(taken: Taken) -> Table:
    rows: list[Row] = [[str(one.row), say(one.reason)] for one in taken.bad[:MOST_SHOWN]]
    return Table(_("Rows that were not taken"), [Column(_("Row")), Column(_("Why, and what to do"))], rows)
