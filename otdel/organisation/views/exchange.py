"""The department out to a file, and back in: what files would do is shown first, and done when a person says so."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.trail import audit
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.exchange import taking
from otdel.organisation.exchange.reading import MOST_BYTES, joined, read
from otdel.organisation.exchange.tables import TABLES, Read
from otdel.organisation.exchange.writing import WRITERS, rows_of
from otdel.organisation.views.common import FORM, LEADERS, page
from otdel.web.toasts import toast

KEPT = "organisation.exchange"  # the session's name of the folder whose files wait for a yes


@require_http_methods(FORM)
@needs(*LEADERS)
def exchange(request: HttpRequest) -> HttpResponse:
    """Export; import with a preview of everything it would do."""
    viewer, files = viewer_of(request), request.FILES.getlist("files")
    taken = None
    if request.method == "POST" and files:
        taken = taking.take(viewer, _keep(request, files), trial=True)
    return page(
        request,
        "exchange.html",
        title=_("Import and export"),
        taken=taken,
        tables=[(name, spec.columns, spec.needed) for name, spec in TABLES.items()],
        megabytes=MOST_BYTES // 1024 // 1024,
    )


@require_POST
@needs(*LEADERS)
def take(request: HttpRequest) -> HttpResponse:
    """What the preview showed is done now."""
    folder = _folder(request.session.pop(KEPT, ""))
    if folder is None:
        toast(request, _("The file is no longer here. Bring it again."))
        return redirect("organisation:exchange")
    found = joined([read(path.name, path.read_bytes()) for path in sorted(folder.iterdir())])
    taken = taking.take(viewer_of(request), found, trial=False)
    shutil.rmtree(folder, ignore_errors=True)
    words = ngettext("%(count)d change is made", "%(count)d changes are made", taken.changes)
    toast(request, words % {"count": taken.changes})
    return redirect("organisation:team")


@require_GET
@needs(*LEADERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything there is and was as a file, contacts included; the trail says who took it."""
    if kind not in WRITERS:
        raise Http404
    viewer = viewer_of(request)
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(rows_of(viewer)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="department.{kind}"'
    audit(viewer, "people.exported", "department", kind=kind)
    return response


def _keep(request: HttpRequest, files: list[Any]) -> Read:
    """The files are kept in a folder of their own until they are taken, or others come."""
    old = _folder(request.session.get(KEPT, ""))
    if old:
        shutil.rmtree(old, ignore_errors=True)
    name = uuid4().hex
    folder = Path(settings.UPLOADS_ROOT) / "exchange" / name
    folder.mkdir(parents=True)
    request.session[KEPT] = name
    parts = []
    for place, file in enumerate(files[:20]):
        content = file.read(MOST_BYTES + 1)
        plain = Path(file.name or "file").name
        parts.append(read(plain, content))
        if not parts[-1].lines:
            continue
        (folder / f"{place:02d}-{plain[-80:]}").write_bytes(content)
    return joined(parts)


def _folder(name: str) -> Path | None:
    """The folder whose name the session keeps; nothing when it is gone."""
    folder = Path(settings.UPLOADS_ROOT) / "exchange" / name
    return folder if name and name.isalnum() and folder.is_dir() else None
