"""A formula in words: names of measures instead of codes, the marks people write by hand instead of functions."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.organisation.library import library
from otdel.organisation.words import spoken
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.rules.formula import FormulaWrong, parse
from otdel.scorecard.rules.formula.tree import Binary, Call, Minus, Name, Node, Number
from otdel.web import format as say

SIGNS = {"+": "+", "-": "\u2212", "*": "×", "/": "÷"}
TIGHT = ("*", "/")


def measure_name(code: str) -> str:
    """What a name in a formula is called: a measure, its plan, the same a year ago or in the period before."""
    shift = meaning(code)
    if code in MEASURES or shift is None:
        return _library_name(code)
    inner = shift.measure.code
    name = _library_name(inner) if inner in MEASURES else _of_plan(inner)
    match shift.shift:
        case "yoy":
            return pgettext("measure", "%(name)s, a year ago") % {"name": name}
        case "prev":
            return pgettext("measure", "%(name)s, the period before") % {"name": name}
    return name


def measure_definition(code: str) -> str:
    """What it counts, as the library says it; empty when it says nothing."""
    shift = meaning(code)
    try:
        return str(library().measure_text(shift.measure.code if shift else code, spoken()).definition)
    except KeyError:
        return ""


def in_words(text: str) -> str:
    """Spend ÷ (leads + calls). A text that is no formula is shown as it is."""
    try:
        return _said(parse(text).root, top=True)
    except FormulaWrong:
        return text


def _said(node: Node, *, top: bool = False) -> str:
    match node:
        case Number(value):
            return say.number(value, 6)
        case Name(name):
            return measure_name(name)
        case Minus(inner):
            return f"{SIGNS['-']}{_said(inner)}"
        case Binary(sign, left, right):
            return _closed(f"{_left(left, sign)} {SIGNS[sign]} {_said(right)}", top=top)
        case Call("ratio", (above, below)):
            return _closed(f"{_said(above)} ÷ {_said(below)}", top=top)
        case Call(function, arguments):
            return _function(function, [_said(one, top=True) for one in arguments])


def _left(node: Node, sign: str) -> str:
    """A sum on the left of a sum needs no brackets of its own."""
    if isinstance(node, Binary) and node.sign not in TIGHT and sign not in TIGHT:
        return _said(node, top=True)
    return _said(node)


def _closed(words: str, *, top: bool) -> str:
    return words if top else f"({words})"


def _function(function: str, arguments: list[str]) -> str:
    listed = "; ".join(arguments)
    words: dict[str, Callable[[], str]] = {
        "abs": lambda: _("the size of (%(what)s)") % {"what": listed},
        "min": lambda: _("the smallest of (%(what)s)") % {"what": listed},
        "max": lambda: _("the largest of (%(what)s)") % {"what": listed},
        "clip": lambda: (
            _("%(what)s, kept between %(low)s and %(high)s")
            % {"what": arguments[0], "low": arguments[1], "high": arguments[2]}
        ),
    }
    return words[function]() if function in words else f"{function}({listed})"


def _of_plan(code: str) -> str:
    return pgettext("measure", "%(name)s, plan") % {"name": _library_name(code.removesuffix("_plan"))}


def _library_name(code: str) -> str:
    try:
        return str(library().measure_text(code, spoken()).name) or code
    except KeyError:
        return code
