"""Questions: one SQL file each, loaded by name, with a first line that says what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"
DERIVED = Path(__file__).parent / "derived"
PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")


class UnknownQuestion(LookupError):
    """There is no SQL file of this name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its file states it. `answers` is the header comment, `parameters` the names it must be given."""

    name: str
    answers: str
    sql: str
    parameters: frozenset[str]

    def mentions(self, table: str) -> bool:
        return re.search(rf"\b{table}\b", self.sql) is not None

    def check(self, given: set[str]) -> None:
        """Raises TypeError, naming them, when parameters are missing or not known."""
        missing, strange = sorted(self.parameters - given), sorted(given - self.parameters)
        if missing or strange:
            wrong = [*(f"missing ${name}" for name in missing), *(f"unknown ${name}" for name in strange)]
            raise TypeError(f"question {self.name}: {', '.join(wrong)}")


@cache
def question(name: str) -> Question:
    """The question of this name. Raises UnknownQuestion."""
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z0-9_]+", name) or not path.exists():
        raise UnknownQuestion(f"no question {name!r}")
    return _read(path)


@cache
def derived() -> tuple[Question, ...]:
    """Tables that many questions start from, computed once for a state of the facts when one of them is asked."""
    return tuple(_read(path) for path in sorted(DERIVED.glob("*.sql")))


def _read(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    lines = sql.splitlines()
    header = [line.removeprefix("--").strip() for line in takewhile(lambda line: line.startswith("--"), lines)]
    body = "\n".join(line for line in lines if not line.startswith("--"))
    return Question(path.stem, " ".join(header), sql, frozenset(PARAMETER.findall(body)))


def questions() -> tuple[Question, ...]:
    return tuple(question(path.stem) for path in sorted(FOLDER.glob("*.sql")))
