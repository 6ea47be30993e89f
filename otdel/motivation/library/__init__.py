"""The library of pay plans: eleven plans to begin from in `plans/`, and what they pay in worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from otdel.motivation.rules.given import read_inputs
from otdel.motivation.rules.lines import Inputs
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan, read_yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """`variable` is what the plan pays besides fixed pay for these inputs, in the plan's currency."""

    plan: Plan
    inputs: Inputs
    variable: Decimal


@cache
def plans() -> dict[str, Plan]:
    """Every plan by its code, in the order of codes. Amounts are illustrative: a company puts its own in."""
    return {
        path.stem: read_plan(read_yaml(path.read_text("utf-8"))) for path in sorted((FOLDER / "plans").glob("*.yaml"))
    }


@cache
def example_cases() -> tuple[Example, ...]:
    """Known answers, worked out by hand: 17 periods of the eleven plans."""
    said = read_yaml((FOLDER / "examples.yaml").read_text("utf-8"))
    return tuple(
        Example(
            plans()[one["plan"]],
            read_inputs({key: one[key] for key in ("results", "measures") if key in one}),
            one["variable"],
        )
        for one in said
    )
