"""Agreements on pay: offering one, reading and answering one's own, noting what was signed on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company
from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import NotAllowed
from otdel.motivation.forms.choosing import DeclineForm, EndForm, OfferForm, PaperForm
from otdel.motivation.models import PayAgreement, PlanVersion
from otdel.motivation.pages.agreement_page import answer_of, verdict
from otdel.motivation.queries import agreements as asked
from otdel.motivation.queries.plans import holders
from otdel.motivation.queries.rights import APPROVES, is_own
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.rules.terms import next_start
from otdel.motivation.services import agreements as verbs
from otdel.motivation.views.rules_common import FORM, decided, page, rules_link, to_version, today_of
from otdel.motivation.wording.rule_words import in_short
from otdel.organisation.models import Member
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.web.parts import Link
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs(*APPROVES)
def offer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put the version before a person with their own amounts."""
    kept = decided(request, code, number)
    plan = read_plan(kept.body)
    day = today_of(request)
    people = holders(viewer_of(request), kept.plan.role, day)
    first = next((one for one in people if not one.agreed and not one.waits), None)
    initial = {
        "person": first.who.slug if first else "", "base": plan.base, "variable": plan.target_variable,
        "start": max(kept.start, next_start(plan.period, day)), "language": (first.language if first else "") or "en",
    }  # fmt: skip
    form = OfferForm(request.POST or None, people=[(one.who.slug, one.who.name) for one in people], initial=initial)
    if request.method == "POST" and form.is_valid() and (answer := _offered(request, kept, form.cleaned_data)):
        return answer
    return page(
        request, "offer.html", 400 if form.errors else 200, title=_("Offer “%(name)s”") % {"name": kept.plan.name},
        form=form, people=people, plan=plan, short=in_short(plan), version=kept,
        crumbs=[rules_link(), Link(kept.plan.name, to_version(kept)), Link(_("Offer"), "", current=True)],
    )  # fmt: skip


def _offered(request: HttpRequest, kept: PlanVersion, given: dict[str, Any]) -> HttpResponse | None:
    member = get_object_or_404(Member, slug=given["person"])
    offered = verbs.Offer(member, given["base"], given["variable"], given["start"], given["language"])
    try:
        made = verbs.offer(viewer_of(request), kept, offered)
    except Refused as refused:
        say_refused(request, refused)
        return None
    toast(request, _("The agreement waits for %(name)s") % {"name": member.name})
    return redirect("motivation:agreement", made.pk)


@require_GET
@needs()
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement as it was offered, for the person and the owner."""
    return _agreement_page(request, pk)


def _agreement_page(request: HttpRequest, pk: int, status: int = 200, **more: Any) -> HttpResponse:
    day = today_of(request)
    found = asked.agreement(viewer_of(request), pk, day)
    title = _("My agreement on pay") if found.own else _("Agreement: %(name)s") % {"name": found.row.who.name}
    rule = reverse("motivation:version", args=[found.row.plan, found.row.number])
    above = (
        [rules_link(), Link(found.row.plan_name, rule)]
        if found.decides
        else [Link(_("My pay"), reverse("motivation:my_pay"))]
    )
    context = {
        "title": title, "it": found, "verdict": verdict(found, day), "answer": answer_of(found), "rule": rule,
        "decline": DeclineForm(), "paper": PaperForm(initial={"day": day}), "end": EndForm(),
        "crumbs": [*above, Link(title, "", current=True)],
        **more,
    }  # fmt: skip
    return page(request, "agreement.html", status, **context)


@require_GET
@needs()
def agreement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same words on paper, with a place for both signatures."""
    found = asked.agreement(viewer_of(request), pk, today_of(request))
    try:
        made = pdf_of(on_paper(request, pk))
    except NoPaper:
        return _agreement_page(request, pk, 501, no_paper=say(Reason.of("paper_missing")))
    named = f'inline; filename="agreement-{found.row.who.slug}-{found.row.start.isoformat()}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": named})


def on_paper(request: HttpRequest, pk: int) -> str:
    """The agreement as HTML that needs nothing of the site, in the language it was written in."""
    viewer, day = viewer_of(request), today_of(request)
    found = asked.agreement(viewer, pk, day)
    facts = company(viewer)
    language = PayAgreement.objects.values_list("language", flat=True).get(pk=pk)
    with translation.override(language):
        context = {
            "it": found, "answer": answer_of(found), "company_name": "" if isinstance(facts, NoData) else facts.name,
            "title": _("Agreement on pay: %(name)s") % {"name": found.row.who.name}, "language": language,
        }  # fmt: skip
        return str(render_to_string("motivation/agreement_paper.html", context))


@require_POST
@needs()
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's own signature under the words they saw."""
    kept = _own(request, pk)
    return _done(
        request, pk, lambda: verbs.sign(viewer_of(request), kept, seen=request.POST.get("seen", "")), _("Signed")
    )  # fmt: skip


@require_POST
@needs()
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _own(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _agreement_page(request, pk, 400, decline=form)
    why = form.cleaned_data["why"]
    return _done(
        request, pk, lambda: verbs.decline(viewer_of(request), kept, why), _("Declined: the owner is told why")
    )


@require_POST
@needs(*APPROVES)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(PayAgreement, pk=pk)
    return _done(request, pk, lambda: verbs.withdraw(viewer_of(request), kept), _("The offer is withdrawn"))


@require_POST
@needs(*APPROVES)
def signed_on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    kept, form = get_object_or_404(PayAgreement, pk=pk), PaperForm(request.POST)
    if not form.is_valid():
        return _agreement_page(request, pk, 400, paper=form)
    day = form.cleaned_data["day"]
    return _done(request, pk, lambda: verbs.sign_on_paper(viewer_of(request), kept, day), _("Noted as signed on paper"))


@require_POST
@needs(*APPROVES)
def end_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    kept, form = get_object_or_404(PayAgreement, pk=pk), EndForm(request.POST)
    if not form.is_valid():
        return _agreement_page(request, pk, 400, end=form)
    day = form.cleaned_data["day"]
    return _done(request, pk, lambda: verbs.end_agreement(viewer_of(request), kept, day), _("The agreement ends then"))


def _own(request: HttpRequest, pk: int) -> PayAgreement:
    """The viewer's own agreement. Raises NotAllowed for another's and for an unknown one alike."""
    found = PayAgreement.objects.filter(pk=pk).first()
    if found is None or not is_own(viewer_of(request), found.member_id):
        raise NotAllowed("this is another person's agreement")
    return found


def _done(request: HttpRequest, pk: int, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, words)
    return redirect("motivation:agreement", pk)
