"""A published statement: the page, the paper, accepting and questioning its lines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.queries import company
from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import Statement, StatementLine
from otdel.motivation.pages.statement import CODE, shown
from otdel.motivation.queries.statement import StatementView, statement_of
from otdel.motivation.services import disputes, seeing
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.web.parts import Link
from otdel.web.reasons import say as words_of
from otdel.web.toasts import toast


@require_GET
@needs()
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement; the first time its person opens it is written down."""
    view = statement_of(viewer_of(request), pk)
    if view.own:
        seeing.seen(viewer_of(request), pk)
    return _page(request, view)


def _page(request: HttpRequest, view: StatementView, status: int = 200, no_paper: str = "") -> HttpResponse:
    it = shown(view)
    context = {
        "title": it.title if view.own else f"{it.title}: {view.member.name}",
        "it": it,
        "view": view,
        "back": _back(view),
        "agreement": reverse("motivation:agreement", args=[view.agreement]) if view.words else "",
        "no_paper": no_paper,
    }
    return render(request, "motivation/statement.html", context, status=status)


def _back(view: StatementView) -> Link:
    if view.own:
        return Link(_("My pay"), reverse("motivation:my_pay"))
    if view.words:
        words = _("Pay of %(name)s") % {"name": view.member.name}
        return Link(words, reverse("motivation:person_pay", args=[view.member.slug]))
    return Link(_("Pay periods"), reverse("motivation:periods"))


@require_GET
@needs()
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper, in the reader's language; where no PDF can be made, the page says why and stays whole."""
    viewer = viewer_of(request)
    view = statement_of(viewer, pk)
    try:
        made = pdf_of(on_paper(viewer, view))
    except NoPaper:
        return _page(request, view, 501, words_of(Reason.of("paper_missing")))
    named = f'inline; filename="pay-{view.named.code}-{view.member.slug}.pdf"'
    headers = {"Content-Disposition": named, "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def on_paper(viewer: Viewer, view: StatementView) -> str:
    """The statement as HTML that needs nothing of the site, in the language of this thread."""
    facts = company(viewer)
    name = "" if isinstance(facts, NoData) else facts.name
    context = {"it": shown(view), "view": view, "company_name": name, "code": view.digest[:CODE]}
    return render_to_string("motivation/statement_paper.html", context)


@require_POST
@needs()
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, lambda viewer: disputes.accept(viewer, pk), _("The statement is accepted"))


@require_POST
@needs()
def accept_line(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, lambda viewer: disputes.accept_line(viewer, pk).statement, _("The line is accepted"), pk)


@require_POST
@needs()
def question(request: HttpRequest, pk: int) -> HttpResponse:
    words = request.POST.get("words", "")
    said = _("The question is sent; the rest is paid on time")
    return _done(request, lambda viewer: disputes.question(viewer, pk, words).line.statement, said, pk)


@require_POST
@needs()
def raise_question(request: HttpRequest, pk: int) -> HttpResponse:
    words = request.POST.get("words", "")
    said = _("The question went to the owner")
    return _done(request, lambda viewer: disputes.raise_to_owner(viewer, pk, words).line.statement, said)


def _done(request: HttpRequest, do: Callable[[Viewer], Statement], said: str, line: int | None = None) -> HttpResponse:
    """Do it and go back to the statement, at the line when there is one."""
    viewer = viewer_of(request)
    at = f"#line-{line}" if line else ""
    try:
        statement = do(viewer).pk
    except Refused as refused:
        say_refused(request, refused)
        found = StatementLine.objects.filter(pk=line).values_list("statement", flat=True).first() if line else None
        return redirect(reverse("motivation:statement", args=[found]) + at if found else "motivation:my_pay")
    toast(request, said)
    return redirect(reverse("motivation:statement", args=[statement]) + at)
