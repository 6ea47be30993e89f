"""The Import page: files come in, each becomes a card, and a card is answered, started, undone."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.measurement import services, wizard
from otdel.measurement.forms import PresetForm, QuestionsForm
from otdel.measurement.limits import MEGABYTE, MOST_FILES
from otdel.measurement.models import Import, State
from otdel.measurement.queries import imports as queries
from otdel.measurement.services.landing import notice_lost
from otdel.measurement.views.common import IMPORTERS, back, page
from otdel.web.reasons import say
from otdel.web.toasts import toast


@needs(*IMPORTERS)
def imports(request: HttpRequest) -> HttpResponse:
    """Drop files; see what waits for somebody."""
    if request.method == "POST":
        return _receive(request)
    return _page(request, [])


def _page(request: HttpRequest, troubles: list[tuple[str, str]], status: int = 200) -> HttpResponse:
    cards = queries.open_cards(viewer_of(request))
    return page(
        request,
        "imports.html",
        status,
        title=_("Import"),
        cards=[_dressed(card) for card in cards],
        troubles=troubles,
        limit=settings.UPLOAD_LIMIT // MEGABYTE,
        most=MOST_FILES,
        asking=sum(card.state == State.ASKING for card in cards),
        ready=sum(card.state == State.WAITING and not card.reading for card in cards),
    )


def _receive(request: HttpRequest) -> HttpResponse:
    """Each file on its own: a bad one stops no other. Too long a request was refused before it was read."""
    files = request.FILES.getlist("files")
    if not files:
        return _page(request, [("", _("No file was chosen. Choose one or more export files."))], 400)
    if len(files) > MOST_FILES:
        return _page(request, [("", _("Choose up to %(count)s files at once.") % {"count": MOST_FILES})], 400)
    troubles = [trouble for file in files if (trouble := _receive_one(request, file))]
    return _page(request, troubles) if troubles else redirect("measurement:imports")


def _receive_one(request: HttpRequest, file: UploadedFile[bytes]) -> tuple[str, str] | None:
    """The name of the file and what is wrong with it; None when it was taken in."""
    name = file.name or "file"
    try:
        received = services.receive_file(viewer_of(request), file, name)  # type: ignore[arg-type]
    except services.FileRefused as refused:
        return name, say(refused.reason)
    if received.already:
        return name, _already(viewer_of(request), received.item)
    return None


def _already(viewer: Viewer, item: Import) -> str:
    """Names the earlier import only to those who may see it."""
    if not Import.objects.seen_by(viewer).filter(pk=item.pk).exists():
        return _("This file was imported before. Nothing was counted twice.")
    return _("This file was imported before, as import %(id)s (“%(name)s”). Nothing was counted twice.") % {
        "id": item.pk,
        "name": item.name,
    }


@require_GET
@needs(*IMPORTERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One import with everything about it; only its card, or only what moves, when the page asks for that."""
    viewer = viewer_of(request)
    item = queries.find(viewer, pk)
    notice_lost(item)
    dressed = _dressed(queries.card(item), whole=request.GET.get("part") != "card")
    if request.GET.get("part") == "card":
        return page(request, "card.html", one=dressed)
    rejected = queries.rejected_rows(viewer, import_id=pk, page=request.GET.get("page", 1))
    template = "whole.html" if request.GET.get("part") == "whole" else "import.html"
    return page(request, template, title=item.name, one=dressed, rejected=rejected, preset_form=PresetForm())


@require_POST
@needs(*IMPORTERS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A file's questions, answered together."""
    viewer = viewer_of(request)
    item = queries.find(viewer, pk)
    found = services.preview(viewer, item)
    form = QuestionsForm(found.questions if found else (), request.POST)
    if not form.is_valid():
        dressed = {**_dressed(queries.card(item), whole=True), "form": form}
        rejected = queries.rejected_rows(viewer, import_id=pk)
        return page(request, "import.html", 400, title=item.name, one=dressed, rejected=rejected)
    services.answer(viewer, item, form.answers())
    return back(request, "measurement:import", pk)


@require_POST
@needs(*IMPORTERS)
def preset(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember how this file was read."""
    form = PresetForm(request.POST)
    item = queries.find(viewer_of(request), pk)
    if form.is_valid() and form.cleaned_data["name"].strip():
        saved = services.save_preset(viewer_of(request), item, form.cleaned_data["name"])
        toast(request, _("Remembered as “%(name)s”") % {"name": saved.name})
    return redirect("measurement:import", pk)


def _dressed(card: queries.ImportCard, *, whole: bool = False) -> dict[str, object]:
    """A card with what its template needs: the form of its questions, and where it stands alone."""
    questions = card.preview.questions if card.preview else ()
    return {
        "card": card,
        "form": QuestionsForm(questions) if questions else None,
        "mapping": any(question.code == "mapping" for question in questions),
        "steps": wizard.length(card.shape),
        "whole": whole,
    }


def _start(request: HttpRequest, item: Import) -> None:
    services.start(viewer_of(request), item)


def _undo(request: HttpRequest, item: Import) -> None:
    if services.undo_import(viewer_of(request), item):
        toast(
            request, _("Import %(id)s is undone") % {"id": item.pk}, reverse("measurement:act", args=[item.pk, "redo"])
        )


def _redo(request: HttpRequest, item: Import) -> None:
    if services.redo_import(viewer_of(request), item):
        toast(request, _("Import %(id)s counts again") % {"id": item.pk})


def _retry(request: HttpRequest, item: Import) -> None:
    notice_lost(item)
    services.retry(viewer_of(request), item)


def _drop(request: HttpRequest, item: Import) -> None:
    if services.drop_import(viewer_of(request), item):
        toast(request, _("“%(name)s” was put away") % {"name": item.name})


ACTS: dict[str, Callable[[HttpRequest, Import], None]] = {
    "start": _start,
    "undo": _undo,
    "redo": _redo,
    "retry": _retry,
    "drop": _drop,
}


@require_POST
@needs(*IMPORTERS)
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Start, undo, bring back, try again or put away an import."""
    if verb not in ACTS:
        raise PermissionDenied
    ACTS[verb](request, queries.find(viewer_of(request), pk))
    return back(request, "measurement:imports") if verb == "drop" else back(request, "measurement:import", pk)


@require_POST
@needs(*IMPORTERS)
def start_all(request: HttpRequest) -> HttpResponse:
    """Start everything that is understood and asks nothing."""
    viewer = viewer_of(request)
    for item in Import.objects.seen_by(viewer).filter(state=State.WAITING).select_related("file").order_by("id"):
        services.start(viewer, item)
    return redirect("measurement:imports")


@require_POST
@needs(*IMPORTERS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the same file once more, to answer otherwise."""
    item = services.read_again(viewer_of(request), queries.find(viewer_of(request), pk))
    return redirect("measurement:import", item.pk)
