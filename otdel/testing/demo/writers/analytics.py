"""GA4 explorations by day and origin, GA4 events as BigQuery holds them, and Search Console's folder of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from pathlib import Path

from otdel.kit.period import Period
from otdel.testing.demo.company import SITE
from otdel.testing.demo.paths import Touch
from otdel.testing.demo.rates import Rates
from otdel.testing.demo.visits import Shown, Visits
from otdel.testing.demo.writers.text import write_table

LINE = "# ----------------------------------------"
EVENTS = (
    "date", "timestamp", "name", "platform", "user_pseudo_id", "user_first_touch_timestamp", "traffic_source_source",
    "traffic_source_medium", "traffic_source_name", "collected_traffic_source_manual_source",
    "collected_traffic_source_manual_medium", "param_source", "param_medium", "param_campaign", "param_gclid",
    "param_ga_session_id", "ecommerce_transaction_id", "ecommerce_purchase_revenue_in_usd", "event_dimensions_hostname",
)  # fmt: skip
CENT = Decimal("0.01")


def write_exploration(path: Path, visits: Sequence[Visits], period: Period) -> None:
    """A free-form exploration: comments, an empty line, the header, a grand total with one cell too many, the rows."""
    preamble = (LINE, "# Lumen Home - GA4", "# Traffic by day-Free form 1", f"# {_stated(period)}", LINE, "")
    header = ("Date", "Session source / medium", "Session campaign", "Sessions", "Engaged sessions", "Total users",
              "Key events", "Total revenue")  # fmt: skip
    total = ("", "", "", sum(one.sessions for one in visits), sum(one.engaged for one in visits),
             round(sum(one.users for one in visits) * 0.71), sum(one.purchases for one in visits),
             sum((one.revenue for one in visits), Decimal(0)), "Grand total")  # fmt: skip
    body = [
        (f"{one.day:%Y%m%d}", f"{one.source} / {one.medium}", one.campaign, one.sessions, one.engaged, one.users,
         one.purchases, one.revenue)
        for one in visits
    ]  # fmt: skip
    write_table(path, [header, total, *body], preamble=preamble)


def _stated(period: Period) -> str:
    return f"{period.start:%Y%m%d}-{period.last_day:%Y%m%d}"


def write_events(path: Path, touches: Iterable[Touch], rates: Rates) -> None:
    """Events by visitor, with the tags each visit came by."""
    write_table(path, [EVENTS, *(_event(touch, rates) for touch in touches)])


def _event(touch: Touch, rates: Rates) -> list[object]:
    at = touch.at.astimezone(UTC)
    origin, order = touch.origin, touch.order
    name, value = origin.click
    worth = (order.total / rates.on(touch.at.date(), "USD")).quantize(CENT) if order else ""
    return [
        f"{at:%Y-%m-%d}", f"{at:%Y-%m-%d %H:%M:%S}", touch.event, "web", touch.visitor, f"{at:%Y-%m-%d %H:%M:%S}",
        origin.source, origin.medium, origin.campaign, origin.source, origin.medium, origin.source, origin.medium,
        origin.campaign, value if name == "gclid" else "", touch.session, f"#{order.number}" if order else "", worth,
        SITE.removeprefix("https://"),
    ]  # fmt: skip


def write_search(folder: Path, tables: Mapping[str, Sequence[Shown]]) -> None:
    """Search Console's tables by name: Chart, Queries, Pages, and the note of filters."""
    heads = {"Chart": "Date", "Queries": "Top queries", "Pages": "Top pages"}
    for name, rows in tables.items():
        header = (heads[name], "Clicks", "Impressions", "CTR", "Position")
        body = [(one.subject, one.clicks, one.impressions, _rate(one), f"{one.position:.2f}") for one in rows]
        write_table(folder / f"{name}.csv", [header, *body])


def _rate(one: Shown) -> str:
    return f"{100 * one.clicks / one.impressions:.2f}%" if one.impressions else "0%"
