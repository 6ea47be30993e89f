"""The register of accesses, one access, and what is done about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Role
from otdel.organisation.forms.processes import DrillForm
from otdel.organisation.forms.register import AccessForm, CheckForm, GrantForm
from otdel.organisation.models import Access, Holding, Member
from otdel.organisation.queries.accesses import GROUPS, access_answer, register
from otdel.organisation.services import accesses as verbs
from otdel.organisation.services.drills import plan_drill
from otdel.organisation.views.common import FORM, LEADERS, Act, back, page, say_refused, tried
from otdel.organisation.wording.cover_register import GROUP_NAMES
from otdel.web.parts import Filter, FilterBar, Link, Option
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_GET
@needs()
def accesses(request: HttpRequest) -> HttpResponse:
    """The register: everything for owner and head, payer and renewal for an accountant, their own for others."""
    viewer = viewer_of(request)
    group, member = request.GET.get("show", ""), request.GET.get("member", "")
    closed = group == "closed"
    known = group if group in (*GROUPS, "critical") else ""
    found = register(viewer, group=known, member=member, search=request.GET.get("q", "").strip(), closed=closed)
    return page(
        request,
        "accesses.html",
        title=_("Accesses"),
        found=found,
        closed=closed,
        filters=_filters(request, found.counts, with_people=viewer.may(*LEADERS)),
        filtered=bool(request.GET.get("q") or known or member),
        may_edit=viewer.may(*LEADERS),
        first=Link(_("Register an access"), reverse("organisation:new_access"), icon="plus"),
        people_shown=not viewer.may(Role.ACCOUNTANT),
    )


def _filters(request: HttpRequest, counts: dict[str, int], *, with_people: bool) -> FilterBar:
    chosen = {name: request.GET.get(name, "") for name in ("show", "member", "q")}
    groups = [Option("", pgettext("accesses", "All"), not chosen["show"])]
    groups += [
        Option(name, f"{label} ({counts[name]})", chosen["show"] == name)
        for name, label in GROUP_NAMES.items()
        if counts[name] or chosen["show"] == name
    ]
    groups.append(Option("closed", pgettext("accesses", "Closed lines"), chosen["show"] == "closed"))
    filters = [Filter("show", pgettext("accesses", "Which"), groups)]
    if with_people:
        people = [Option("", pgettext("people", "Everybody"), not chosen["member"])]
        people += [Option(one.slug, one.name, chosen["member"] == one.slug) for one in Member.objects.all()]
        filters.append(Filter("member", _("Person"), people))
    filters.append(Filter("q", _("System or asset"), kind="search", value=chosen["q"]))
    return FilterBar(filters, clear=request.path if any(chosen.values()) else "")


@require_http_methods(FORM)
@needs(*LEADERS)
def new_access(request: HttpRequest) -> HttpResponse:
    """A new line of the register; the address may bring a system and an asset."""
    viewer = viewer_of(request)
    proposed = {name: request.GET.get(name, "") for name in ("system", "asset") if request.GET.get(name)}
    form = AccessForm(request.POST or None, day=company_today(viewer), initial=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.register_access(viewer, form.card)
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("%(access)s is in the register") % {"access": made})
            return redirect("organisation:access", made.pk)
    title = _("Register an access")
    return page(request, "access_form.html", 400 if form.errors else 200, title=title, form=form)


@require_GET
@needs()
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """One access: whose, who can get in, checks, drills, history."""
    return _access_page(request, pk)


def _access_page(request: HttpRequest, pk: int, status: int = 200, **bound: forms.Form) -> HttpResponse:
    viewer = viewer_of(request)
    today = company_today(viewer)
    found = access_answer(viewer, pk)
    if found is None:
        raise Http404
    kept = Access.objects.get(pk=pk)
    made: dict[str, forms.Form] = {
        "change": AccessForm(access=kept, day=today, prefix="change"),
        "check": CheckForm(initial={"day": today}, prefix="check"),
        "grant": GrantForm(day=today, prefix="grant"),
        "drill": DrillForm(day=today, prefix="drill", initial={"member": kept.backup_id}, but=kept.owner_id),
    }
    context: dict[str, Any] = {"forms": {**made, **bound}, "bound": dict.fromkeys(bound, True), "today": today}
    return page(request, "access.html", status, title=found.line.name, found=found, **context)


def _done(request: HttpRequest, pk: int, name: str, form: forms.Form, act: Act, words: str) -> HttpResponse:
    """Do what a form of the access's page asks; what is wrong with it is said on that page, in that form."""
    if tried(request, form, act, words):
        return redirect("organisation:access", pk)
    return _access_page(request, pk, 400, **{name: form})


@require_POST
@needs(*LEADERS)
def change_access(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Access, pk=pk)
    form = AccessForm(request.POST, access=kept, day=company_today(viewer), prefix="change")
    return _done(request, pk, "change", form, lambda _g: verbs.change_access(viewer, kept, form.card), _("Saved"))


@require_POST
@needs()
def check_access(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Access, pk=pk)
    form = CheckForm(request.POST, prefix="check")

    def act(given: dict[str, Any]) -> None:
        verbs.check_access(viewer, kept, given["day"], given["note"], found=given["found"] == "yes")

    return _done(request, pk, "check", form, act, _("The check is written down"))


@require_POST
@needs(*LEADERS)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Access, pk=pk)
    form = GrantForm(request.POST, day=company_today(viewer), prefix="grant")

    def act(given: dict[str, Any]) -> None:
        verbs.grant(viewer, kept, Member.objects.get(pk=given["member"]), given["level"], given["start"])

    return _done(request, pk, "grant", form, act, _("Written into the register"))


@require_POST
@needs(*LEADERS)
def drill_access(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Access, pk=pk)
    form = DrillForm(request.POST, day=company_today(viewer), prefix="drill")

    def act(given: dict[str, Any]) -> None:
        plan_drill(viewer, kept, Member.objects.get(pk=given["member"]), given["day"])

    return _done(request, pk, "drill", form, act, _("The drill is planned"))


@require_POST
@needs(*LEADERS)
def close_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the line, or open it again."""
    viewer, kept = viewer_of(request), get_object_or_404(Access, pk=pk)
    try:
        if kept.closed_on:
            verbs.reopen_access(viewer, kept)
            toast(request, _("%(access)s is open again") % {"access": kept})
        else:
            verbs.close_access(viewer, kept, company_today(viewer))
            toast(request, _("%(access)s is closed; its history stays") % {"access": kept})
    except Refused as refused:
        say_refused(request, refused)
    return redirect("organisation:access", pk)


@require_POST
@needs(*LEADERS)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody can no longer get in, from today on."""
    viewer = viewer_of(request)
    held = get_object_or_404(Holding.objects.select_related("member", "access"), pk=pk)
    verbs.revoke(viewer, held, company_today(viewer))
    toast(request, _("Closed for %(name)s: %(access)s") % {"name": held.member.name, "access": held.access})
    return back(request, "organisation:access", held.access_id)


@require_POST
@needs(*LEADERS)
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """They stay after all, and so does the way in."""
    held = get_object_or_404(Holding.objects.select_related("member", "access"), pk=pk)
    try:
        verbs.keep(viewer_of(request), held)
    except Refused as refused:
        say_refused(request, refused)
    return back(request, "organisation:access", held.access_id)
