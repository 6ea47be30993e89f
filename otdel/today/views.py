"""The front page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from otdel.accounts.viewers import needs, viewer_of
from otdel.evidence.pages import links
from otdel.evidence.pages.numbers import key_numbers
from otdel.evidence.pages.overview import concerned, step_links
from otdel.evidence.pages.pictures import where_money_goes
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.evidence.wording import definition, verdict
from otdel.forecasting.pages import verdicts, warnings_page
from otdel.kit.calendar import Unit
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.queries.members import member_of
from otdel.planning.links import task_links
from otdel.today import wording
from otdel.today.own import own_day
from otdel.today.pages import own as own_page
from otdel.today.pages.plan import panel
from otdel.today.pages.sparks import with_sparks
from otdel.today.queries import UNITS, Today
from otdel.today.queries import overview as overview_for
from otdel.today.rules import Signal
from otdel.web import format as say
from otdel.web.parts import Attention, Explanation, Link

NUMBERS = ("margin_after", "back", "cac", "spend")
ICONS = {"bad": "alert-triangle", "warn": "info-circle", "acc": "message-circle"}


@needs()
def overview(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.may(*MAY_SEE_MONEY):
        return _own_page(viewer)
    own = member_of(viewer) if viewer.may(Role.SPECIALIST) else None
    if own is not None:
        return render(request, "today/own.html", own_page.context(own_day(viewer, own)))
    unit: Unit = next((one for one in UNITS if one == request.GET.get("by")), "quarter")
    return render(request, "today/overview.html", _context(viewer, overview_for(viewer, unit), unit))


def _own_page(viewer: Viewer) -> HttpResponse:
    """A contractor begins with their own roles, numbers and tasks; who is nobody in the department yet, with files."""
    own = member_of(viewer)
    return redirect("organisation:person", own.slug) if own else redirect("measurement:imports")


def _context(viewer: Viewer, today: Today, unit: Unit) -> dict[str, object]:
    answer = today.money
    plan = panel(viewer, today.goal) if today.goal else None
    return {
        "title": capfirst(say.long_week_day(today.day)),
        "units": _units(unit),
        "empty": not answer.fresh,
        "verdict": verdicts.joined([verdict(answer), plan.gap if plan else None]),
        "plan": plan,
        "numbers": with_sparks(key_numbers(answer, today.asked, NUMBERS), NUMBERS, today.weeks),
        "flow": where_money_goes(answer),
        "flow_why": Explanation(pgettext("panel", "Where the money goes"), definition("outcome")),
        "days": say.day_range(answer.period) if answer.period else "",
        "more": [Link(gettext("Open Money"), links.of_money(today.asked), icon="arrow-right")],
        "signals": [_attention(signal, today, viewer) for signal in today.signals],
        "shown": len(today.signals),
        "found": today.found,
        "last_day": say.day(today.last_day) if today.last_day else "",
    }


def _units(now: Unit) -> list[Link]:
    names = {
        "month": pgettext("period", "Month"),
        "quarter": pgettext("period", "Quarter"),
        "year": pgettext("period", "Year"),
    }
    return [Link(names[unit], f"{reverse('today:overview')}?by={unit}", current=unit == now) for unit in UNITS]


def _attention(signal: Signal, today: Today, viewer: Viewer) -> Attention:
    currency = today.money.currency
    stake = (
        [pgettext("money at stake", "%(amount)s at stake") % {"amount": say.short_money(signal.at_stake)}]
        if signal.at_stake
        else []
    )
    if signal.opens == "warning":
        shown = warnings_page.attention(today.warnings[int(signal.key)])
        return replace(shown, meta=[*stake, *shown.meta])
    title, actions = wording.title(signal, currency), _actions(signal, today, viewer)
    return Attention(
        title=title,
        text=wording.text(signal, currency),
        actions=(*actions, *task_links(viewer, title, actions[0].href if actions else reverse("today:overview"))),
        severity=signal.severity,
        icon=ICONS[signal.severity],
        meta=[*stake, *concerned(signal.reason.code, today.money)],
    )


def _actions(signal: Signal, today: Today, viewer: Viewer) -> tuple[Link, ...]:
    """What this viewer can do about it: open the campaign, bring files, or take the step where it is taken."""
    if signal.opens == "pay":
        return (Link(wording.action(signal), reverse("motivation:period", args=signal.key.split("/"))),)
    if signal.opens == "agreement":
        return (Link(wording.action(signal), reverse("motivation:agreement", args=[signal.key])),)
    if signal.opens == "budget":
        return (Link(wording.action(signal), reverse("evidence:proposal", args=[signal.key])),)
    if signal.opens == "row":
        return (Link(wording.action(signal), links.of_key(today.asked, signal.key)),)
    steps = step_links(signal.reason.code, viewer)
    return tuple(replace(one, label=wording.action(signal)) for one in steps) if signal.opens == "imports" else steps
