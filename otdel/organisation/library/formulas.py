"""A KPI's formula read out: measures by their names, "ratio" as a division. Nothing is computed here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SIGNS = {ast.Add: "+", ast.Sub: "\u2212", ast.Mult: "\u00d7", ast.Div: "\u00f7"}


@dataclass(frozen=True, slots=True)
class Speech:
    """How to say it: `name` of a measure, `calls` by function ("the smaller of %(first)s and %(second)s")."""

    name: Callable[[str], str]
    calls: Mapping[str, str]


def read_out(formula: str, speech: Speech) -> str:
    """The formula in words, or as it is written when it has anything but measures, numbers, signs and functions."""
    try:
        return _said(ast.parse(formula, mode="eval").body, speech)
    except (SyntaxError, KeyError, ValueError):
        return formula


def _said(node: ast.expr, speech: Speech, *, inner: bool = False) -> str:
    if isinstance(node, ast.Name):
        return speech.name(node.id)
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.BinOp):
        said = f"{_said(node.left, speech, inner=True)} {SIGNS[type(node.op)]} {_said(node.right, speech, inner=True)}"
        return f"({said})" if inner else said
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _called(node.func.id, node.args, speech, inner=inner)
    raise ValueError("not a formula of measures")


def _called(name: str, given: list[ast.expr], speech: Speech, *, inner: bool) -> str:
    if name == "ratio":
        said = " \u00f7 ".join(_said(one, speech, inner=True) for one in given)
        return f"({said})" if inner else said
    places = dict(zip(("first", "second", "third"), (_said(one, speech) for one in given), strict=False))
    return speech.calls[name] % places
