"""Shopify: headers of the orders export, what its payment words mean, and which row of an order has its money."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, find, report, take_rows
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.connectors.crm.fields import CLICK_FIELDS, LANDING_FIELD, TAG_FIELDS
from otdel.connectors.crm.hooks import hide_customer, plain, read_landing
from otdel.connectors.crm.origins import TAGS, origin_of
from otdel.kit.facts import DEALS, Kind

ORDER = ("Name", "Order")
# Goods sent back were sold first: the sale stays won and the money given back stands beside it.
PAYMENT = {
    "paid": "won",
    "partially_refunded": "won",
    "refunded": "won",
    "pending": "open",
    "authorized": "open",
    "partially_paid": "open",
    "unpaid": "open",
    "overdue": "open",
    "voided": "lost",
    "expired": "lost",
}
OWN_CHANNEL = r"(?i)^(web|pos|\d+|shopify\w*|draft_orders|iphone|android|checkout_\w+)$"
_ATTRIBUTE = re.compile(r"(?m)^\s*([\w ]+?)\s*:\s*(\S.*?)\s*$")


def _orders(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """Only the first row of each order: the money of the order stands there, and later rows are its other goods."""
    place = find(sheet.header, ORDER)
    if place is None:
        return sheet
    names = pc.utf8_trim_whitespace(sheet.cells.column(place))
    table = pa.table({"name": names, "place": pa.array(range(len(names)), pa.int64())})
    first = table.group_by("name", use_threads=False).aggregate([("place", "min")])["place_min"]
    return take_rows(sheet, first)


def _finish(draft: Draft) -> None:
    _status(draft)
    _own_channels(draft)
    _attributes(draft)
    read_landing(draft)
    hide_customer(draft)


def _status(draft: Draft) -> None:
    """A cancelled order is lost whatever was paid; orders that never were paid stay open."""
    cancelled = draft.columns.pop("cancelled_at", None)
    status = plain(draft.columns["status"])
    closed = plain(draft.columns.get("paid_at", pa.nulls(len(draft.rows), pa.timestamp("us", "UTC"))))
    if cancelled is not None:
        off = pc.is_valid(plain(cancelled))
        status, closed = pc.if_else(off, "lost", status), pc.coalesce(plain(cancelled), closed)
    draft.columns["status"] = status
    draft.columns["closed_at"] = pc.if_else(pc.equal(status, "open"), None, closed)


def _own_channels(draft: Draft) -> None:
    """ "web" is the shop itself and a number is an app's id: neither says where the buyer came from."""
    said = draft.columns.get("origin")
    if said is not None:
        own = pc.match_substring_regex(plain(said), OWN_CHANNEL)
        draft.columns["origin"] = pc.if_else(own, "", plain(said))


def _attributes(draft: Draft) -> None:
    """Checkout apps write tags into note attributes: "utm_source: google", or "landing_page: https://..."."""
    notes = draft.columns.pop("attributes", None)
    if notes is None:
        return
    found = [_tags(text) for text in notes.to_pylist()]
    for name in (*TAGS, "click_id"):
        given, told = draft.columns.get(name), pa.array([tags.get(name, "") for tags in found], pa.string())
        draft.columns[name] = told if given is None else pc.if_else(pc.equal(plain(given), ""), told, plain(given))


def _tags(notes: str) -> dict[str, str]:
    """Tags written one a line come before those of a landing address."""
    said = {key.lower().replace(" ", "_"): value for key, value in _ATTRIBUTE.findall(notes)}
    told = origin_of(urlencode(said))
    landed = origin_of(said.get("landing_page") or said.get("landing_site") or said.get("full_url") or "")
    return {name: getattr(told, name) or getattr(landed, name) for name in (*TAGS, "click_id")}


REPORTS = (
    report(
        "shopify.orders",
        "Shopify: orders",
        DEALS,
        fields=(
            Field("deal_id", ORDER),
            Field("created_at", ("Created at",)),
            Field("paid_at", ("Paid at",)),
            Field("cancelled_at", ("Cancelled at",), kind=Kind.INSTANT),
            Field("status", ("Financial Status",), words=PAYMENT, otherwise=None),
            Field("stage", ("Financial Status",)),
            Field("owner", ("Employee",)),
            Field("currency", ("Currency",)),
            Field("revenue", ("Total",)),
            Field("returned", ("Refunded Amount",)),
            Field("origin", ("Source",)),
            Field("email", ("Email",), kind=Kind.TEXT),
            Field("attributes", ("Note Attributes",), kind=Kind.TEXT),
            *TAG_FIELDS,
            *CLICK_FIELDS,
            LANDING_FIELD,
        ),
        evidence=Evidence(
            needs=(ORDER, ("Financial Status",), ("Total",), ("Lineitem name",)),
            signs=("Lineitem quantity", "Fulfillment Status", "Refunded Amount", "Accepts Marketing"),
            base=0.5,
        ),
        reshape=_orders,
        finish=_finish,
    ),
)
