"""Formulas of KPIs against the measures there are: read, checked, made ready to compute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from otdel.kit.reason import Reason
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.rules.formula import Formula, FormulaWrong, check, compiled, parse
from otdel.scorecard.rules.formula.evaluating import Step
from otdel.scorecard.rules.units import Dimension, dimension


def dimension_of(measure: Measure) -> Dimension:
    return dimension(measure.dimension or measure.unit)


def unit_of(name: str) -> Dimension | None:
    """The unit of a name in a formula; None when it stands for nothing."""
    found = meaning(name)
    return dimension_of(found.measure) if found else None


def troubles(text: str, unit: str = "") -> list[Reason]:
    """What is wrong with a formula, each a sentence for whoever wrote it; nothing when it may be saved."""
    try:
        formula = parse(text)
    except FormulaWrong as failure:
        return [failure.reason]
    return check(formula, unit_of, unit, MEASURES)


@dataclass(frozen=True)
class Ready:
    """A formula ready to compute. `plan` computes the same of the plans: what the value was to be.

    `grows` says that the value of a longer period is larger as such: a count, not a share or a price of each thing.
    """

    formula: Formula
    run: Step
    names: tuple[str, ...]
    against_plan: bool
    against_year: bool
    grows: bool
    holds_salaries: bool


@lru_cache(maxsize=2048)
def ready(text: str) -> Ready | Reason:
    """The formula, or the first thing wrong with it."""
    wrong = troubles(text)
    if wrong:
        return wrong[0]
    formula = parse(text)
    meanings = [found for name in formula.names if (found := meaning(name))]
    sums = [one for one in meanings if one.measure.aggregate == "sum"]
    return Ready(
        formula,
        compiled(formula),
        formula.names,
        against_plan=any(name.endswith("_plan") for name in formula.names),
        against_year=any(one.shift == "yoy" for one in meanings),
        grows=bool(sums) and _one_thing(formula),
        holds_salaries=any(one.measure.holds_salaries for one in meanings),
    )


def _one_thing(formula: Formula) -> bool:
    """Whether the formula divides nothing."""
    return not any(sign in formula.text for sign in ("ratio", "/"))
