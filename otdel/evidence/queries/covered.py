"""Which sales and leads lie outside the days spend is known of: set against that spend they would inflate returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.facts import dictionaries
from otdel.evidence.queries.ground import GRACE
from otdel.evidence.queries.origins import Origins
from otdel.measurement.channels import DEPARTMENT

Account = tuple[str, str]  # source, account
Span = tuple[date, date]  # the first and the last day of spend


def with_outside(table: pa.Table, spend: pa.Table, placed: Origins) -> pa.Table:
    """The table with `outside`: whether its day is before the first or over a week after the last spend of its place.

    A row without a day is never outside, for nothing says it is.
    """
    spans = _by_place(spend, placed)
    grace = timedelta(days=GRACE)
    first = pa.array([span and span[0] for span in spans], pa.date32()).take(table["place"])
    last = pa.array([span and span[1] + grace for span in spans], pa.date32()).take(table["place"])
    outside = pc.or_kleene(pc.less(table["day"], first), pc.greater(table["day"], last))
    return table.append_column("outside", pc.fill_null(outside, pa.scalar(value=False)))


def _by_place(spend: pa.Table, placed: Origins) -> list[Span | None]:
    """Days of spend that sales of each place may be set against.

    A campaign has those of its source and account, a channel those of all that spend in it; any other place has those
    of all spend but the department's own cost. None where there is no spend, or some of it states no day.
    """
    accounts = _by_account(spend, placed)
    inside: dict[str, set[Account]] = defaultdict(set)
    for one in placed.campaigns:
        inside[one.channel].add((one.source, one.account))
    everything = {account for channel, some in inside.items() if channel != DEPARTMENT for account in some}
    channels = {channel: _union(accounts, inside.get(channel, everything)) for channel, _ in placed.places}
    return [
        channels[channel] if number is None else _union(accounts, [_account(placed, number)])
        for channel, number in placed.places
    ]


def _account(placed: Origins, number: int) -> Account:
    return placed.campaigns[number].source, placed.campaigns[number].account


def _by_account(spend: pa.Table, placed: Origins) -> dict[Account, Span | None]:
    found: dict[Account, Span | None] = {}
    dayless = pc.CountOptions("only_null")
    grouped = spend.group_by("place").aggregate([("day", "min"), ("day", "max"), ("day", "count", dayless)])
    for row in dictionaries(grouped):
        account = _account(placed, row["place"])
        span = None if row["day_count"] else (row["day_min"], row["day_max"])
        had = found.get(account, span)
        found[account] = (min(had[0], span[0]), max(had[1], span[1])) if had and span else None
    return found


def _union(accounts: Mapping[Account, Span | None], some: Iterable[Account]) -> Span | None:
    spans = [accounts.get(account) for account in some]
    known = [span for span in spans if span]
    if not known or len(known) < len(spans):
        return None
    return min(first for first, _ in known), max(last for _, last in known)
