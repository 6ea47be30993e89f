"""Addresses of pages about numbers: a scorecard, a KPI in a period, a measure of a person."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from otdel.kit.calendar import Named, between, containing
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.organisation.queries.members import MemberRef
from otdel.planning.links import make_task_href


def of_scorecard(by: str, who: str = "", until: date | None = None) -> str:
    return _with(reverse("scorecard:scorecard"), by=by, who=who, until=until.isoformat() if until else "")


def of_kpi(code: str, who: str = "", period: str = "") -> str:
    return _with(_page("scorecard:kpi", code), who=who, period=period)


def periods_of_kpi(code: str, who: str = "") -> str:
    """The address of one holder's KPI up to the name of a period, which follows it."""
    address = of_kpi(code, who)
    return f"{address}{'&' if who else '?'}period="


def of_measure(code: str, who: str = "", period: str = "") -> str:
    return _with(_page("scorecard:measure", code), who=who, period=period)


def of_plans(year: int, who: str = "") -> str:
    return _with(reverse("scorecard:plans"), year=str(year), who=who)


def of_person(who: MemberRef | None) -> str:
    return reverse("organisation:person", args=[who.slug]) if who else ""


def make_task(title: str, source: Reason, href: str, owner: str = "") -> str:
    """Where a task about this number is written: its title, whose it is and where it came from are filled in."""
    return make_task_href(title=title, source=source, href=href, owner=owner)


def code_of(period: Period) -> str:
    """The name of a calendar period, else its first and last day."""
    for unit in ("month", "quarter", "year", "week"):
        named: Named = containing(period.start, unit)
        if named.period == period:
            return named.code
    return between(period).code


@lru_cache(maxsize=1024)
def _page(route: str, code: str) -> str:
    """Found once: a scorecard links the page of a KPI from each of a dozen cells."""
    return reverse(route, args=[code])


def _with(address: str, **asked: str) -> str:
    given = {name: value for name, value in asked.items() if value}
    return f"{address}?{urlencode(given)}" if given else address
