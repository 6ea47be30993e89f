"""Pages of money: where it went, what came back, and the way down to the rows of files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otdel.accounts.viewers import needs, viewer_of
from otdel.connectors.writing import CSV, XLSX
from otdel.evidence import export as exports
from otdel.evidence.asked import Asked, asked
from otdel.evidence.pages import overview, row_page, spend_page
from otdel.evidence.queries import MoneyAnswer, MoneyQuestion, Row, days_of, deals_of, rows_of
from otdel.evidence.queries.company import company_money, company_question, today
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.kit.viewer import Viewer
from otdel.measurement.store import warehouse

P = ParamSpec("P")

CAMPAIGNS_A_PAGE = 50
ROWS_A_PAGE = 100
MOST_ROWS = 5_000
KINDS = {"csv": (exports.as_csv, CSV), "xlsx": (exports.as_xlsx, XLSX)}


@dataclass(frozen=True, slots=True)
class Page:
    """What every money page starts from."""

    viewer: Viewer
    today: date
    asked: Asked
    question: MoneyQuestion

    @property
    def answer(self) -> MoneyAnswer:
        return company_money(self.viewer, self.question)

    def row(self, key: str) -> Row:
        """The channel or campaign of this key. Raises NothingHere when only other days know it, else Http404."""
        found = _row(self.answer, key)
        if found is None:
            elsewhere = replace(self.question, period=None, compare=None)
            known = _row(company_money(self.viewer, elsewhere), key)
            raise NothingHere(known) if known else Http404
        return found


class NothingHere(Exception):
    """The row exists, and nothing of it falls into the days asked about."""

    def __init__(self, row: Row) -> None:
        super().__init__(row.key)
        self.row = row


def about_money(
    view: Callable[Concatenate[HttpRequest, Page, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for those who may see money; its address is read into the company's question."""

    @wraps(view)
    def with_page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_of(request)
        on = today(viewer)
        what = asked(request.GET.dict(), on)
        page = Page(viewer, on, what, company_question(viewer, what, on))
        try:
            return view(request, page, *args, **kwargs)
        except NothingHere as nothing:
            return _nothing_here(request, page, nothing.row)

    return needs(*MAY_SEE_MONEY)(with_page)


def _nothing_here(request: HttpRequest, page: Page, row: Row) -> HttpResponse:
    def to(**changes: Any) -> str:
        return reverse("evidence:row", args=[row.key]) + page.asked.query(**changes)

    return render(request, "evidence/nothing_here.html", {"page": row_page.nothing(row, page.asked, page.today, to)})


@about_money
def money(request: HttpRequest, page: Page) -> HttpResponse:
    def to(**changes: Any) -> str:
        return reverse("evidence:money") + page.asked.query(**changes)

    shown = overview.page(page.answer, page.asked, page.today, to, page.viewer)
    return render(request, "evidence/money.html", {"page": shown})


@about_money
def campaigns(request: HttpRequest, page: Page) -> HttpResponse:
    def to(**changes: Any) -> str:
        return reverse("evidence:campaigns") + page.asked.query(**changes)

    found = sorted((one for row in page.answer.channels for one in row.rows), key=lambda row: -row.sums.spend.amount)
    part = Paginator(found, CAMPAIGNS_A_PAGE).get_page(request.GET.get("page"))
    shown = overview.campaigns(page.answer, page.asked, page.today, list(part), to)
    return render(request, "evidence/campaigns.html", {"page": shown, "part": part})


@about_money
def row(request: HttpRequest, page: Page, key: str) -> HttpResponse:
    def to(**changes: Any) -> str:
        return reverse("evidence:row", args=[key]) + page.asked.query(**changes)

    found = page.row(key)
    days = days_of(page.viewer, warehouse().snapshot(), page.question, key)
    shown = row_page.page(page.answer, found, days, page.asked, page.today, to)
    return render(request, "evidence/row.html", {"page": shown})


@about_money
def spend_rows(request: HttpRequest, page: Page, key: str) -> HttpResponse:
    found = page.row(key)
    day = _day(request.GET.get("day", ""))
    rows = rows_of(page.viewer, warehouse().snapshot(), page.question, key, day=day, limit=MOST_ROWS)
    part = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = spend_page.page(page.answer, found, rows, list(part), day, page.asked)
    return render(request, "evidence/rows_page.html", {"page": shown, "part": part, "capped": len(rows) == MOST_ROWS})


@about_money
def deals(request: HttpRequest, page: Page, key: str) -> HttpResponse:
    found = page.row(key)
    rows = deals_of(page.viewer, warehouse().snapshot(), page.question, key, limit=MOST_ROWS)
    part = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = spend_page.deals(page.answer, found, rows, list(part), page.asked)
    return render(request, "evidence/rows_page.html", {"page": shown, "part": part, "capped": len(rows) == MOST_ROWS})


@about_money
def query(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "evidence/query.html", {"page": overview.queries(page.answer, page.asked)})


@about_money
def export(request: HttpRequest, page: Page, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    name = f"otdel-money-{page.asked.span.code if page.asked.span else 'all-days'}.{kind}"
    return HttpResponse(
        write(page.answer),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _row(answer: MoneyAnswer, key: str) -> Row | None:
    rows = [one for row in answer.channels for one in (row, *row.rows)]
    return next((row for row in rows if row.key == key), None) if key else answer.total


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < date.max else None  # a period ends with the day after
