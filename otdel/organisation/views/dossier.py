"""The handover dossier of a person, on a page and as a PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.queries import company
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.forms.absence import LineForm
from otdel.organisation.models import HandoverNote
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.organisation.queries.dossier import Dossier
from otdel.organisation.queries.dossier import dossier as asked
from otdel.organisation.services import handover as verbs
from otdel.organisation.views.common import member_seen, page, say_refused
from otdel.web.toasts import toast


@require_GET
@needs()
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything whoever takes over needs, for owner, head, the person and whom they report to."""
    return _dossier_page(request, slug)


def _dossier_page(request: HttpRequest, slug: str, status: int = 200, **more: Any) -> HttpResponse:
    found = asked(viewer_of(request), member_seen(request, slug))
    context = {"it": found, "title": title_of(found), "form": LineForm(), **more}
    return page(request, "dossier.html", status, **context)


@require_GET
@needs()
def dossier_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on paper; where no PDF can be made, the page says why and stays whole."""
    found = asked(viewer_of(request), member_seen(request, slug))
    try:
        made = pdf_of(on_paper(viewer_of(request), found))
    except NoPaper:
        return _dossier_page(request, slug, 501, no_paper=Reason.of("paper_missing"))
    named = f'inline; filename="dossier-{slug}-{found.day.isoformat()}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": named})


def title_of(found: Dossier) -> str:
    return _("Handover dossier: %(name)s") % {"name": found.member.name}


def on_paper(viewer: Viewer, found: Dossier) -> str:
    """The dossier as HTML that needs nothing of the site, in the language of this thread."""
    facts = company(viewer)
    name = "" if isinstance(facts, NoData) else facts.name
    context = {"it": found, "title": title_of(found), "company_name": name, "paper": True}
    return render_to_string("organisation/dossier_paper.html", context)


@require_POST
@needs()
def write_line(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a contact, a surprise, or what is left open."""
    member = member_seen(request, slug)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _dossier_page(request, slug, 400, form=form)
    try:
        verbs.write_note(viewer_of(request), member, form.cleaned_data["kind"], form.cleaned_data["text"])
    except Refused as refused:
        say_refused(request, refused)
    return redirect(reverse("organisation:dossier", args=[slug]) + "#write")


@require_POST
@needs()
def take_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a line off, with a way back."""
    note = get_object_or_404(HandoverNote.objects.select_related("member"), pk=pk, member=member_seen(request, slug))
    verbs.take_off_note(viewer_of(request), note)
    toast(request, _("The line is taken off"), reverse("organisation:dossier_note_back", args=[slug, pk]))
    return redirect("organisation:dossier", slug)


@require_POST
@needs()
def put_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    note = get_object_or_404(HandoverNote.objects.select_related("member"), pk=pk, member=member_seen(request, slug))
    verbs.put_back_note(viewer_of(request), note)
    return redirect("organisation:dossier", slug)
