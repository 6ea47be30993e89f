"""Writing values: changed ones only, never a frozen one, and only while this computing is the newest.

One statement writes many rows and leaves alone what is frozen or the same, so that two workers, or a worker that was
killed and its successor, end in the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.scorecard.measures.found import Found
from otdel.scorecard.models import KpiValue, Ledger
from otdel.scorecard.queries.valuing import Valued

KEY = ("kpi", "whose", "unit", "start")
SAID = (
    "value", "reason", "attainment", "state", "target", "coverage", "fresh_to", "mature", "small_sample", "parts",
)  # fmt: skip
OTHER = ("member_id", "end", "computed_at", "frozen_at")
COLUMNS = (*KEY, *SAID, *OTHER)
TABLE = KpiValue._meta.db_table
SQL = (
    f"insert into {TABLE} ({', '.join(COLUMNS).replace('end,', chr(34) + 'end' + chr(34) + ',')}) "  # noqa: S608
    f"values ({', '.join(['%s'] * len(COLUMNS))}) "
    f"on conflict ({', '.join(KEY)}) do update set "
    + ", ".join(f"{name} = excluded.{name}" for name in (*SAID, "computed_at"))
    + f" where {TABLE}.frozen_at is null and ("
    + " or ".join(f"{TABLE}.{name} is distinct from excluded.{name}" for name in SAID)
    + ")"
)


class Overtaken(Exception):
    """A newer computing has begun: it sees all this one saw, so this one stops."""


def claim() -> int:
    """The number of a new computing. From now on no older one writes."""
    with transaction.atomic():
        Ledger.objects.get_or_create(pk=1)
        ledger = Ledger.objects.select_for_update().get(pk=1)
        ledger.run += 1
        ledger.save(update_fields=["run"])
        return int(ledger.run)


def hold(run: int) -> Ledger:
    """Keep everybody else from writing until the transaction ends. Raises Overtaken."""
    ledger = Ledger.objects.select_for_update().get(pk=1)
    if ledger.run != run:
        raise Overtaken
    return ledger


def store(run: int, named: Named, values: Sequence[Valued], *, only: frozenset[str] | None = None) -> int:
    """Write the values of one period and drop those nobody holds any more; how many rows changed.

    `only` are the KPIs that were computed, when not all were. Raises Overtaken.
    """
    now = timezone.now()
    with transaction.atomic():
        hold(run)
        gone = _drop(named, {(one.kpi, one.member or 0) for one in values}, only)
        return gone + upsert(values, now)


def upsert(values: Iterable[Valued], now: datetime) -> int:
    """Write rows, each once; frozen ones and those that stay the same are left alone. How many changed."""
    rows = [_row(one, now) for one in values]
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(SQL, rows)
        return max(0, int(cursor.rowcount))


def _drop(named: Named, kept: set[tuple[str, int]], only: frozenset[str] | None) -> int:
    standing = KpiValue.objects.filter(unit=named.unit, start=named.period.start, frozen_at=None)
    gone = [
        pk
        for pk, kpi, whose in standing.values_list("pk", "kpi", "whose")
        if (kpi, whose) not in kept and (only is None or kpi in only)
    ]
    for part in range(0, len(gone), 500):
        KpiValue.objects.filter(pk__in=gone[part : part + 500]).delete()
    return len(gone)


def _row(one: Valued, now: datetime) -> tuple[Any, ...]:
    decimal, day = connection.ops.adapt_decimalfield_value, connection.ops.adapt_datefield_value
    lacking = one.value.reason if isinstance(one.value, NoData) else None
    attainment = one.judged.attainment
    return (
        one.kpi,
        one.member or 0,
        one.named.unit,
        day(one.named.period.start),
        None if isinstance(one.value, NoData) else decimal(one.value, 24, 8),
        json.dumps({"code": lacking.code, "values": dict(lacking.values)}) if lacking else None,
        None if isinstance(attainment, NoData) else decimal(attainment, 12, 6),
        one.judged.state,
        None if one.goal.target is None else decimal(one.goal.target, 20, 6),
        None if isinstance(one.coverage, NoData) else decimal(one.coverage, 5, 4),
        day(one.fresh_to) if one.fresh_to else None,
        one.mature,
        one.small_sample,
        json.dumps({name: _part(part) for name, part in one.parts.items()}),
        one.member,
        day(one.named.period.end),
        connection.ops.adapt_datetimefield_value(now),
        None,
    )


def _part(part: Found) -> dict[str, Any]:
    if isinstance(part.value, NoData):
        reason = part.value.reason
        return {"reason": {"code": reason.code, "values": dict(reason.values)}, "way": part.way.value}
    found: dict[str, Any] = {"value": f"{part.value.normalize():f}", "rows": part.rows, "way": part.way.value}
    if not isinstance(part.coverage, NoData) and part.coverage != 1:
        found["coverage"] = f"{part.coverage:.4f}"
    if part.fresh_to:
        found["fresh_to"] = part.fresh_to.isoformat()
    return found
