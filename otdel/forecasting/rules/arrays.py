"""The formula of a KPI over many paths at once: the same tree as the scorecard's, evaluated on arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from otdel.scorecard.rules.formula.tree import Binary, Call, Formula, Minus, Name, Node, Number

Floats = NDArray[np.float64]


def over_paths(formula: Formula, values: Mapping[str, Floats]) -> Floats:
    """The value by path [S]; `values` are the measures by path [S] or one number for all paths [].

    Where a path divides by zero it has no value: nan, which is neither reached nor missed.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(_of(formula.root, values), dtype=np.float64)


def _of(node: Node, values: Mapping[str, Floats]) -> Floats:
    match node:
        case Number(value):
            return np.asarray(float(value))
        case Name(name):
            return values[name]
        case Minus(inner):
            return -_of(inner, values)
        case Binary(sign, left, right):
            return _binary(sign, _of(left, values), _of(right, values))
        case Call(function, arguments):
            return _called(function, [_of(one, values) for one in arguments])


def _binary(sign: str, left: Floats, right: Floats) -> Floats:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return _divided(left, right)


def _divided(above: Floats, below: Floats) -> Floats:
    return np.where(below == 0, np.nan, above / np.where(below == 0, 1.0, below))


def _called(function: str, found: list[Floats]) -> Floats:
    match function:
        case "ratio":
            return _divided(found[0], found[1])
        case "abs":
            return np.abs(found[0])
        case "clip":
            return np.minimum(np.maximum(found[0], found[1]), found[2])
    choose = np.minimum if function == "min" else np.maximum
    result = found[0]
    for one in found[1:]:
        result = choose(result, one)
    return result
