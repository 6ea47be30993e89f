"""Questions stay within what other engines can be given by translation."""

from __future__ import annotations

from typing import Any

import pytest

from otdel.warehouse import Question, asking, questions

sqlglot = pytest.importorskip("sqlglot")


def bound(parsed: Any) -> Any:
    """With a value in the place of every parameter: engines write parameters in their own ways."""
    return parsed.transform(lambda node: sqlglot.exp.Literal.number(1) if is_parameter(node) else node)


def is_parameter(node: Any) -> bool:
    return isinstance(node, sqlglot.exp.Placeholder | sqlglot.exp.Parameter)


@pytest.mark.parametrize("asked", [*questions(), *asking.derived()], ids=lambda asked: asked.name)
@pytest.mark.parametrize("dialect", ["spark", "clickhouse"])
def test_every_question_translates(asked: Question, dialect: str) -> None:
    parsed = bound(sqlglot.parse_one(asked.sql, read="duckdb"))
    written = parsed.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert sqlglot.parse_one(written, read=dialect).named_selects == parsed.named_selects


@pytest.mark.parametrize("asked", [*questions(), *asking.derived()], ids=lambda asked: asked.name)
def test_questions_avoid_what_engines_answer_differently(asked: Question) -> None:
    parsed = sqlglot.parse_one(asked.sql, read="duckdb")
    quantiles = list(parsed.find_all(sqlglot.exp.Quantile, sqlglot.exp.ApproxQuantile, sqlglot.exp.Median))
    assert not quantiles
    assert not [join for join in parsed.find_all(sqlglot.exp.Join) if join.method.upper() == "ASOF"]
