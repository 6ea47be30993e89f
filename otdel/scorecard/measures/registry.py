"""All measures by code, and what a name in a formula stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from otdel.scorecard.measures.money import MONEY, SALES
from otdel.scorecard.measures.outside import AFFILIATE, EMAIL, PRESS, SOCIAL, WEB
from otdel.scorecard.measures.shapes import Measure, plan
from otdel.scorecard.measures.work import TASKS, TEXTS

MEASURES: dict[str, Measure] = {
    one.code: one for one in (*MONEY, *SALES, *WEB, *SOCIAL, *EMAIL, *AFFILIATE, *TASKS, *TEXTS, *PRESS)
}

Shift = Literal["", "yoy", "prev"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name in a formula asks for: a measure, of the period itself, of a year ago or of the period before."""

    measure: Measure
    shift: Shift = ""


def meaning(name: str) -> Meaning | None:
    """The measure behind a name with its suffixes _plan, _yoy, _prev; nothing when there is no such measure."""
    for shift in ("yoy", "prev"):
        if name.endswith(f"_{shift}") and (inner := _plain(name.removesuffix(f"_{shift}"))):
            return Meaning(inner, shift)
    found = _plain(name)
    return Meaning(found) if found else None


def _plain(name: str) -> Measure | None:
    if name in MEASURES:
        return MEASURES[name]
    base = name.removesuffix("_plan")
    return plan(MEASURES[base]) if base != name and base in MEASURES and not base.endswith(("_plan", "_yoy")) else None
