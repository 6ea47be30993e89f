"""The page of one's own pay, and the same page for those who may see another person's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from otdel.accounts.queries import company_today
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import Named, containing
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayAgreement
from otdel.motivation.pages import mine as pages
from otdel.motivation.pages import what_if as playing
from otdel.motivation.pages.past import statements
from otdel.motivation.queries.my_pay import MyPay, my_pay, usual_period
from otdel.motivation.queries.rights import APPROVES, PAYS, must_see_pay
from otdel.motivation.queries.what_if import WhatIf, standing
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, member_of, ref
from otdel.web.parts import Link

NOBODY = "there is no such person, or their pay is not for this viewer"


@require_GET
@needs()
def show(request: HttpRequest) -> HttpResponse:
    """One's own pay. Whoever pays others and has no agreement is led to the pay periods."""
    viewer = viewer_of(request)
    own = member_of(viewer)
    if viewer.may(*APPROVES, *PAYS) and not (own and PayAgreement.objects.filter(member=own.id).exists()):
        return redirect("motivation:periods")
    if own is None:
        return _nobody(request)
    return page(request, own)


@require_GET
@needs()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The pay of a person, for the owner and whoever they report to; one answer for unknown and for not allowed."""
    return page(request, member_at(viewer_of(request), slug))


def member_at(viewer: Viewer, slug: str) -> MemberRef:
    """The member whose pay this viewer may see. Raises NotAllowed."""
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        raise NotAllowed(NOBODY)
    must_see_pay(viewer, found.pk)
    return ref(found)


def page(request: HttpRequest, member: MemberRef, tried: WhatIf | None = None) -> HttpResponse:
    """The whole page; `tried` is what somebody without scripts put the sliders to."""
    viewer = viewer_of(request)
    today = company_today(viewer)
    by = request.GET.get("by", "")
    named = containing(today, "quarter" if by == "quarter" else "month") if by else usual_period(member.id, today)
    found = my_pay(viewer, member, named)
    return render(request, "motivation/my_pay.html", _context(request, found, tried))


def _context(request: HttpRequest, found: MyPay, tried: WhatIf | None) -> dict[str, object]:
    standing_ = [tried if tried and tried.agreement == one.agreement else standing(one) for one in found.parts]
    shown = {
        "title": _("My pay") if found.own else _("Pay of %(name)s") % {"name": found.member.name},
        "mine": found,
        "units": _units(found),
        "parts": pages.parts_shown(found),
        "statements": statements(found.past),
        "promises": pages.promises_shown(found),
        "more_promises": reverse("planning:promises") if found.own else "",
        "offers": found.offers,
        "no_pay_action": _rules(viewer_of(request)),
    }
    if found.parts:
        shown |= {
            "headline": pages.headline(found),
            "sum": pages.sum_words(found),
            "about": pages.about_end(found),
            "history": pages.history(found),
            "history_note": pages.history_note(found),
            "what_if": [
                playing.shown(one, found.member, found.named, own=found.own, more=part.more)
                for one, part in zip(standing_, found.parts, strict=True)
            ],
        }
    return shown


def _units(found: MyPay) -> list[Link]:
    """Month and quarter, for whoever is paid by both."""
    if len(found.units) < 2:
        return []
    words = {"month": pgettext("pay", "Month"), "quarter": pgettext("pay", "Quarter")}
    return [Link(words.get(unit, unit), f"?by={unit}", current=unit == found.named.unit) for unit in found.units]


def _rules(viewer: Viewer) -> Link | None:
    if not viewer.may(*APPROVES):
        return None
    try:
        return Link(_("Open the rules of pay"), reverse("motivation:plans"))
    except NoReverseMatch:
        return None


def _nobody(request: HttpRequest) -> HttpResponse:
    return render(request, "motivation/no_member.html", {"title": _("My pay")})


def running(viewer: Viewer, member: MemberRef, code: str) -> Named:
    """The running month or quarter a form names; the member's usual one for anything else."""
    today = company_today(viewer)
    options = [containing(today, unit) for unit in ("month", "quarter")]
    return next((one for one in options if one.code == code), usual_period(member.id, today))
