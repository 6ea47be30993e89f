"""GA4 events: columns of flattened event tables, and why the first source of a user is not the source of a visit."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, find, report, with_cells
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.connectors.crm.hooks import plain, read_landing
from otdel.connectors.crm.origins import CLICK_IDS
from otdel.kit.facts import TOUCHES, Kind

AT = ("timestamp", "event_timestamp")
EVENT = ("name", "event_name")
VISITOR = ("user_pseudo_id",)
# `traffic_source_*` is how a user was first acquired, maybe years before: it never says where this visit came from.
SOURCE = ("param_source", "collected_traffic_source_manual_source", "source")
MEDIUM = ("param_medium", "collected_traffic_source_manual_medium", "medium")
CAMPAIGN = ("param_campaign", "collected_traffic_source_manual_campaign_name", "campaign")
PURCHASES = pa.array(["purchase", "in_app_purchase", "ecommerce_purchase"])
_MICROSECONDS = r"^\d{16}$"


def _micros_to_text(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """Raw tables count microseconds since 1970."""
    place = find(sheet.header, AT)
    if place is None:
        return sheet
    cells = sheet.cells.column(place)
    raw = pc.match_substring_regex(cells, _MICROSECONDS)
    if not pc.any(raw).as_py():
        return sheet
    moments = pc.if_else(raw, cells, None).cast(pa.int64()).cast(pa.timestamp("us"))
    text = pc.binary_join_element_wise(moments.cast(pa.string()), "Z", "")
    return with_cells(sheet, place, pc.if_else(raw, text, cells))


def _finish(draft: Draft) -> None:
    """Money and order numbers belong to purchases alone: a checkout carries the same value before anybody paid."""
    bought = pc.is_in(plain(draft.columns["event"]), PURCHASES)
    for column, none in (("value", None), ("transaction", "")):
        if column in draft.columns:
            draft.columns[column] = pc.if_else(bought, plain(draft.columns[column]), none)
    read_landing(draft)


def _both(column: str, aliases: tuple[str, ...]) -> tuple[Field, ...]:
    """One field an alias, so that an empty first column gives way to the next."""
    return tuple(Field(column, (alias,)) for alias in aliases)


REPORTS = (
    report(
        "ga4_bigquery.events",
        "GA4 in BigQuery: events",
        TOUCHES,
        fields=(
            Field("at", AT),
            Field("account", ("stream_id",)),
            Field("event", EVENT),
            Field("visitor", VISITOR),
            Field("session", ("param_ga_session_id", "ga_session_id")),
            *_both("utm_source", SOURCE),
            *_both("utm_medium", MEDIUM),
            *_both("utm_campaign", CAMPAIGN),
            Field("utm_content", ("param_content", "collected_traffic_source_manual_content")),
            Field("utm_term", ("param_term", "collected_traffic_source_manual_term")),
            *(Field("click_id", (f"param_{name}", name), prefix=f"{name}:") for name in CLICK_IDS),
            Field("page", ("param_page_location", "page_location")),
            Field("landing", ("param_page_location", "page_location"), kind=Kind.TEXT),
            Field("transaction", ("ecommerce_transaction_id", "transaction_id")),
            Field("value", ("ecommerce_purchase_revenue_in_usd", "purchase_revenue_in_usd")),
        ),
        evidence=Evidence(needs=(AT, EVENT, VISITOR), base=0.8),
        constants={"currency": "USD"},
        reshape=_micros_to_text,
        finish=_finish,
    ),
)
