"""Conditions of gates: read from what people write (">= 0.90", "0.90 <= x <= 1.05"), held or not, and written back."""

from __future__ import annotations

import re
from decimal import Decimal

from otdel.motivation.rules.plan import By, Condition
from otdel.motivation.rules.rounding import text

NUMBER = r"(-?\d{1,12}(?:\.\d{1,9})?%?)"
ONE_SIDE = re.compile(rf"(attainment|x|value)?\s*(<=|>=|<|>)\s*{NUMBER}")
BETWEEN = re.compile(rf"{NUMBER}\s*(<=|<)\s*(attainment|x|value)?\s*(<=|<)\s*{NUMBER}")


class Impossible(ValueError):
    """A condition that no number meets."""


def holds(condition: Condition, x: Decimal) -> bool:
    """Whether `x` is within the limits; an open end excludes its edge."""
    low, high = condition.low, condition.high
    if low is not None and (x < low or (condition.low_open and x == low)):
        return False
    return high is None or not (x > high or (condition.high_open and x == high))


def read_condition(said: str) -> Condition:
    """Raises ValueError for what is no condition, Impossible (one too) for what nothing can meet."""
    said = said.strip()
    if found := BETWEEN.fullmatch(said):
        low, first, by, second, high = found.groups()
        made = Condition(_by(by), _number(low), _number(high), first == "<", second == "<")
    elif found := ONE_SIDE.fullmatch(said):
        by, sign, edge = found.groups()
        made = _one_side(_by(by), sign, _number(edge))
    else:
        raise ValueError("not a condition")
    if impossible(made):
        raise Impossible("nothing can meet it")
    return made


def impossible(condition: Condition) -> bool:
    low, high = condition.low, condition.high
    if low is None or high is None:
        return low is high
    return low > high or (low == high and (condition.low_open or condition.high_open))


def write_condition(condition: Condition) -> str:
    """The same as text that `read_condition` reads."""
    name = "attainment" if condition.by is By.ATTAINMENT else "x"
    low, high = condition.low, condition.high
    over, under = ("<" if condition.low_open else "<="), ("<" if condition.high_open else "<=")
    if low is not None and high is not None:
        return f"{text(low)} {over} {name} {under} {text(high)}"
    start = f"{name} " if condition.by is By.ATTAINMENT else ""
    if low is not None:
        return f"{start}{'>' if condition.low_open else '>='} {text(low)}"
    return f"{start}{under} {text(high or Decimal(0))}"


def _one_side(by: By, sign: str, edge: Decimal) -> Condition:
    if sign.startswith(">"):
        return Condition(by, low=edge, low_open=sign == ">")
    return Condition(by, high=edge, high_open=sign == "<")


def _by(name: str | None) -> By:
    return By.ATTAINMENT if name == "attainment" else By.VALUE


def _number(said: str) -> Decimal:
    return Decimal(said.removesuffix("%")) / (100 if said.endswith("%") else 1)
