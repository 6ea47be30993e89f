"""Promises: late ones first, how many were kept, and what became of each."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import SEES_THE_TEAM, ref
from otdel.planning import services
from otdel.planning.forms import BreakForm, PromiseForm
from otdel.planning.models import PromiseKind
from otdel.planning.queries import promises as queries
from otdel.planning.queries.rights import may_be_given, reach
from otdel.planning.views.common import FORM, back, page, say_refused
from otdel.web.parts import Filter, FilterBar, Option
from otdel.web.reasons import say
from otdel.web.toasts import toast

SETTLED_A_PAGE = 30


@require_http_methods(FORM)
@needs()
def promises(request: HttpRequest) -> HttpResponse:
    """The list with its verdict; a POST writes a promise down."""
    viewer = viewer_of(request)
    if reach(viewer).own is None and not reach(viewer).everybody:
        return page(request, "nobody.html", title=pgettext("view", "Promises"))
    form = _form(request, viewer)
    if request.method == "POST" and form and form.is_valid():
        try:
            made = services.make_promise(viewer, form.promise)
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("Written down: %(what)s") % {"what": made.what})
            return redirect("planning:promises")
    return _page(request, viewer, form)


def _page(request: HttpRequest, viewer: Viewer, form: PromiseForm | None) -> HttpResponse:
    person, kind = request.GET.get("person", ""), request.GET.get("kind", "")
    found = queries.promises(viewer, person, kind)
    part = _settled(request, found)
    return page(
        request,
        "promises.html",
        400 if form and form.errors else 200,
        title=pgettext("view", "Promises"),
        found=found,
        coming=[] if part.has_previous() else [row for row in found.rows if not row.settled],
        part=part,
        bar=_bar(found, person, kind),
        form=form,
        narrowed=bool(person or kind),
    )


def _settled(request: HttpRequest, found: queries.Promises) -> Page[queries.PromiseRow]:
    """The page of kept and broken ones that is asked for, or the one that holds the `promise` a link leads to."""
    settled = [row for row in found.rows if row.settled]
    at = next((at for at, row in enumerate(settled) if str(row.id) == request.GET.get("promise")), 0)
    return Paginator(settled, SETTLED_A_PAGE).get_page(request.GET.get("page", at // SETTLED_A_PAGE + 1))


def _form(request: HttpRequest, viewer: Viewer) -> PromiseForm | None:
    makers = may_be_given(viewer)
    if not makers:
        return None
    team = [ref(member) for member in Member.objects.all()] if viewer.may(*SEES_THE_TEAM) else []
    own = reach(viewer).own
    first = {"maker": own.id} if own else {}
    return PromiseForm(request.POST or None, makers=makers, everybody=team, initial=first)


def _bar(found: queries.Promises, person: str, kind: str) -> FilterBar:
    everything = pgettext("filter", "all")
    people = [Option(one.slug, one.name, one.slug == person) for one in found.people]
    kinds = [Option(value, label, value == kind) for value, label in PromiseKind.choices]
    filters = [
        Filter("person", _("Person"), [Option("", everything, not person), *people]),
        Filter("kind", _("Kind"), [Option("", everything, not kind), *kinds]),
    ]
    return FilterBar(filters, clear=reverse("planning:promises") if person or kind else "")


@require_POST
@needs()
def promise_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Kept, broken openly, or open again."""
    viewer = viewer_of(request)
    try:
        match verb:
            case "keep":
                done = services.keep(viewer, pk)
                again = reverse("planning:promise_act", args=[pk, "open"])
                toast(request, _("Kept: %(what)s") % {"what": done.what}, undo=again)
            case "break":
                form = BreakForm(request.POST)
                done = services.break_openly(viewer, pk, form.data.get("why", ""))
                toast(request, _("Broken openly: %(what)s") % {"what": done.what})
            case "open":
                done = services.open_again(viewer, pk)
                toast(request, _("Open again: %(what)s") % {"what": done.what})
            case _:
                raise Http404
    except Refused as refused:
        say_refused(request, refused)
    return back(request, "planning:promises")
