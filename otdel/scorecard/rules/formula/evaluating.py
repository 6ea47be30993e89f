"""The value of a formula. What is missing travels up with its reason; it is never taken for zero."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException

from otdel.kit.reason import NoData
from otdel.scorecard.rules.formula.tree import Binary, Call, Formula, Minus, Name, Node, Number

Known = Decimal | NoData
Values = Callable[[str], Known]
Step = Callable[[Values], Known]


def evaluate(formula: Formula, values: Values) -> Known:
    """The value, asking `values` for each name; the first thing missing, from the left, is why there is none."""
    return compiled(formula)(values)


def compiled(formula: Formula) -> Step:
    """The formula as a function, for computing it many times."""
    step = _step(formula.root)

    def run(values: Values) -> Known:
        try:
            return step(values)
        except DecimalException:
            return NoData.because("number_too_large")

    return run


def _step(node: Node) -> Step:
    match node:
        case Number(value):
            return lambda values: value
        case Name(name):
            return lambda values: values(name)
        case Minus(inner):
            return _each(lambda one: -one, inner)
        case Binary(sign, left, right):
            return _divided(left, right) if sign == "/" else _each(SIGNS[sign], left, right)
        case Call("ratio", (above, below)):
            return _divided(above, below)
        case Call(function, arguments):
            return _each(PLAIN[function], *arguments)


def _clip(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    return min(max(value, low), high)


SIGNS: dict[str, Callable[..., Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}
PLAIN: dict[str, Callable[..., Decimal]] = {"min": min, "max": max, "abs": abs, "clip": _clip}


def _each(does: Callable[..., Decimal], *nodes: Node) -> Step:
    steps = [_step(node) for node in nodes]

    def run(values: Values) -> Known:
        found: list[Decimal] = []
        for step in steps:
            one = step(values)
            if isinstance(one, NoData):
                return one
            found.append(one)
        return does(*found)

    return run


def _divided(above: Node, below: Node) -> Step:
    upper, lower, name = _step(above), _step(below), _named(below)

    def run(values: Values) -> Known:
        one = upper(values)
        if isinstance(one, NoData):
            return one
        other = lower(values)
        if isinstance(other, NoData):
            return other
        return one / other if other else NoData.because("divided_by_zero", name=name)

    return run


def _named(node: Node) -> str:
    """What stands below the line, when it is one measure."""
    return node.name if isinstance(node, Name) else ""
