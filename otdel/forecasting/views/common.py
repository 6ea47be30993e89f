"""What pages of the plan share: who may open them, the period an address names, a job under way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from otdel.accounts.viewers import needs, viewer_of
from otdel.forecasting.queries.forecasts import NoSuchGoal, running
from otdel.forecasting.queries.warnings import NoSuchWarning
from otdel.kit.calendar import Named, Unit, named
from otdel.kit.viewer import Role, Viewer

READERS = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
UNITS: tuple[Unit, ...] = ("month", "quarter", "year")

P = ParamSpec("P")


def of_plan(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for those who read goals. What the address names and is not there answers 404."""

    @wraps(view)
    def with_viewer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, viewer_of(request), *args, **kwargs)
        except (NoSuchGoal, NoSuchWarning) as error:
            raise Http404 from error

    return needs(*READERS)(with_viewer)


def asked_period(request: HttpRequest, viewer: Viewer) -> Named:
    """The month, quarter or year the address names, else the quarter or month that runs."""
    found = named(request.GET.get("period", "").lower())
    if found is not None and found.unit in UNITS:
        return found
    return running(viewer, next((unit for unit in UNITS if unit == request.GET.get("by")), "month"))
