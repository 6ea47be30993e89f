"""Whether a formula names only measures there are, and whether its units go together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from otdel.kit.reason import Reason
from otdel.scorecard.rules.formula.tree import (
    Binary,
    Call,
    Formula,
    FormulaWrong,
    Minus,
    Name,
    Node,
    Number,
    walk,
    wrong,
)
from otdel.scorecard.rules.units import PLAIN, Dimension, fits, over, times, words

Units = Callable[[str], Dimension | None]  # the unit of a name in a formula; None when there is no such measure


def check(formula: Formula, units: Units, unit: str = "", known: Iterable[str] = ()) -> list[Reason]:
    """What is wrong with the formula; nothing when it may be used.

    `unit` is what the KPI is declared in (not checked when empty); `known` are names to suggest from.
    """
    strange = [_unknown(one, known) for one in walk(formula.root) if isinstance(one, Name) and units(one.name) is None]
    if strange:
        return strange
    try:
        found = _of(formula.root, units)
    except FormulaWrong as failure:
        return [failure.reason]
    if unit and found is not None and not fits(found, unit):
        return [Reason.of("formula_unit_differs", found=words(found), declared=unit)]
    return []


def _unknown(name: Name, known: Iterable[str]) -> Reason:
    like = get_close_matches(name.name, known, 1)
    return wrong("formula_measure_unknown", name.place, name=name.name, like=like[0] if like else "").reason


def _of(node: Node, units: Units) -> Dimension | None:
    """The unit of a node; None for a number somebody wrote, which may stand beside anything in min, max and clip."""
    match node:
        case Number():
            return None
        case Name(name):
            return units(name)
        case Minus(inner):
            return _of(inner, units)
        case Binary(sign, left, right):
            return _binary(node, sign, _of(left, units), _of(right, units))
        case Call("abs", (only,)):
            return _of(only, units)
        case Call("ratio", (above, below)):
            return over(_of(above, units) or PLAIN, _of(below, units) or PLAIN)
        case Call():
            return _alike(node, units)


def _binary(node: Binary, sign: str, left: Dimension | None, right: Dimension | None) -> Dimension | None:
    if left is None and right is None:
        return None
    if sign in "*/":
        return (times if sign == "*" else over)(left or PLAIN, right or PLAIN)
    if (left or PLAIN) != (right or PLAIN):
        raise wrong("formula_units_mixed", node.place, left=words(left or PLAIN), right=words(right or PLAIN))
    return left or PLAIN


def _alike(node: Call, units: Units) -> Dimension | None:
    """The one unit all arguments have; written numbers take it."""
    found: Dimension | None = None
    for argument in node.arguments:
        own = _of(argument, units)
        if own is not None and found is not None and own != found:
            raise wrong("formula_units_mixed", node.place, left=words(found), right=words(own))
        found = found if own is None else own
    return found
