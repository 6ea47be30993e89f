"""Universal Analytics, closed in 2023: workbooks of pages that firms still keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyarrow.compute as pc

from otdel.connectors.columns import Evidence, Metric, find, keep_rows, observations
from otdel.connectors.columns.days import NotADay, day
from otdel.connectors.contract import Hints, Reading, Sheet, TotalsRow
from otdel.kit.period import Period

DATE = ("Day Index",)
VIEWS = ("Pageviews",)
METRICS = (
    Metric("views", VIEWS),
    Metric("unique_views", ("Unique Pageviews",), whole_total=False),
    Metric("time_on_page", ("Avg. Time on Page",), unit="seconds"),
    Metric("entrances", ("Entrances",)),
    Metric("bounce_rate", ("Bounce Rate",), unit="ratio"),
    Metric("exit_rate", ("% Exit",), unit="ratio"),
    Metric("page_value", ("Page Value",), unit="currency"),
)


def _last_row_is_total(reading: Reading, sheet: Sheet, _: Hints) -> Sheet:
    """The last row has no page and no date: it is the total. Pages speak for the days of the sheet beside them."""
    first = sheet.cells.column(0)
    blank = pc.equal(first, "")
    places = pc.indices_nonzero(blank).to_pylist()
    totals = tuple(
        TotalsRow(sheet.rows[place].as_py(), "", tuple(column[place].as_py() for column in sheet.cells.columns))
        for place in places
    )
    found = next((one for other in reading.sheets if (one := _days(other))), None)
    lines = (f"{found.start} - {found.last_day}",) if found else ()
    return replace(keep_rows(sheet, pc.invert(blank)), totals=(*sheet.totals, *totals), preamble=lines)


def _days(sheet: Sheet) -> Period | None:
    place = find(sheet.header, DATE)
    if place is None:
        return None
    found = [one for text in sheet.cells.column(place).to_pylist() if (one := _day(text))]
    return Period.closed(min(found), max(found)) if found else None


def _day(text: str) -> date | None:
    try:
        return day(text)
    except NotADay:
        return None


REPORTS = (
    observations(
        "universal_analytics.pages",
        "Universal Analytics: pages",
        breakdown="page",
        subject=("Page",),
        metrics=METRICS,
        evidence=Evidence(needs=(("Page",), VIEWS, ("Unique Pageviews",)), base=0.7),
        reshape=_last_row_is_total,
    ),
    observations(
        "universal_analytics.days",
        "Universal Analytics: days",
        breakdown="property",
        day=DATE,
        metrics=METRICS,
        evidence=Evidence(needs=(DATE,), base=0.7),
        reshape=_last_row_is_total,
    ),
)
