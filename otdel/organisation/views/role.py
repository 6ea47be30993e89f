"""A role of the company: its page, the form for its words, and the role as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import NotAllowed
from otdel.organisation.exchange.roles import role_yaml
from otdel.organisation.forms.role import RoleForm
from otdel.organisation.models import JobRole
from otdel.organisation.panels import role_panels
from otdel.organisation.queries.people import openable
from otdel.organisation.queries.role import must_see_role, role_view
from otdel.organisation.services.role_words import rewrite
from otdel.organisation.views.common import FORM, LEADERS, TEAM, page
from otdel.organisation.words import role_title
from otdel.web.toasts import toast


@require_GET
@needs()
def role(request: HttpRequest, code: str) -> HttpResponse:
    """What the role is for, what it answers for, how it goes."""
    viewer = viewer_of(request)
    one = JobRole.objects.filter(code=code).first()
    if one is None and not viewer.may(*TEAM):
        raise NotAllowed("a contractor must not learn which roles exist")
    if one is None:
        raise Http404
    found = role_view(viewer, one)
    people = {who.id for zone in found.zones for who in zone.answers} | {one.who.id for one in found.holders}
    return page(
        request,
        "role.html",
        title=found.text.title,
        found=found,
        text=found.text,
        role=one,
        panels=role_panels(viewer, one),
        leads=viewer.may(*LEADERS),
        team=viewer.may(*TEAM),
        open_to=openable(viewer, list(people)),
    )


@require_http_methods(FORM)
@needs(*LEADERS)
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The company's own words over the library's."""
    one = get_object_or_404(JobRole, code=code)
    form = RoleForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = rewrite(viewer_of(request), one, form.words())
        toast(request, _("Saved.") if changed else _("Nothing was changed."))
        return redirect("organisation:role", code)
    title = _("Words of “%(role)s”") % {"role": role_title(one)}
    return page(request, "role_words.html", 400 if form.errors else 200, title=title, form=form, role=one)


@require_POST
@needs(*LEADERS)
def back_to_library(request: HttpRequest, code: str) -> HttpResponse:
    """One text, or all of them, as the library has it."""
    one = get_object_or_404(JobRole, code=code)
    path = request.POST.get("path", "")
    paths = [path] if path else list(one.own)
    changed = rewrite(viewer_of(request), one, dict.fromkeys(paths, ""))
    toast(request, _("The library’s words stand there again.") if changed else _("Nothing was changed."))
    return redirect("organisation:role_words", code)


@require_GET
@needs(*LEADERS)
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The role as YAML, to be kept or brought into another Otdel."""
    one = get_object_or_404(JobRole, code=code)
    must_see_role(viewer_of(request), one)
    answer = HttpResponse(role_yaml(one), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.code}.yaml"'
    return answer
