"""The Data page and what hangs under it: imports, rows set aside, raw files, presets."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.trail import audit
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Role
from otdel.measurement import services
from otdel.measurement.models import Import, ImportFile, Preset
from otdel.measurement.panels import data_panels
from otdel.measurement.queries import data as queries
from otdel.measurement.queries import imports as import_queries
from otdel.measurement.queries.rows import source_row
from otdel.measurement.store import warehouse
from otdel.measurement.views.common import DATA, IMPORTERS, RULES, SETTLERS, back, page
from otdel.warehouse import RawMissing
from otdel.web.toasts import toast


@require_GET
@needs(*DATA)
def data(request: HttpRequest) -> HttpResponse:
    """How far the data reaches, what is missing, and where to mend it."""
    viewer = viewer_of(request)
    state = queries.data_state(viewer, timezone.localdate())
    return page(
        request,
        "data.html",
        title=_("Data"),
        state=state,
        panels=data_panels(viewer),
        asking=queries.unfinished(viewer),
        imports=_cards(import_queries.listed(viewer).object_list[:5]),
    )


@require_GET
@needs(*IMPORTERS)
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, newest first."""
    found = import_queries.listed(viewer_of(request), request.GET.get("page", 1))
    return page(request, "import_list.html", title=_("Imports"), found=found, cards=_cards(found.object_list))


def _cards(items: Iterable[Import]) -> list[import_queries.ImportCard]:
    return [import_queries.card(item, brief=True) for item in items]


@require_GET
@needs(*IMPORTERS)
def rejected(request: HttpRequest) -> HttpResponse:
    """Rows set aside, each with its file, row, column and sentence."""
    found = import_queries.rejected_rows(viewer_of(request), page=request.GET.get("page", 1))
    return page(request, "rejected.html", title=_("Rows set aside"), found=found)


@require_GET
@needs(*IMPORTERS, Role.ACCOUNTANT)
def row(request: HttpRequest, import_id: int, row: int, sheet: str = "") -> HttpResponse:
    """The row of the source file under a number."""
    found = source_row(viewer_of(request), import_id, sheet, row)
    title = _("Row %(row)s of “%(file)s”") % {"row": row, "file": found.item.name}
    return page(request, "row.html", 200 if found.found else 404, title=title, found=found)


@require_GET
@needs(*SETTLERS)
def raw_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """The file as it came, for owner and head. It is always a download, never shown by the browser."""
    file = ImportFile.objects.filter(sha256=sha256).first()
    if file is None:
        raise Http404
    try:
        path = warehouse().raw_path(sha256)
    except RawMissing as missing:
        raise Http404 from missing
    audit(viewer_of(request), "file.downloaded", f"file:{file.pk}", name=file.name)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.name)
    response["Content-Type"] = "application/octet-stream"
    return response  # type: ignore[return-value]  # a response all the same


@needs(*RULES)
def presets(request: HttpRequest) -> HttpResponse:
    """Layouts that are understood at once."""
    return page(request, "presets.html", title=_("Layouts remembered"), presets=Preset.objects.select_related("by"))


@require_POST
@needs(*RULES)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    preset = Preset.objects.filter(pk=pk).first()
    if preset:
        services.forget_preset(viewer_of(request), preset)
        toast(request, _("“%(name)s” is forgotten") % {"name": preset.name})
    return back(request, "measurement:presets")
