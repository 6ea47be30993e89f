"""The form for a new task, empty or filled in by the problem it grows out of."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, ref
from otdel.planning import services
from otdel.planning.forms import TaskForm
from otdel.planning.links import reason_from
from otdel.planning.models import TaskKind
from otdel.planning.queries.rights import may_be_given, reach
from otdel.planning.views.common import FORM, page
from otdel.planning.views.work import QUICK
from otdel.web.reasons import say
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs()
def new_task(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    owners = may_be_given(viewer)
    if not owners:
        raise NotAllowed("this person gives no work")
    customers = owners if not reach(viewer).everybody else [ref(member) for member in Member.objects.all()]
    form = TaskForm(request.POST or None, owners=owners, customers=customers, initial=_first(request, viewer, owners))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.new_task(viewer, form.task_from(_source(request)))
        except Refused as refused:
            form.add_error(None, say(refused.reason))
        else:
            toast(request, _("“%(title)s” is written down") % {"title": made.title})
            return redirect("planning:task", made.pk)
    reason = _reason(request)
    return page(
        request,
        "new.html",
        400 if form.errors else 200,
        title=_("New task"),
        form=form,
        source=say(reason) if reason else "",
        source_href=_href(request),
    )


def _first(request: HttpRequest, viewer: Viewer, owners: list[MemberRef]) -> dict[str, Any]:
    """What the address brings, and what is usual: one's own, due in a week."""
    own = reach(viewer).own
    asked = next((one.id for one in owners if one.slug == request.GET.get("owner")), None)
    kind = request.GET.get("kind", "")
    return {
        "title": request.GET.get("title", "")[:200],
        "owner": asked or (own.id if own else owners[0].id),
        "due": company_today(viewer) + QUICK,
        "kind": kind if kind in TaskKind.values else TaskKind.TASK,
        **{name: request.GET.get(name, "") for name in TaskForm.HIDDEN},
    }


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "") or request.GET.get(name, "")


def _reason(request: HttpRequest) -> Reason | None:
    return reason_from(_asked(request, "reason"), _asked(request, "values"))


def _href(request: HttpRequest) -> str:
    """The page that shows the problem, when it is one of ours."""
    href = _asked(request, "href")
    return href if href.startswith("/") and url_has_allowed_host_and_scheme(href, allowed_hosts=None) else ""


def _source(request: HttpRequest) -> dict[str, Any]:
    reason, href = _reason(request), _href(request)
    if reason is None:
        return {"href": href} if href else {}
    return {"code": reason.code, "values": json.loads(json.dumps(dict(reason.values))), "href": href}
