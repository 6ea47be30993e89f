"""What the mix model saw as a table: a line a week with margin, spend by channel and holidays; as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterator

from otdel.connectors import writing
from otdel.connectors.writing import Value
from otdel.evidence.queries.weekly import Weekly


def header(weeks: Weekly) -> tuple[str, ...]:
    return ("week", "currency", "margin", *(f"spend: {one}" for one in weeks.channels), *weeks.holiday_names)


def table(weeks: Weekly) -> Iterator[tuple[Value, ...]]:
    """Money in whole precision; a holiday is the share of the week its days fill."""
    for week in weeks.weeks:
        shares = (str(round(one, 4)) for one in week.holidays)
        yield (week.start, weeks.currency, week.margin, *week.spend, *shares)


def as_csv(weeks: Weekly) -> bytes:
    return writing.as_csv(header(weeks), table(weeks))


def as_xlsx(weeks: Weekly) -> bytes:
    return writing.as_xlsx({"Weeks": (header(weeks), table(weeks))})
