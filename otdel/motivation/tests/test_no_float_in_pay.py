"""Not one float on the way of a hryvnia: in the text of the rules, in what runs, and in what comes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal, FloatOperation, localcontext
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from otdel.motivation import library, rules
from otdel.motivation.library import example_cases
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.digests import canonical_json
from otdel.motivation.rules.lines import Inputs
from otdel.motivation.rules.marginal import one_more
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import WrongPlan, read_plan, read_yaml, write_plan
from otdel.motivation.tests.pay_strategies import inputs, plans

FOLDERS = [Path(str(package.__file__)).parent for package in (rules, library)]
STATISTICS = ("lints", "likely.py", "simulated.py")  # likely ranges and odds: never paid
REFUSES = ("faults.py", "given.py", "digests.py")  # name `float` in order to refuse it


def sources() -> list[Path]:
    found = [path for folder in FOLDERS for path in folder.rglob("*.py")]
    return [path for path in found if not set(STATISTICS) & set(path.parts)]


def floats_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        line = f"{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{line} {node.value}"
        if isinstance(node, ast.Name) and node.id == "float" and path.name not in REFUSES:
            yield f"{line} float"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("float", "round"):
            yield f"{line} {node.func.id}()"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names] + [getattr(node, "module", "") or ""]
            yield from (
                f"{line} {name}" for name in names if name.split(".")[0] in ("math", "numpy", "statistics", "random")
            )


def test_the_text_of_the_rules_has_no_float() -> None:
    assert len(sources()) > 25
    assert [found for path in sources() for found in floats_in(path)] == []


def within(what: Any) -> Iterator[Any]:
    """Everything inside a value, down to its plain parts."""
    if is_dataclass(what):
        for one in fields(what):
            yield from within(getattr(what, one.name))
    elif isinstance(what, dict) or hasattr(what, "items"):
        for key, value in what.items():
            yield from (key, *within(value))
    elif isinstance(what, list | tuple | set):
        for one in what:
            yield from within(one)
    else:
        yield what


def test_every_figure_that_comes_out_is_a_decimal() -> None:
    for case in example_cases():
        found = {type(one) for one in within((case.plan, case.inputs, compute(case.plan, case.inputs)))}
        assert {one for one in found if not issubclass(one, Enum)} <= {Decimal, str, int, bool, type(None)}


@settings(max_examples=40, deadline=None)
@given(plans(), inputs())
def test_no_float_meets_a_decimal_while_it_runs(plan: Plan, period: Inputs) -> None:
    with localcontext() as context:
        context.traps[FloatOperation] = True
        one_more(read_plan(write_plan(plan)), period)


def test_a_float_in_a_plan_is_refused_rather_than_read() -> None:
    said = write_plan(example_cases()[0].plan)
    with pytest.raises(WrongPlan) as caught:
        read_plan({**said, "base": 10500.0, "cap": float("nan")})
    assert [(one.path, one.because.code) for one in caught.value.faults] == [
        ("base", "plan_number_float"),
        ("cap", "plan_number_float"),
    ]


def test_numbers_of_a_file_are_decimals_from_the_first() -> None:
    assert [type(one) for one in read_yaml("[0.1, 3, 1e3, .inf, -2.50, '7']")] == [
        Decimal,
        Decimal,
        str,
        str,
        Decimal,
        str,
    ]


def test_a_float_has_no_canonical_text() -> None:
    assert canonical_json({"b": Decimal("1.50"), "a": [1, None, True]}) == '{"a":[1,null,true],"b":"1.5"}'
    with pytest.raises(TypeError):
        canonical_json({"a": [0.1]})
