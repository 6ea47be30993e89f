"""The structure of the department: who there is, who answers for what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from otdel.accounts.viewers import needs
from otdel.organisation.views.common import TEAM, page


@require_GET
@needs(*TEAM)
def team(request: HttpRequest) -> HttpResponse:
    return page(request, "team.html", title=_("Structure"))
