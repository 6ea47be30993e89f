"""What a scorecard need not say twice: a person's number that is the department's, and units too short for a KPI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from otdel.kit.reason import NoData
from otdel.scorecard.queries.answer import ScoreCell, ScoreRow
from otdel.scorecard.queries.periods import SPANS


def longer(judged_by: str, unit: str) -> bool:
    """Whether a KPI is judged by a longer unit of period than `unit`."""
    spans: tuple[str, ...] = SPANS
    return judged_by in spans and spans.index(judged_by) > spans.index(unit)


def known(cell: ScoreCell) -> bool:
    return not isinstance(cell.value, NoData)


def once(rows: Iterable[ScoreRow]) -> tuple[ScoreRow, ...]:
    """A person's row that says what the department's says already is left out, and the department's names them."""
    listed = list(rows)
    of_all = {row.code: row for row in listed if row.who is None}
    own = {
        row.code: row.who
        for row in listed
        if row.who and row.code in of_all and _same(row, of_all[row.code])
    }  # fmt: skip
    found = []
    for row in listed:
        if row.who is None:
            found.append(replace(row, answers=own.get(row.code)))
        elif own.get(row.code) != row.who:
            found.append(row)
    return tuple(found)


def _same(one: ScoreRow, other: ScoreRow) -> bool:
    """Goal, values and states agree; a value that is missing on one side only does not."""
    return one.goal == other.goal and [_said(cell) for cell in one.cells] == [_said(cell) for cell in other.cells]


def _said(cell: ScoreCell) -> tuple[object, str, bool]:
    return (cell.value if known(cell) else None), cell.state, cell.frozen
