"""The owner's pages of pay rules: the list, a plan with its versions, one version, and what is done with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.models import PayPlan
from otdel.motivation.pages.rule_page import STAGES, TONES, facts, rule_view, verdict
from otdel.motivation.pages.rules_list import rules_list, versions_list
from otdel.motivation.queries import plans as asked
from otdel.motivation.queries.agreements import AgreementRow, of_plan
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.reading import write_yaml
from otdel.motivation.rules.terms import next_start
from otdel.motivation.services import plans as verbs
from otdel.motivation.services.checking import check
from otdel.motivation.views.rules_common import decided, page, rules_link, to_version, today_of
from otdel.motivation.wording.difference_words import said_between
from otdel.motivation.wording.plan_names import names_now
from otdel.motivation.wording.rule_words import pay_day
from otdel.web.parts import Link
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_GET
@needs(*APPROVES)
def plans(request: HttpRequest) -> HttpResponse:
    """Every pay plan with who is on it, and who holds a role without an agreement."""
    day = today_of(request)
    found = rules_list(asked.plans(viewer_of(request), day))
    return page(request, "rules.html", title=_("Pay rules"), it=found)


@require_GET
@needs()
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """A plan through its versions: from when each holds and what it changed."""
    day = today_of(request)
    kept, versions = asked.versions_of(viewer_of(request), code, day)
    return page(
        request,
        "rule.html",
        title=kept.name,
        crumbs=[rules_link(), Link(kept.name, "", current=True)],
        plan=kept,
        versions=versions_list(kept, versions),
        people=of_plan(viewer_of(request), kept.pk, day),
    )


@require_GET
@needs()
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version: what it pays, as a picture, and what to do with it next."""
    return version_page(request, code, number)


def version_page(request: HttpRequest, code: str, number: int, status: int = 200) -> HttpResponse:
    day = today_of(request)
    found = asked.version(viewer_of(request), code, number, day)
    names = names_now(found.plan.currency)
    refused = (
        verbs.why_not_approve(found.version, found.version.plan, day, found.version.digest)
        if found.decides and found.row.stage in ("draft", "checked")
        else None
    )
    plan_link = [Link(found.name, reverse("motivation:plan", args=[code]))] if found.decides else []
    crumbs = [*([rules_link()] if found.decides else []), *plan_link]
    return page(
        request,
        "version.html",
        status,
        title=found.name,
        crumbs=[*crumbs, Link(_("Version %(number)s") % {"number": number}, "", current=True)],
        it=found,
        verdict=verdict(found, day),
        stage=STAGES[found.row.stage],
        tone=TONES[found.row.stage],
        rule=rule_view(found.plan, names),
        facts=facts(found),
        pay_day=pay_day(found.plan),
        changes=said_between(found.earlier, found.plan, names) if found.earlier else [],
        people=_people(request, found),
        why_not=say(refused) if refused else "",
        only_unchecked=refused is not None and refused.code == "pay_plan_unchecked",
    )


def _people(request: HttpRequest, found: asked.VersionPage) -> list[AgreementRow]:
    if not found.decides:
        return []
    rows = of_plan(viewer_of(request), found.version.plan_id, today_of(request))
    return [one for one in rows if one.number == found.row.number]


@require_GET
@needs()
def plan_yaml(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The version as a file, for whoever may see its page."""
    found = asked.version(viewer_of(request), code, number, today_of(request))
    named = f'attachment; filename="{code}-{number}.yaml"'
    headers = {"Content-Disposition": named}
    return HttpResponse(write_yaml(found.plan), content_type="application/yaml; charset=utf-8", headers=headers)


@require_POST
@needs(*APPROVES)
def check_plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Try the text on the company's own history: what is found and simulated is kept with it."""
    kept = decided(request, code, number)
    try:
        check(viewer_of(request), kept)
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("The plan is checked"))
    return redirect(to_version(kept) + "#found")


@require_POST
@needs(*APPROVES)
def approve_plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    kept = decided(request, code, number)
    try:
        verbs.approve(viewer_of(request), kept, seen=request.POST.get("seen", ""))
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Version %(number)s is approved") % {"number": number})
    return redirect(to_version(kept))


@require_POST
@needs(*APPROVES)
def withdraw_plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    kept = decided(request, code, number)
    try:
        verbs.withdraw_version(viewer_of(request), kept)
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Version %(number)s is withdrawn") % {"number": number})
    return redirect(to_version(kept))


@require_POST
@needs(*APPROVES)
def new_version(request: HttpRequest, code: str) -> HttpResponse:
    """A draft that begins as the newest version, and its form."""
    kept = PayPlan.objects.filter(code=code).first()
    if kept is None:
        return redirect("motivation:plans")
    last = kept.versions.order_by("-number").first()
    period = str(last.body.get("period", "month")) if last else "month"
    try:
        made = verbs.new_version(viewer_of(request), kept, next_start(period, today_of(request)))
    except Refused as refused:
        say_refused(request, refused)
        return redirect("motivation:plan", code)
    return redirect("motivation:edit_plan", code, made.number)
