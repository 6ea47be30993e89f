"""Replaceability: the bus factor, what hangs on one person, the absence test, drills, absences and leavers."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.forms.absence import AbsenceForm, AwayForm, LeaveForm
from otdel.organisation.forms.processes import ResultForm
from otdel.organisation.models import Absence, Member
from otdel.organisation.pages.cover_numbers import bus_factor_why, of_cover
from otdel.organisation.queries.away import AwayAnswer, away
from otdel.organisation.queries.cover import cover as asked
from otdel.organisation.queries.leaving import leaver, leavers
from otdel.organisation.services import leaving as verbs
from otdel.organisation.views.common import FORM, LEADERS, page, say_refused
from otdel.web.parts import Link
from otdel.web.reasons import say
from otdel.web.toasts import toast

SHARES = (25, 50, 75)  # percent of the critical work that must stand still


@require_GET
@needs(*LEADERS)
def cover(request: HttpRequest) -> HttpResponse:
    """Could the department do without somebody? With who, first and last in the address: without this one, then?"""
    viewer = viewer_of(request)
    today = company_today(viewer)
    given = request.GET.get("share", "")
    share = int(given) if given in map(str, SHARES) else 50
    form, result = _tested(request, today)
    found = asked(viewer, Fraction(share, 100))
    links = [
        Link(f"{one}%", f"{reverse('organisation:cover')}?share={one}" if one != 50 else ".", one == share)
        for one in SHARES
    ]
    return page(
        request,
        "cover.html",
        400 if form.errors else 200,
        title=_("Replaceability"),
        found=found,
        numbers=of_cover(found),
        why=bus_factor_why(share),
        first=Link(_("Register an access"), reverse("organisation:accesses"), icon="lock"),
        share=share,
        shares=links,
        form=form,
        result=result,
        leavers=leavers(viewer),
        outcome=ResultForm(initial={"day": today}),
        today=today,
        reasons=Absence.Why.choices,
    )


def _tested(request: HttpRequest, today: date) -> tuple[AwayForm, AwayAnswer | None]:
    """The form of the absence test, and the result when somebody was chosen."""
    if "who" not in request.GET:
        next_monday = today + timedelta(days=7 - today.weekday())
        return AwayForm(day=today, initial={"first": next_monday, "last": next_monday + timedelta(days=13)}), None
    form = AwayForm(request.GET, day=today)
    return form, away(viewer_of(request), form.member, form.period) if form.is_valid() else None


@require_POST
@needs(*LEADERS)
def plan_absence(request: HttpRequest) -> HttpResponse:
    """Put an absence into the plan, then show what it stops."""
    viewer = viewer_of(request)
    form = AbsenceForm(request.POST, day=company_today(viewer))
    if not form.is_valid():
        toast(request, _("Choose who is away and from which day to which. Nothing was changed."))
        return redirect("organisation:cover")
    given = form.cleaned_data
    try:
        verbs.plan_absence(viewer, form.member, given["first"], given["last"], given["why"])
        toast(request, _("The absence of %(name)s is planned") % {"name": form.member.name})
    except Refused as refused:
        say_refused(request, refused)
    query = urlencode({name: given[name] for name in ("who", "first", "last")})
    return redirect(f"{reverse('organisation:cover')}?{query}#absence")


@require_POST
@needs(*LEADERS)
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how it went, or call it off."""
    kept = get_object_or_404(Absence.objects.select_related("member"), pk=pk)
    if "off" in request.POST:
        verbs.call_off_absence(viewer_of(request), kept)
        toast(request, _("The absence is called off"))
    else:
        verbs.note_absence(viewer_of(request), kept, request.POST.get("note", "")[:300])
        toast(request, _("Saved"))
    return redirect(reverse("organisation:cover") + "#absences")


@require_http_methods(FORM)
@needs(*LEADERS)
def leaving(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that somebody leaves, and close everything behind them."""
    viewer, member = viewer_of(request), get_object_or_404(Member.objects.select_related("person"), slug=slug)
    form = LeaveForm(request.POST or None, initial={"last_day": company_today(viewer)})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.leave(viewer, member, form.cleaned_data["last_day"])
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("%(name)s leaves: the closing list is open") % {"name": member.name})
            return redirect("organisation:leaving", slug)
    title = _("%(name)s leaves") % {"name": member.name}
    context = {"found": leaver(viewer, member), "form": form, "today": company_today(viewer)}
    return page(request, "leaving.html", 400 if form.errors else 200, title=title, **context)
