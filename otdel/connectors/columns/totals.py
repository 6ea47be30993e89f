"""Our sum of each additive column against the total the file itself states."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import pyarrow.compute as pc

from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.headers import find
from otdel.connectors.columns.numbers import number
from otdel.connectors.contract import Sheet, TotalCheck, TotalsRow
from otdel.kit.facts import Kind

NOT_SUMMED = frozenset({"users"})  # people are counted once in a total, and once a row


def check_totals(draft: Draft, choose: Callable[[Sheet], TotalsRow | None] | None = None) -> None:
    """Add a check for each additive column the file's totals row states."""
    total = choose(draft.sheet) if choose else next(iter(draft.sheet.totals), None)
    if total is None:
        return
    counts = {column.name for column in draft.shape.columns if column.kind is Kind.INTEGER}
    additive = {column.name for column in draft.shape.columns if column.additive} | draft.summed
    for column in draft.headers:
        if column in additive and column not in NOT_SUMMED:
            _check(draft, total, column, whole=column in counts)


def _check(draft: Draft, total: TotalsRow, column: str, *, whole: bool) -> None:
    header = draft.headers[column]
    place = find(draft.sheet.header, (header,))
    if place is None or place >= len(total.cells):
        return
    try:
        theirs = number(total.cells[place], draft.decimal)
    except ValueError:
        return
    if theirs is None:
        return
    good = draft.columns[column].filter(pc.invert(draft.bad))
    ours = Decimal(pc.sum(good).as_py() or 0)
    allowed = Decimal(0) if whole else rounding(total.cells[place], draft.decimal, len(good))
    draft.checks.append(TotalCheck(header, total.label, total.row, ours, theirs, allowed, draft.sheet.name))


def rounding(text: str, decimal: str, rows: int) -> Decimal:
    """How far a sum of `rows` rounded cells may stray from a rounded total of the exact ones.

    Half a unit of the last place for each, and never more than errors that fall both ways would pile up to.
    """
    tail = text.strip().rpartition(decimal)[2] if decimal in text else ""
    unit = Decimal(1).scaleb(-sum(sign.isdigit() for sign in tail))
    return unit * min(Decimal(rows + 1) / 2, Decimal(2 * math.isqrt(rows + 1)))
