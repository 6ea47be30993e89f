"""Engaging a person in a role, changing the terms from a day on, ending."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.forms.people import DayForm, TermsForm, ramp_left
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.organisation.services import engaging
from otdel.organisation.views.common import FORM, LEADERS, page, say_refused
from otdel.organisation.words import role_title
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs(*LEADERS)
def engage(request: HttpRequest, slug: str) -> HttpResponse:
    """One more role for a person, from a day on."""
    viewer = viewer_of(request)
    member = get_object_or_404(Member, slug=slug)
    form = TermsForm(request.POST or None, member=member, initial={"start": company_today(viewer)})
    if request.method == "POST" and form.is_valid():
        given, role = form.cleaned_data, JobRole.objects.get(pk=form.cleaned_data["role"])
        try:
            engaging.engage(viewer, member, role, form.terms, given["start"], given["end"])
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            words = _("%(name)s holds the role %(role)s")
            toast(request, words % {"name": member.name, "role": role_title(role)})
            return redirect("organisation:person", slug)
    title = _("A role for %(name)s") % {"name": member.name}
    return page(request, "engagement.html", 400 if form.errors else 200, title=title, form=form, member=member)


@require_http_methods(FORM)
@needs(*LEADERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other terms from a day on; the days before keep theirs."""
    viewer = viewer_of(request)
    row = get_object_or_404(Engagement.objects.select_related("member", "role"), pk=pk)
    first = max(company_today(viewer), row.start)
    form = TermsForm(request.POST or None, member=row.member, engagement=row, initial={"start": first})
    if request.method == "POST" and form.is_valid():
        try:
            engaging.change_from(viewer, row, ramp_left(row, form), form.cleaned_data["start"])
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("Saved for %(name)s") % {"name": row.member.name})
            return redirect("organisation:person", row.member.slug)
    names = {"name": row.member.name, "role": role_title(row.role)}
    return page(
        request,
        "engagement.html",
        400 if form.errors else 200,
        title=_("%(name)s: %(role)s") % names,
        form=form,
        member=row.member,
        row=row,
        ending=DayForm(initial={"day": company_today(viewer)}, prefix="end"),
    )


@require_POST
@needs(*LEADERS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The engagement ends on a day; with the last one the person's zones are free from then on."""
    row = get_object_or_404(Engagement.objects.select_related("member"), pk=pk)
    form = DayForm(request.POST, prefix="end")
    if not form.is_valid():
        toast(request, _("Choose the first day without this role."))
        return redirect("organisation:engagement", pk)
    try:
        freed = engaging.end_engagement(viewer_of(request), row, form.cleaned_data["day"])
    except Refused as refused:
        say_refused(request, refused)
        return redirect("organisation:engagement", pk)
    words = ngettext(
        "The engagement of %(name)s ends; %(count)d zone is free now",
        "The engagement of %(name)s ends; %(count)d zones are free now",
        freed,
    )
    toast(request, words % {"name": row.member.name, "count": freed})
    return redirect("organisation:person", row.member.slug)
