"""Every code reading and connectors may give has words, and the words name only values the code brings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import otdel.connectors
from otdel.connectors.reasons import REASONS
from otdel.kit.reason import Reason
from otdel.measurement.wording import QUESTIONS, SENTENCES, ask, say

CONNECTORS = Path(otdel.connectors.__file__).parent


def codes_in(path: Path) -> set[str]:
    """The codes of Reason.of("...") and NoData.because("...") in a file of code."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and node.args]
    said = [call for call in calls if ast.unparse(call.func) in ("Reason.of", "NoData.because")]
    return {str(call.args[0].value) for call in said if isinstance(call.args[0], ast.Constant)}


def used_codes() -> set[str]:
    files = [path for path in CONNECTORS.rglob("*.py") if "tests" not in path.parts]
    return set(REASONS).union(*(codes_in(path) for path in files))


def used_questions() -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in CONNECTORS.rglob("*.py") if "tests" not in path.parts)
    return set(re.findall(r'\bQuestion\(\s*"([a-z_]+)"', text))


@pytest.mark.parametrize("code", sorted(used_codes()))
def test_every_reason_has_words(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize("code", sorted(used_questions()))
def test_every_question_has_words(code: str) -> None:
    assert code in QUESTIONS


@pytest.mark.parametrize("code", sorted(REASONS))
def test_words_name_only_values_the_code_brings(code: str) -> None:
    said = say(Reason.of(code, **dict.fromkeys(REASONS[code], 2)))
    assert "…" not in said and "%(" not in said, said


def test_a_size_in_bytes_is_said_in_megabytes() -> None:
    said = say(Reason.of("file_too_large", size=5 * 2**20 + 1, limit=4 * 2**20))
    assert "6 MB" in said and "4 MB" in said


def test_an_unknown_code_is_shown_rather_than_hidden() -> None:
    assert say(Reason.of("never_heard_of")) == "never_heard_of"


def test_a_question_shows_samples() -> None:
    assert "“1,234”" in ask("decimal_mark", "Cost", ("1,234",))
