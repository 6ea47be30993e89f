"""Measures as people ask for them: a value with its rows, and the dictionary of all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from otdel.accounts.models import Company
from otdel.accounts.queries import company_today
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.scorecard.measures.book import Book
from otdel.scorecard.measures.checking import ready
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.registry import MEASURES, Meaning, meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import EVERYTHING, MeasureAnswer, MeasureRows, Scope, Unit, Way
from otdel.scorecard.queries.opening import open_rows
from otdel.scorecard.queries.rights import HIDDEN, hides, may_ask
from otdel.scorecard.queries.steps import may_take, next_step
from otdel.scorecard.rules.windows import year_before


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A line of the dictionary. `used_by` are codes of KPIs in force; `last_month` is its value for the department."""

    code: str
    unit: Unit
    way: Way
    sources: tuple[str, ...]
    used_by: tuple[str, ...]
    last_month: MeasureAnswer


def measure(viewer: Viewer, code: str, scope: Scope, period: Period, *, book: Book | None = None) -> MeasureAnswer:
    """The measure over the scope and the days of the period that are over.

    `code` may carry a suffix as in a formula. Raises KeyError for a measure there is not, NotAllowed.
    """
    may_ask(viewer, scope.members[0] if scope.members else None)
    book = book or Book(company_today(viewer))
    told = _meaning(code)
    days = _over(told, period, book.today)
    found = _found(book, told.measure, scope, days)
    return answered(viewer, code, told.measure, scope, days or period, found)


def measure_rows(
    viewer: Viewer, code: str, scope: Scope, period: Period, limit: int = 200, *, book: Book | None = None
) -> MeasureRows:
    """The rows or records behind the measure, the largest first. Raises KeyError, NotAllowed."""
    book = book or Book(company_today(viewer))
    answer = measure(viewer, code, scope, period, book=book)
    if isinstance(answer.value, NoData):
        return MeasureRows(answer, (), 0, answer.value)
    return open_rows(viewer, book, _meaning(code).measure, answer, limit)


def dictionary(viewer: Viewer) -> list[MeasureEntry]:
    """All measures in the order of the registry, each with its value for the department last month."""
    book = Book(company_today(viewer))
    month = containing(book.today, "month").earlier().period
    users = used_by()
    return [
        MeasureEntry(
            code,
            one.unit,
            one.way,
            one.sources,
            users.get(code, ()),
            measure(viewer, code, EVERYTHING, month, book=book),
        )
        for code, one in MEASURES.items()
    ]


def used_by(day: date | None = None) -> dict[str, tuple[str, ...]]:
    """Codes of KPIs in force by the measure their formula mentions."""
    found: dict[str, list[str]] = defaultdict(list)
    kpis = Kpi.objects.filter(end=None) if day is None else Kpi.objects.on(day)
    for code, formula in kpis.order_by("code").values_list("code", "formula"):
        made = ready(formula)
        for name in getattr(made, "names", ()):
            told = meaning(name)
            for mentioned in {name, told.measure.code} if told else {name}:
                found[mentioned].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def answered(viewer: Viewer, code: str, one: Measure, scope: Scope, period: Period, found: Found) -> MeasureAnswer:
    """What was found, as this viewer may see it."""
    if hides(viewer, holds_salaries=one.holds_salaries):
        found = replace(missing(found.way, HIDDEN), fresh_to=found.fresh_to)
    step, href = next_step(one, found.value.reason) if isinstance(found.value, NoData) else (None, "")
    if step and not may_take(viewer, href):
        href = ""  # the step stays said, and leads nowhere this viewer is refused
    return MeasureAnswer(
        code=code,
        unit=one.unit,
        way=found.way,
        period=period,
        scope=scope,
        value=found.value,
        currency=company_currency() if one.unit == "money" else "",
        rows=found.rows,
        coverage=found.coverage,
        fresh_to=found.fresh_to,
        question=found.question,
        parameters=_parameters(scope, period) if found.question else {},
        sources=one.sources,
        next_step=step,
        next_href=href,
    )


def _meaning(code: str) -> Meaning:
    found = meaning(code)
    if found is None:
        raise KeyError(code)
    return found


def _over(told: Meaning, period: Period, today: date) -> Period | None:
    """The days asked about that are over; those of a year ago, or before, for a measure that is named so."""
    if period.start >= today:
        return None
    days = Period(period.start, min(period.end, today))
    if told.shift == "prev":
        return days.before()
    return year_before(days) if told.shift == "yoy" else days


def _found(book: Book, one: Measure, scope: Scope, days: Period | None) -> Found:
    if days is None:
        return missing(one.way, NoData.because("period_not_begun"))
    return book.measure(one, scope, days)


def company_currency() -> str:
    """The currency all money is shown in; empty before there is a company."""
    return Company.objects.values_list("currency", flat=True).first() or ""


def _parameters(scope: Scope, period: Period) -> dict[str, str]:
    found = {"from_day": period.start.isoformat(), "to_day": period.end.isoformat()}
    return found | ({"channels": ", ".join(scope.channels)} if scope.channels else {})
