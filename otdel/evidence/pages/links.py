"""Addresses of money pages: where a channel, a campaign, a day and a row of a file are opened."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from otdel.evidence.asked import Asked
from otdel.evidence.queries import Row, SourceRow


def of_money(asked: Asked, **changes: object) -> str:
    return reverse("evidence:money") + asked.query(**changes)


def of_row(asked: Asked, row: Row) -> str:
    """The page of a channel or a campaign, asking about the same days."""
    return of_key(asked, row.key)


def of_key(asked: Asked, key: str) -> str:
    return reverse("evidence:row", args=[key]) + asked.query()


def of_spend_rows(asked: Asked, key: str, day: date | None = None) -> str:
    more = f"&{urlencode({'day': day.isoformat()})}" if day else ""
    page = reverse("evidence:spend_rows", args=[key]) if key else reverse("evidence:all_spend_rows")
    return page + asked.query() + more


def of_deals(asked: Asked, key: str) -> str:
    page = reverse("evidence:deals", args=[key]) if key else reverse("evidence:all_deals")
    return page + asked.query()


def of_file_row(row: SourceRow) -> str:
    """The row of the source file itself: the bottom of every way down."""
    return file_row(row.import_id, row.row, row.sheet)


def file_row(import_id: int, row: int, sheet: str) -> str:
    return reverse("measurement:row", args=[import_id, sheet, row] if sheet else [import_id, row])


def of_query(asked: Asked) -> str:
    return reverse("evidence:query") + asked.query()


def of_export(asked: Asked, kind: str) -> str:
    return reverse("evidence:export", args=[kind]) + asked.query()
