"""Experiments typed in by people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.evidence.forms import LiftTestForm
from otdel.evidence.pages.mix import tests as tests_page
from otdel.evidence.queries import mix_beliefs as asked
from otdel.evidence.queries.mix import mix
from otdel.evidence.queries.mix_rights import MAY_BELIEVE
from otdel.evidence.queries.weekly import weekly
from otdel.evidence.services import lift_tests as verbs
from otdel.evidence.views.mix_common import about_mix, done, page, refused_words
from otdel.kit.viewer import Viewer
from otdel.web.toasts import toast


@require_GET
@about_mix
def tests(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    channel = request.GET.get("channel", "")
    found = asked.lift_tests(viewer, channel, taken_back=True)
    may = viewer.may(*MAY_BELIEVE)
    return page(request, viewer, "mix_tests.html", page=tests_page.page(found, mix(viewer), channel), may_believe=may)


@require_http_methods(["GET", "POST"])
@needs(*MAY_BELIEVE)
@about_mix
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    channels = weekly(viewer).channels
    initial = {"channel": request.GET.get("channel", "")}
    form = LiftTestForm(request.POST or None, channels=channels, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.add_lift_test(viewer, form.test)
        except Refused as refused:
            form.add_error(None, refused_words(refused))
        else:
            toast(request, _("The experiment counts from the next fitting on"))
            return redirect("evidence:mix_tests")
    return page(request, viewer, "mix_new_test.html", 400 if form.errors else 200, form=form)


@require_POST
@needs(*MAY_BELIEVE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    why = request.POST.get("why", "")
    done(request, lambda: verbs.take_back(viewer_of(request), pk, why), _("The experiment no longer counts"))
    return redirect("evidence:mix_tests")
