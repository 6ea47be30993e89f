"""Every reason the chapter gives has words, and words fill in names instead of codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.kit.reason import Reason
from otdel.scorecard.queries.steps import WHERE
from otdel.web import reasons

CHAPTER = Path(__file__).resolve().parents[1]
GIVERS = ("of", "because", "wrong")


def test_every_reason_has_words() -> None:
    without = {code: place for code, place in _codes() if code not in reasons._words}
    assert not without


def test_names_stand_where_codes_were() -> None:
    said = reasons.say(Reason.of("no_plan", measure="spend_paid"))
    assert said == "No plan is written for these days: Spend on paid advertising."
    assert reasons.say(Reason.of("needs_source", source="rank_tracker")) == "No data has come from: rank tracker."
    closed = reasons.say(Reason.of("period_is_closed", start="2026-10-01", last="2026-10-31"))
    assert "1\u00a0October\u00a02026" in closed


def test_a_mixed_formula_says_where_and_what() -> None:
    reason = Reason.of("formula_units_mixed", line=1, character=12, left="money", right="count")
    assert reasons.say(reason).startswith("Line 1, character 12: money and count cannot be added")


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_counts_take_their_right_form(language: str) -> None:
    from django.utils import translation

    with translation.override(language):
        one = reasons.say(Reason.of("plan_not_whole", days=1))
        five = reasons.say(Reason.of("plan_not_whole", days=5))
    assert ("день" in one, "днів" in five or "дней" in five) == (True, True)


def _codes() -> Iterator[tuple[str, str]]:
    """Codes written in calls that give reasons, and those of the table of next steps."""
    for step, _ in WHERE.values():
        yield step, "WHERE"
    for file in CHAPTER.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in GIVERS and node.args:
                yield from ((code, f"{file.name}:{node.lineno}") for code in _texts(node.args[0]))


def _name(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _texts(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and "_" in one.value and " " not in one.value:
            yield one.value
