"""Answers about numbers as plain data for programs: decimals as text, days as ISO, what is missing with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from otdel.kit.reason import NoData
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.queries.answer import (
    Correction,
    Goal,
    KpiAnswer,
    MeasureAnswer,
    MeasureRows,
    Scorecard,
    ScoreCell,
    ScoreRow,
)
from otdel.web.reasons import say

Plain = dict[str, Any]


def value(found: Decimal | NoData) -> Plain:
    """{"value": "0.25"} or {"no_data": "the reason", "code": "..."}."""
    if isinstance(found, NoData):
        return {"value": None, "no_data": say(found.reason), "code": found.reason.code}
    return {"value": _text(found), "no_data": None, "code": ""}


def kpi(answer: KpiAnswer) -> Plain:
    return {
        "kpi": answer.code,
        "name": answer.name,
        "role": answer.role,
        "who": _who(answer.who),
        "period": answer.named.code,
        "formula": answer.formula,
        "unit": answer.unit,
        "currency": answer.currency,
        "direction": answer.direction,
        **value(answer.value),
        "before_corrections": value(answer.computed),
        "goal": goal(answer.goal),
        "attainment": value(answer.attainment),
        "state": answer.state,
        "coverage": value(answer.coverage),
        "fresh_to": answer.fresh_to.isoformat() if answer.fresh_to else None,
        "mature": answer.mature,
        "matures_on": answer.matures_on.isoformat(),
        "small_sample": answer.small_sample,
        "frozen_at": answer.frozen_at.isoformat() if answer.frozen_at else None,
        "computed_at": answer.computed_at.isoformat() if answer.computed_at else None,
        "measures": [measure(one) for one in answer.parts],
        "corrections": [_correction(one) for one in answer.corrections],
    }


def goal(found: Goal) -> Plain:
    steps = {name: getattr(found, name) for name in ("floor", "target", "stretch", "low", "high")}
    return {
        "pattern": found.pattern,
        **{name: None if step is None else _text(step) for name, step in steps.items()},
        "ramp": _text(found.ramp),
    }


def measure(answer: MeasureAnswer) -> Plain:
    return {
        "measure": answer.code,
        "unit": answer.unit,
        "way": answer.way.value,
        "from": answer.period.start.isoformat(),
        "until": answer.period.end.isoformat(),
        "currency": answer.currency,
        **value(answer.value),
        "rows": answer.rows,
        "coverage": value(answer.coverage),
        "fresh_to": answer.fresh_to.isoformat() if answer.fresh_to else None,
        "question": answer.question,
        "sources": list(answer.sources),
        "next_step": say(answer.next_step) if answer.next_step else None,
    }


def rows(found: MeasureRows) -> Plain:
    return {
        **measure(found.answer),
        "count": found.count,
        "total": value(found.total),
        "adds_up": found.adds_up,
        "sql": found.sql,
        "items": [
            {
                "day": one.day.isoformat() if one.day else None,
                "what": one.what,
                "value": _text(one.value),
                "href": one.href,
                "file": one.file,
                "row": one.row,
            }
            for one in found.rows
        ],
    }


def scorecard(card: Scorecard) -> Plain:
    return {
        "unit": card.unit,
        "periods": [named.code for named in card.periods],
        "off": card.off,
        "off_twice": card.off_twice,
        "no_data": card.no_data,
        "items": [_row(one) for one in card.every],
    }


def _row(row: ScoreRow) -> Plain:
    return {
        "kpi": row.code,
        "name": row.name,
        "who": _who(row.who),
        "unit": row.unit,
        "currency": row.currency,
        "direction": row.direction,
        "goal": goal(row.goal),
        "values": [_cell(one) for one in row.cells],
    }


def _cell(cell: ScoreCell) -> Plain:
    return {
        "period": cell.named.code,
        **value(cell.value),
        "state": cell.state,
        "off_again": cell.red_again,
        "small_sample": cell.small_sample,
        "mature": cell.mature,
        "frozen": cell.frozen,
    }


def _correction(one: Correction) -> Plain:
    return {"at": one.at.isoformat(), "by": one.name, "old": value(one.old), "new": value(one.new), "why": one.why}


def _who(who: MemberRef | None) -> Plain | None:
    return {"slug": who.slug, "name": who.name} if who else None


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"
