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

KEY = ("unit", "start", "whose", "kpi")
SAID = (
    "value", "reason", "attainment", "state", "target", "coverage", "fresh_to", "mature", "small_sample", "parts",
)  # fmt: skip
COLUMNS = ("unit", "start", "kpi", "end", *SAID, "whose", "member_id", "computed_at", "frozen_at")
Whose = tuple[Valued, int]  # a value and the member's id, 0 for the department
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


def store(run: int, batch: Sequence[tuple[Named, Sequence[Whose], frozenset[str] | None]]) -> int:
    """Write the values of some periods and drop those nobody holds any more; how many rows changed.

    With each period the KPIs that were computed, or None for all of them. Raises Overtaken.
    """
    now = timezone.now()
    with transaction.atomic():
        hold(run)
        gone = sum(_drop(named, {(one.kpi, whose) for one, whose in values}, only) for named, values, only in batch)
        return gone + upsert((pair for _, values, _ in batch for pair in values), now)


def upsert(values: Iterable[Whose], now: datetime) -> int:
    """Write rows; frozen ones and those that stay the same are left alone. How many changed."""
    made: dict[int, tuple[Any, ...]] = {}
    stamp = connection.ops.adapt_datetimefield_value(now)
    rows = [(*_said(one, made), whose, whose or None, stamp, None) for one, whose in values]
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


def _said(one: Valued, made: dict[int, tuple[Any, ...]]) -> tuple[Any, ...]:
    """The part of a row that people with the same value share, made once."""
    found = made.get(id(one))
    if found is None:
        found = made[id(one)] = _row(one)
    return found


def _row(one: Valued) -> tuple[Any, ...]:
    decimal, day = connection.ops.adapt_decimalfield_value, connection.ops.adapt_datefield_value
    lacking = one.value.reason if isinstance(one.value, NoData) else None
    attainment = one.judged.attainment
    return (
        one.named.unit,
        day(one.named.period.start),
        one.kpi,
        day(one.named.period.end),
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
