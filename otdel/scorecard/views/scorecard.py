"""The scorecard: everybody's KPIs over the last periods, on a page and as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import containing, named
from otdel.kit.viewer import Role
from otdel.organisation.models import Engagement, Member
from otdel.organisation.queries.members import SEES_EVERYBODY, led_by, member_of
from otdel.planning.queries.rights import reach
from otdel.scorecard.exchange import scorecards
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages import links, periods, scorecard_page
from otdel.scorecard.pages.figures import compared_to
from otdel.scorecard.queries.answer import Scorecard
from otdel.scorecard.queries.values import Span, scorecard
from otdel.scorecard.views.common import EARLIEST, NUMBERS, download, page, today_of, whose
from otdel.web.parts import Filter, FilterBar, Link, Option, Period

COUNTS: dict[Span, int] = {"week": 13, "month": 12, "quarter": 8, "year": 3}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: unit, the last day of the last period, whose numbers."""

    by: Span
    until: date
    today: date
    who: str

    def to(self, *, by: str = "", until: date | None = None) -> str:
        return links.of_scorecard(by or self.by, self.who, until)


@require_GET
@needs(*NUMBERS)
def show(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    shown = scorecard_page.page(_card(request, asked, fold=True), _compares())
    return page(
        request,
        "scorecard.html",
        title=pgettext("page", "Scorecard"),
        page=shown if reach(viewer_of(request)).may_give else scorecard_page.without_tasks(shown),
        period=_switch(asked),
        filters=_people(request, asked),
        csv=_export(asked, "csv"),
        xlsx=_export(asked, "xlsx"),
    )


@require_GET
@needs(*NUMBERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    asked = _asked(request)
    card = _card(request, asked)
    name = f"scorecard-{asked.by}-{asked.until.isoformat()}"
    if kind not in ("csv", "xlsx"):
        raise Http404
    return download(kind, name, scorecards.header(card), scorecards.lines(card))


def _asked(request: HttpRequest) -> Asked:
    today = today_of(request)
    by: Span = next((unit for unit in COUNTS if unit == request.GET.get("by")), "week")
    who = whose(viewer_of(request), request.GET.get("who", ""))
    until = _until(request.GET.get("until", ""), today) or containing(today, by).earlier().period.last_day
    return Asked(by, until, today, who.slug if who else "")


def _until(text: str, today: date) -> date | None:
    """A day, or the last day of a named period; nothing when it is neither or lies out of reach."""
    found = named(text.lower())
    if found is None or not EARLIEST <= found.period.start <= today:
        return None
    return found.period.last_day


def _card(request: HttpRequest, asked: Asked, *, fold: bool = False) -> Scorecard:
    return scorecard(viewer_of(request), asked.by, asked.until, COUNTS[asked.by], asked.who, fold=fold)


def _compares() -> Callable[[str], bool]:
    """Whether a KPI reads as a share of its plan or of another period, by its newest formula."""
    formulas = dict(Kpi.objects.order_by("code", "start").values_list("code", "formula"))
    return lambda code: bool(compared_to(formulas.get(code, "")))


def _switch(asked: Asked) -> Period:
    now = containing(asked.until, asked.by)
    names = periods.unit_names()
    choices = [Link(names[unit], asked.to(by=unit), current=unit == asked.by) for unit in COUNTS]
    later = now.later().period
    return Period(
        periods.whole(now),
        choices,
        asked.to(until=now.earlier().period.last_day) if now.period.start > EARLIEST else "",
        asked.to(until=later.last_day) if later.start <= asked.today else "",
    )


def _people(request: HttpRequest, asked: Asked) -> FilterBar | None:
    """Everybody whose numbers the viewer may see; no choice when that is nobody else."""
    viewer = viewer_of(request)
    found = Member.objects.filter(engagements__in=_engaged(asked.until)).distinct()
    if not viewer.may(*SEES_EVERYBODY):
        own = member_of(viewer)
        if own is None or viewer.may(Role.CONTRACTOR):
            return None
        found = found.filter(pk__in=led_by(own.id, asked.today) | {own.id})
    options = [Option("", pgettext("scorecard", "The department and everybody"), chosen=not asked.who)]
    options += [Option(one.slug, one.name, chosen=one.slug == asked.who) for one in found]
    if len(options) <= 2:
        return None
    keep = (("by", asked.by), ("until", asked.until.isoformat()))
    return FilterBar((Filter("who", pgettext("filter", "Whose numbers"), options),), keep)


def _engaged(day: date) -> list[int]:
    return list(Engagement.objects.during(day.replace(day=1), date.max).values_list("pk", flat=True))


def _export(asked: Asked, kind: str) -> str:
    address = asked.to(until=asked.until)
    return reverse("scorecard:scorecard_export", args=[kind]) + "?" + address.partition("?")[2]
