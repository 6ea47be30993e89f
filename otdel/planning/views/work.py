"""The list of work: one's own, everybody's, what waits, what is late, what is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.organisation.queries.members import MemberRef
from otdel.planning import services
from otdel.planning.forms import QuickForm
from otdel.planning.queries.rights import may_be_given, reach
from otdel.planning.queries.tasks import Board, Filtered, Tab, TaskRow, board
from otdel.planning.rules.life import State
from otdel.planning.views.common import FORM, page, whole
from otdel.planning.wording import KINDS
from otdel.web.parts import Filter, FilterBar, Link, Option
from otdel.web.reasons import say
from otdel.web.toasts import toast

WEEK = timedelta(days=7)
QUICK = timedelta(days=7)  # a task added in passing is due in a week
Group = tuple[str, list[TaskRow]]


@require_http_methods(FORM)
@needs()
def work(request: HttpRequest) -> HttpResponse:
    """Tasks with their verdict; a POST adds one quickly."""
    viewer = viewer_of(request)
    today = company_today(viewer)
    owners = may_be_given(viewer)
    form = _quick(request, owners, viewer, today) if owners else None
    if request.method == "POST" and form and form.is_valid():
        try:
            made = services.new_task(viewer, form.task)
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("“%(title)s” is written down") % {"title": made.title})
            return redirect(request.get_full_path())
    return _page(request, viewer, today, form)


def _page(request: HttpRequest, viewer: Viewer, today: date, form: QuickForm | None) -> HttpResponse:
    if reach(viewer).own is None and not reach(viewer).everybody:
        return page(request, "nobody.html", title=pgettext("section", "Work"))
    narrowed = Filtered(
        request.GET.get("person", ""), request.GET.get("kind", ""), whole(request.GET.get("zone", "")) or None
    )
    tab = _tab(request, viewer)
    found = board(viewer, tab, narrowed)
    return page(
        request,
        "work.html",
        400 if form and form.errors else 200,
        title=pgettext("section", "Work"),
        board=found,
        tab=tab,
        tabs=_tabs(found, tab, narrowed),
        groups=_groups(found, tab, today),
        bar=_bar(found, tab, narrowed),
        form=form,
        new_href=reverse("planning:new_task") if form else "",
        narrowed=narrowed != Filtered(),
        own=reach(viewer).own,
    )


def _quick(request: HttpRequest, owners: list[MemberRef], viewer: Viewer, today: date) -> QuickForm:
    own = reach(viewer).own
    first = {"due": today + QUICK, "owner": own.id if own else owners[0].id}
    return QuickForm(request.POST or None, owners=owners, initial=first, prefix="quick")


def _tab(request: HttpRequest, viewer: Viewer) -> Tab:
    asked = request.GET.get("tab", "")
    of = reach(viewer)
    for tab in ("mine", "all", "waiting", "late", "done"):
        if asked == tab:
            return tab
    return "all" if of.everybody else "mine"  # who answers for the department begins with all of it


def _tabs(found: Board, tab: Tab, narrowed: Filtered) -> list[Link]:
    words: dict[Tab, str] = {
        "mine": pgettext("tasks", "Mine"),
        "all": pgettext("tasks", "Everybody’s"),
        "waiting": pgettext("tasks", "Waiting"),
        "late": pgettext("tasks", "Late"),
        "done": pgettext("tasks", "Done"),
    }
    left_out = {name for name, there in (("mine", found.has_own), ("all", found.everybody)) if not there}
    return [Link(word, _address(one, narrowed), one == tab) for one, word in words.items() if one not in left_out]


def _address(tab: Tab, narrowed: Filtered) -> str:
    given = {"tab": tab, "person": narrowed.person, "kind": narrowed.kind, "zone": narrowed.zone or ""}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _bar(found: Board, tab: Tab, narrowed: Filtered) -> FilterBar:
    def choice(name: str, label: str, options: list[tuple[str, Any]], chosen: str) -> Filter:
        everything = Option("", pgettext("filter", "all"), not chosen)
        return Filter(name, label, [everything, *(Option(value, word, value == chosen) for value, word in options)])

    filters = [choice("kind", _("Kind"), [(str(code), word) for code, word in KINDS.items()], narrowed.kind)]
    if found.everybody and tab != "mine":
        people = [(one.slug, one.name) for one in found.people]
        filters.insert(0, choice("person", pgettext("task", "Whose"), people, narrowed.person))
    if found.zones:
        zones = [(str(pk), name) for pk, name in found.zones]
        filters.append(choice("zone", _("Zone"), zones, str(narrowed.zone or "")))
    clear = _address(tab, Filtered()) if narrowed != Filtered() else ""
    return FilterBar(filters, keep=[("tab", tab)], clear=clear)


def _groups(found: Board, tab: Tab, today: date) -> list[Group]:
    """Rows under headings that say what to do first; the list of what is done has none."""
    if tab == "done":
        return [("", list(found.rows))] if found.rows else []
    groups: dict[str, list[TaskRow]] = {
        pgettext("tasks", "Late"): [],
        _("Due within seven days"): [],
        _("Later"): [],
        _("Waiting for somebody"): [],
        _("To be accepted"): [],
    }
    late, soon, later, waiting, handed = groups.values()
    for row in found.rows:
        if row.late:
            late.append(row)
        elif row.state is State.HANDED:
            handed.append(row)
        elif row.state is State.WAITING:
            waiting.append(row)
        else:
            (soon if row.due < today + WEEK else later).append(row)
    return [(name, rows) for name, rows in groups.items() if rows]
