"""Rows finer than their key added up, and micros made money."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft

_MICRO = pa.scalar(Decimal("0.000001"), pa.decimal128(6, 6))
_AMOUNT = pa.decimal128(18, 6)


def micros(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Millionths of a currency unit as units, exact to six places."""
    exact = pc.multiply(values.cast(pa.decimal128(24, 6)), _MICRO)
    return pc.round(exact, 6, "half_to_even").cast(_AMOUNT)


def cost_from_micros(draft: Draft) -> None:
    """A hook: the extra column `micros` becomes `cost`, in spend and in readings alike."""
    for given, wanted in (("micros", "cost"), ("metric:micros", "metric:cost")):
        if given in draft.columns:
            draft.columns[wanted] = micros(draft.columns.pop(given))
            draft.headers[wanted] = draft.headers.get(given, wanted)


def add_up(draft: Draft) -> None:
    """Give a reading one row for its subject and days: devices, networks and hours are added; the first row is named.

    Works on the wide draft of `observations`. Rows set aside take no part.
    """
    metrics = [name for name in draft.columns if name.startswith("metric:")]
    keys = [name for name in draft.columns if name not in metrics]
    table = pa.table([*draft.columns.values(), draft.rows], names=[*draft.columns, "row"])
    if pc.any(draft.bad).as_py():
        table = table.filter(pc.invert(draft.bad))
    sums = table.group_by(keys, use_threads=False).aggregate([*((name, "sum") for name in metrics), ("row", "min")])
    draft.rows = sums["row_min"]
    draft.columns = {name: sums[name] for name in keys} | {name: sums[f"{name}_sum"].cast(_AMOUNT) for name in metrics}
    draft.bad = pa.repeat(pa.scalar(value=False), len(draft.rows))
