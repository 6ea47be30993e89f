"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from otdel.accounts.viewers import needs, viewer_of
from otdel.evidence.pages import links
from otdel.evidence.pages.pictures import where_money_goes
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.evidence.wording import definition
from otdel.kit.calendar import Unit
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.queries.members import member_of
from otdel.today.own import own_day
from otdel.today.pages import own as own_page
from otdel.today.pages.attention import attention
from otdel.today.pages.numbers import numbers
from otdel.today.pages.plan import panel, without
from otdel.today.pages.verdict import sentence
from otdel.today.queries import UNITS, Today
from otdel.today.queries import overview as overview_for
from otdel.today.rules import SHOWN
from otdel.web import format as say
from otdel.web.parts import Explanation, Link


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
    plan = panel(viewer, today.goal, unit) if today.goal else None
    signals = [attention(signal, today, viewer) for signal in today.signals]
    return {
        "title": capfirst(say.long_week_day(today.day)),
        "units": _units(unit),
        "empty": not answer.fresh,
        "verdict": sentence(answer, plan),
        "plan": plan,
        "no_plan": None if plan else without(viewer, unit, today.whole.start),
        "numbers": numbers(today),
        "flow": where_money_goes(answer),
        "flow_why": Explanation(pgettext("panel", "Where the money goes"), definition("outcome")),
        "days": say.day_range(answer.period) if answer.period else "",
        "more": [Link(gettext("Open Money"), links.of_money(today.asked), icon="arrow-right")],
        "signals": signals[:SHOWN],
        "rest": signals[SHOWN:],
        "shown": len(signals[:SHOWN]),
        "found": len(signals),
        "last_day": say.day(today.last_day) if today.last_day else "",
    }


def _units(now: Unit) -> list[Link]:
    names = {
        "month": pgettext("period", "Month"),
        "quarter": pgettext("period", "Quarter"),
        "year": pgettext("period", "Year"),
    }
    return [Link(names[unit], f"{reverse('today:overview')}?by={unit}", current=unit == now) for unit in UNITS]
