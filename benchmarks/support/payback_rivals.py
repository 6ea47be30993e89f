"""Held-out error of the age curves beside BG/NBD on public ledgers, by months ahead.

Run with `python -m benchmarks.support.payback_rivals LEDGER.csv LAST SINCE FIRST_ORIGIN`, months as 1998-06; the ledger
has columns customer, date and value, as `otdel payback` would read it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support.payback_bgnbd import Histories, each_brings, fit_spend, fit_visits, histories, to_come
from otdel.analytics.cohorts.holdout import Cell, held_out
from otdel.analytics.cohorts.reading import Asked, read_ledger
from otdel.analytics.cohorts.reading.costs import month_in
from otdel.analytics.cohorts.shapes import Purchases
from otdel.analytics.cohorts.triangle import firsts
from otdel.analytics.mix.reading import Table
from otdel.evidence.mix_report.tables import table_of


def rival(rows: Purchases, last: int, since: int, origins: range) -> dict[tuple[int, int, int], float]:
    """What BG/NBD with gamma-gamma adds to each cohort: by origin, month of the cohort and months ahead."""
    own = firsts(rows).month
    found: dict[tuple[int, int, int], float] = {}
    for origin in origins:
        past = histories(rows, _end(origin))
        kept = (own[past.customer] >= since) & (own[past.customer] <= origin)
        past = Histories(*(getattr(past, name)[kept] for name in ("customer", "repeats", "recency", "age", "mean")))
        visits, each = fit_visits(past), each_brings(past, fit_spend(past))
        for far in range(1, last - origin + 1):
            brings = to_come(past, visits, (_end(origin + far) - _end(origin)) / 7) * each
            months = own[past.customer]
            found |= {(origin, int(month), far): float(brings[months == month].sum()) for month in np.unique(months)}
    return found


def compared(rows: Purchases, last: int, since: int, first: int) -> Iterator[dict[str, Any]]:
    """Error over what came, of both, by months ahead; 0 is all of them."""
    origins = range(first, last)
    cells = held_out(rows, last, since, origins)
    other = rival(rows, last, since, origins)
    for far in (0, *sorted({cell.ahead for cell in cells})):
        own = [cell for cell in cells if far in (0, cell.ahead)]
        came = sum(cell.came for cell in own)
        yield {
            "ahead": far,
            "cells": len(own),
            "curves": round(sum(abs(cell.middle - cell.came) for cell in own) / came, 4),
            "bg_nbd": round(sum(abs(_rivals(cell, other) - cell.came) for cell in own) / came, 4),
            "inside_80": round(sum(cell.inside for cell in own) / len(own), 3),
        }


def _rivals(cell: Cell, other: dict[tuple[int, int, int], float]) -> float:
    return cell.base + other[cell.origin, cell.month, cell.ahead]


def _end(month: int) -> int:
    """The last day of a month, from 1970-01-01."""
    year, at = divmod(month + 1, 12)
    return (date(year, at + 1, 1) - date(1970, 1, 1)).days - 1


def main() -> None:
    table = table_of(Path(sys.argv[1]))
    if not isinstance(table, Table):
        raise SystemExit("no table")
    rows = read_ledger(table, Asked(), date.today()).rows  # noqa: DTZ011
    last, since, first = (month_in(text) for text in sys.argv[2:5])
    if rows is None or last is None or since is None or first is None:
        raise SystemExit("nothing to compare")
    for line in compared(rows, last, since, first):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
