"""Tables by month: 2024-01 stands for all days of January."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, find, with_cells
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.kit.period import Period


def months_as_days(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """A hook: months in the column "month" become their first days."""
    place = find(sheet.header, ("month",))
    if place is None:
        return sheet
    cells = sheet.cells.column(place)
    return with_cells(sheet, place, pc.replace_substring_regex(cells, r"^(\d{4})-(\d{2})$", r"\1-\2-01"))


def until_next_month(draft: Draft) -> None:
    """A hook: rows that begin on the first day of a month last until the next."""
    ends = [_after(day) for day in draft.columns["day"].to_pylist()]
    draft.columns["until"] = pa.array(ends, pa.date32())
    if draft.period:
        draft.period = Period(draft.period.start, max(end for end in ends if end))


def _after(day: date | None) -> date | None:
    return Period.month(day.year, day.month).end if day else None
