"""A person of the department: their page, adding and changing them, agreeing to a role."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.reason import NoData
from otdel.organisation.forms.people import PersonForm, TermsForm
from otdel.organisation.models import JobRole, Member
from otdel.organisation.panels import WORK, by_kind, person_panels, standings
from otdel.organisation.queries.people import person_page
from otdel.organisation.queries.standings import waiting
from otdel.organisation.services.agreeing import agree, may_agree, role_card
from otdel.organisation.services.engaging import engage
from otdel.organisation.services.people import add_member, change_member, delete_member
from otdel.organisation.views.common import FORM, LEADERS, member_seen, page, say_refused
from otdel.organisation.views.team import read_day
from otdel.organisation.words import role_title
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_GET
@needs()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: roles, zones, what is written, agreed and carried out, and what other chapters hand in."""
    viewer, today = viewer_of(request), company_today(viewer_of(request))
    day = read_day(request, today)
    found = person_page(viewer, slug, day)
    if found is None:
        raise Http404
    member = Member.objects.get(pk=found.id)
    lines, panels = standings(viewer, member), person_panels(viewer, member)
    return page(
        request,
        "person.html",
        title=member.name,
        found=found,
        member=member,
        today=today,
        leads=viewer.may(*LEADERS),
        own=member.person_id == viewer.person,
        lines=lines,
        written=sum(not isinstance(line.written, NoData) for line in lines),
        carried=sum(not isinstance(line.carried_out, NoData) for line in lines if not isinstance(line.written, NoData)),
        to_agree=waiting(member, today) if may_agree(viewer, member) else [],
        groups=by_kind(lines),
        work=[panel for panel in panels if panel.order <= WORK],
        panels=[panel for panel in panels if panel.order > WORK],
    )


@require_http_methods(FORM)
@needs(*LEADERS)
def add(request: HttpRequest) -> HttpResponse:
    """A new person, with the role they hold when it is known."""
    viewer = viewer_of(request)
    form = PersonForm(request.POST or None)
    terms = TermsForm(request.POST or None, initial={"start": company_today(viewer)}, prefix="terms")
    wants_role = "later" not in request.POST
    if request.method == "POST" and form.is_valid() and (not wants_role or terms.is_valid()):
        try:
            member = add_member(viewer, form.card)
            toast(request, _("%(name)s is in the department") % {"name": member.name})
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            return _engaged(request, member, terms) if wants_role else redirect("organisation:person", member.slug)
    bad = request.method == "POST"
    return page(request, "person_form.html", 400 if bad else 200, title=_("Add a person"), form=form, terms=terms)


def _engaged(request: HttpRequest, member: Member, form: TermsForm) -> HttpResponse:
    """To the new person's page; what was wrong with the role is said there, the person stays."""
    given = form.cleaned_data
    try:
        role = JobRole.objects.get(pk=given["role"])
        engage(viewer_of(request), member, role, form.terms, given["start"], given["end"])
    except Refused as refused:
        say_refused(request, refused)
    return redirect("organisation:person", member.slug)


@require_http_methods(FORM)
@needs(*LEADERS)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct what is written about a person."""
    member = get_object_or_404(Member, slug=slug)
    form = PersonForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            change_member(viewer_of(request), member, form.card)
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("Saved for %(name)s") % {"name": member.name})
            return redirect("organisation:person", member.slug)
    status = 400 if form.errors else 200
    return page(request, "person_form.html", status, title=member.name, form=form, member=member)


@require_POST
@needs(*LEADERS)
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Take out somebody added by mistake; with history they stay and the page says what to do instead."""
    member = get_object_or_404(Member, slug=slug)
    name = member.name
    try:
        delete_member(viewer_of(request), member)
    except Refused as refused:
        say_refused(request, refused)
        return redirect("organisation:person", slug)
    toast(request, _("%(name)s is deleted") % {"name": name})
    return redirect("organisation:team")


@require_POST
@needs()
def agree_to_role(request: HttpRequest, slug: str) -> HttpResponse:
    """The person agrees to the card of a role they hold, in the words that stand now."""
    viewer = viewer_of(request)
    member = member_seen(request, slug)
    role = get_object_or_404(JobRole, code=request.POST.get("role", ""), engagements__member=member)
    subject, seen = role_card(role)
    if request.POST.get("seen") == seen:
        agree(viewer, member, subject, seen)
        toast(request, _("Agreed: %(role)s") % {"role": role_title(role)})
    else:
        toast(request, _("The words changed while you read them. Read the card again, then agree."))
    return redirect(reverse("organisation:person", args=[slug]))
