"""A zone: who answers for it, who helps, who stands in; adding, changing and retiring zones."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.organisation.forms.zones import PartForm, ZoneForm
from otdel.organisation.models import Accountability, JobRole, Part, Zone
from otdel.organisation.queries.people import openable
from otdel.organisation.queries.zones import zone_page
from otdel.organisation.services import zones as services
from otdel.organisation.services.roles import retire_role
from otdel.organisation.views.common import FORM, LEADERS, TEAM, back, page, say_refused
from otdel.organisation.words import role_title, zone_name
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs(*TEAM)
def zone(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has which part in a zone; giving somebody a part from a day on."""
    viewer, today = viewer_of(request), company_today(viewer_of(request))
    leads = viewer.may(*LEADERS)
    form = PartForm(request.POST or None, initial={"start": today, "part": Part.ACCOUNTABLE})
    taken = False
    if request.method == "POST" and leads and form.is_valid():
        taken = not _given(viewer, get_object_or_404(Zone, pk=pk), form, over="over" in request.POST)
        if not taken:
            toast(request, _("Saved for %(name)s") % {"name": form.chosen.name})
            return redirect("organisation:zone", pk)
    found = zone_page(viewer, pk, today)
    if found is None:
        raise Http404
    return page(
        request,
        "zone.html",
        400 if form.errors else 200,
        title=found.name,
        found=found,
        form=form,
        leads=leads,
        can_hand_over=taken and form.cleaned_data["part"] == Part.ACCOUNTABLE,
        change=ZoneForm(initial={"name": found.own_name, "critical": found.critical}, written=True, prefix="zone"),
        open_to=openable(viewer, [line.who.id for line in (*found.now, *found.ahead, *found.before)]),
    )


def _given(viewer: Viewer, one: Zone, form: PartForm, *, over: bool) -> bool:
    """Whether the part was given; the form says why when it was not."""
    given = form.cleaned_data
    try:
        if over:
            services.hand_over(viewer, one, form.chosen, given["start"])
        else:
            services.make_part(viewer, one, form.chosen, given["part"], given["start"], given["end"])
    except Refused as refused:
        form.add_error(None, say(refused.reason))
        return False
    return True


@require_http_methods(FORM)
@needs(*LEADERS)
def add(request: HttpRequest) -> HttpResponse:
    """A zone in the company's own words."""
    form = ZoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = JobRole.objects.filter(pk=given["role"] or 0).first()
        made = services.add_zone(viewer_of(request), given["name"], role, critical=given["critical"])
        toast(request, _("“%(zone)s” is added. Choose who answers for it.") % {"zone": made.name})
        return redirect("organisation:zone", made.pk)
    return page(request, "zone_form.html", 400 if form.errors else 200, title=_("Add a zone"), form=form)


@require_POST
@needs(*LEADERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the zone is called and how much hangs on it."""
    one = get_object_or_404(Zone.objects.select_related("role"), pk=pk)
    form = ZoneForm(request.POST, written=True, prefix="zone")
    if form.is_valid():
        services.change_zone(viewer_of(request), one, **form.cleaned_data)
        toast(request, _("“%(zone)s” is saved") % {"zone": zone_name(one)})
    return redirect("organisation:zone", pk)


@require_POST
@needs(*LEADERS)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody needs to answer for the zone any more."""
    one, viewer = get_object_or_404(Zone.objects.select_related("role"), pk=pk), viewer_of(request)
    services.retire_zone(viewer, one, company_today(viewer))
    toast(request, _("“%(zone)s” is retired; its history stays") % {"zone": zone_name(one)})
    return redirect("organisation:team")


@require_POST
@needs(*LEADERS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's part in a zone ends today."""
    held, viewer = get_object_or_404(Accountability.objects.select_related("zone", "member"), pk=pk), viewer_of(request)
    services.end_part(viewer, held, company_today(viewer))
    toast(request, _("The part of %(name)s in it has ended") % {"name": held.member.name})
    return back(request, "organisation:zone", held.zone_id)


@require_POST
@needs(*LEADERS)
def retire_a_role(request: HttpRequest, code: str) -> HttpResponse:
    """The company works with a role no longer; refused while somebody holds it."""
    role, viewer = get_object_or_404(JobRole, code=code), viewer_of(request)
    try:
        retire_role(viewer, role, company_today(viewer))
        toast(request, _("The role “%(role)s” is retired; its history stays") % {"role": role_title(role)})
    except Refused as refused:
        say_refused(request, refused)
    return back(request, "organisation:team")
