"""A scorecard as a file: one line a KPI and person, one column a period, what is not known left empty."""

from __future__ import annotations

from otdel.connectors.writing import Value
from otdel.kit.reason import NoData
from otdel.scorecard.queries.answer import Scorecard


def header(card: Scorecard) -> list[str]:
    return ["kpi", "name", "who", "unit", "currency", "direction", "floor", "target", "stretch"] + [
        named.code for named in card.periods
    ]


def lines(card: Scorecard) -> list[list[Value]]:
    return [
        [
            row.code, row.name, row.who.slug if row.who else "", row.unit, row.currency, row.direction,
            row.goal.floor, row.goal.target, row.goal.stretch,
            *(None if isinstance(cell.value, NoData) else cell.value for cell in row.cells),
        ]
        for row in card.every
    ]  # fmt: skip
