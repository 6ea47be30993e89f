"""The register of accesses as a file: out, and back in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from otdel.accounts.queries import company_today
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.exchange.register import COLUMNS, WRITERS, read_register
from otdel.organisation.exchange.register_taking import take
from otdel.organisation.forms.register import RegisterFileForm
from otdel.organisation.views.common import FORM, LEADERS, page


@require_GET
@needs(*LEADERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole register as CSV or XLSX."""
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    viewer = viewer_of(request)
    named = f'attachment; filename="accesses-{company_today(viewer).isoformat()}.{kind}"'
    return HttpResponse(write(viewer), content_type=content_type, headers={"Content-Disposition": named})


@require_http_methods(FORM)
@needs(*LEADERS)
def bring(request: HttpRequest) -> HttpResponse:
    """Take a table of accesses in; every row that could not be taken is named."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    taken, name = None, ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        name = given.name
        taken = take(viewer_of(request), read_register(given.name, given.read()))
    context = {"form": form, "taken": taken, "name": name, "columns": COLUMNS}
    status = 400 if form.errors else 200
    return page(request, "accesses_import.html", status, title=_("Import the register"), **context)
