"""KPIs as lints need them, from their settings: the library's own, or those of a company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from otdel.motivation.rules.lints.context import Context, KpiFacts
from otdel.motivation.rules.lints.trial import trial
from otdel.organisation.library import library
from otdel.scorecard.rules.formula import FormulaWrong, parse
from otdel.scorecard.rules.formula.tree import Binary, Call, Minus, Name, Node


def facts(code: str, role: str, formula: str, settings: Mapping[str, Any], since: date | None = None) -> KpiFacts:
    threshold = settings.get("threshold") or {}
    return KpiFacts(
        code=code,
        role=role,
        formula=formula,
        unit=str(settings.get("unit", "")),
        direction=str(settings.get("direction", "higher")),
        lag_days=int(settings.get("lag_days") or 0),
        controllability=str(settings.get("controllability", "")),
        pattern=str(threshold.get("pattern", "monitor")),
        floor=_figure(threshold, "floor"),
        target=_figure(threshold, "target") or _figure(threshold, "pass_at"),
        paired_with=str(settings.get("paired_with") or ""),
        conflicts=tuple(str(one) for one in settings.get("conflicts_with") or ()),
        since=since,
        parts=signs(formula),
    )


def _figure(threshold: Mapping[str, Any], name: str) -> Decimal | None:
    return None if threshold.get(name) is None else Decimal(str(threshold[name]))


@cache
def of_library() -> Mapping[str, KpiFacts]:
    """Every KPI of every role of the library."""
    found = {}
    for role in library().ids:
        for one in library().structures[role]["kpis"]:
            found[one["id"]] = facts(one["id"], role, one["formula"], one)
    return found


@cache
def heads_of_library() -> frozenset[str]:
    """Roles that others report to."""
    return frozenset(leader for role in library().ids for leader in library().role(role).reports_to)


def library_context() -> Context:
    """What can be known without a company: what the library says of KPIs and roles, and a statement tried out."""
    return Context(kpis=of_library(), heads=heads_of_library(), compute=trial)


def signs(formula: str) -> tuple[tuple[str, int], ...]:
    """Which way each measure moves the value: +1, -1, or 0 for both. Nothing for a text that is no formula."""
    try:
        root = parse(formula).root
    except FormulaWrong:
        return ()
    found: dict[str, set[int]] = {}
    for name, sign in _signed(root, 1):
        found.setdefault(name, set()).add(sign)
    return tuple((name, way.pop() if len(way) == 1 else 0) for name, way in found.items())


def _signed(node: Node, sign: int) -> Iterator[tuple[str, int]]:
    """Measures are taken to be positive, as spends and counts are."""
    match node:
        case Name(name):
            yield name, sign
        case Minus(of):
            yield from _signed(of, -sign)
        case Binary("-" | "/", left, right) | Call("ratio", (left, right)):
            yield from _signed(left, sign)
            yield from _signed(right, -sign)
        case Binary(_, left, right):
            yield from _signed(left, sign)
            yield from _signed(right, sign)
        case Call("abs", (inner,)):
            yield from _signed(inner, 0)
        case Call(_, arguments):
            for one in arguments:
                yield from _signed(one, sign)
