"""The model itself: its health, why its numbers moved, the weeks it saw, and fitting it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.viewers import needs, viewer_of
from otdel.connectors.writing import CSV, XLSX
from otdel.evidence import exchange_mix
from otdel.evidence.pages.mix import look as look_page
from otdel.evidence.pages.mix import model as model_page
from otdel.evidence.pages.mix import progress as progress_page
from otdel.evidence.pages.mix import seen as seen_page
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.mix_look import first_look
from otdel.evidence.queries.mix_rights import MAY_FIT
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services import fitting
from otdel.evidence.views.mix_common import about_mix, done, no_model, page
from otdel.jobs.queries import JobState
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer

KINDS = {"csv": (exchange_mix.as_csv, CSV), "xlsx": (exchange_mix.as_xlsx, XLSX)}


@require_GET
@about_mix
def model(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    view = asked.mix(viewer)
    if isinstance(view, NoData):
        return no_model(request, viewer, view, "mix_model")
    shown = model_page.page(view, asked.fits(viewer), asked.last_try(viewer))
    return page(request, viewer, "mix_model.html", page=shown)


@require_POST
@needs(*MAY_FIT)
def fit(request: HttpRequest) -> HttpResponse:
    """Ask for a fitting; the page that follows shows how far it is."""
    done(request, lambda: fitting.ask_to_fit(viewer_of(request)), _("The model is being fitted"))
    return redirect("evidence:mix_model")


@require_POST
@needs(*MAY_FIT)
@about_mix
def draw_again(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Make the draws of a version again after their file was lost; its numbers stay."""
    done(request, lambda: fitting.ask_to_draw_again(viewer, pk), _("The answers are being made again"))
    return redirect("evidence:mix_scenario")


@require_GET
@about_mix
def progress(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The bar alone, for the page that asks every second."""
    state = _watched(request, viewer)
    ended = progress_page.ended(state, asked.last_try(viewer)) if state.ended else progress_page.job(state)
    return render(request, "evidence/mix_job.html", {"job": ended})


@require_GET
@about_mix
def look(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The first look alone, for the page that waits for it."""
    state = _watched(request, viewer)
    shown = look_page.look(state, first_look(viewer, state.id))
    return render(request, "evidence/mix_look.html", {"look": shown})


def _watched(request: HttpRequest, viewer: Viewer) -> JobState:
    number = request.GET.get("job", "")
    state = asked.watched(viewer, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    if state is None:
        raise Http404
    return state


@require_GET
@about_mix
def weeks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the model saw, week by week; before the first fitting, what it would see."""
    found, which = _weeks(viewer)
    return page(request, viewer, "mix_weeks.html", page=seen_page.page(found, which))


@require_GET
@about_mix
def weeks_file(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    found, _which = _weeks(viewer)
    headers = {"Content-Disposition": f'attachment; filename="otdel-mix-weeks.{kind}"'}
    return HttpResponse(write(found), content_type=content_type, headers=headers)


def _weeks(viewer: Viewer) -> tuple[Weekly, asked.FitLine | None]:
    view = asked.mix(viewer)
    if isinstance(view, NoData):
        return weekly(viewer), None
    return asked.saw(viewer, view.fit.id), view.fit
