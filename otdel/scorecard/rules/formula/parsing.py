"""From a text to a formula: signs, then a tree by precedence. Its length and depth are limited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from otdel.kit.reason import Reason
from otdel.scorecard.rules.formula.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Formula,
    FormulaWrong,
    Minus,
    Name,
    Node,
    Number,
    Place,
    wrong,
)  # fmt: skip

LONGEST, DEEPEST = 500, 20
SIGN = re.compile(
    r"[ \t\r\n]+|(?P<number>[0-9]{1,12}(?:\.[0-9]{1,8})?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),])"
)
END = "end"


@dataclass(frozen=True, slots=True)
class Sign:
    kind: str  # number, name, sign, end
    text: str
    place: Place


def parse(text: str) -> Formula:
    """The formula a text is. Raises FormulaWrong, which says what is wrong and at which line and character."""
    if not text.strip():
        raise FormulaWrong(Reason.of("formula_empty"))
    if len(text) > LONGEST:
        raise FormulaWrong(Reason.of("formula_too_long", characters=len(text), limit=LONGEST))
    reader = _Reader(_signs(text))
    root = reader.sum(0)
    if reader.now.kind != END:
        raise wrong("formula_unexpected", reader.now.place, found=reader.now.text)
    return Formula(text, root)


def _signs(text: str) -> list[Sign]:
    found, at = [], 0
    while at < len(text):
        place = Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        match = SIGN.match(text, at)
        if match is None:
            raise wrong("formula_sign_unknown", place, sign=text[at])
        if match.lastgroup:
            found.append(Sign(match.lastgroup, match[0], place))
        at = match.end()
    end = Place(text.count("\n") + 1, len(text) - text.rfind("\n"))
    return [*found, Sign(END, "", end)]


class _Reader:
    """Reads signs from left to right; `depth` counts how deep parentheses stand in each other."""

    def __init__(self, signs: list[Sign]) -> None:
        self.signs = signs
        self.at = 0

    @property
    def now(self) -> Sign:
        return self.signs[self.at]

    def take(self) -> Sign:
        self.at += 1
        return self.signs[self.at - 1]

    def expect(self, text: str) -> Sign:
        if self.now.kind == END:
            raise wrong("formula_breaks_off", self.now.place, expected=text)
        if self.now.text != text:
            raise wrong("formula_expected", self.now.place, expected=text, found=self.now.text)
        return self.take()

    def sum(self, depth: int) -> Node:
        node = self.product(depth)
        while self.now.text in ("+", "-"):
            sign = self.take()
            node = Binary(sign.text, node, self.product(depth), sign.place)
        return node

    def product(self, depth: int) -> Node:
        node = self.single(depth)
        while self.now.text in ("*", "/"):
            sign = self.take()
            node = Binary(sign.text, node, self.single(depth), sign.place)
        return node

    def single(self, depth: int) -> Node:
        if depth >= DEEPEST:
            raise wrong("formula_too_deep", self.now.place, limit=DEEPEST)
        sign = self.take()
        match sign.kind, sign.text:
            case "number", text:
                return Number(Decimal(text), sign.place)
            case "name", _:
                return self.call(sign, depth) if self.now.text == "(" else Name(sign.text, sign.place)
            case "sign", "-":
                return Minus(self.single(depth + 1), sign.place)
            case "sign", "(":
                inside = self.sum(depth + 1)
                self.expect(")")
                return inside
            case "end", _:
                raise wrong("formula_breaks_off", sign.place, expected="")
        raise wrong("formula_unexpected", sign.place, found=sign.text)

    def call(self, name: Sign, depth: int) -> Call:
        if name.text not in FUNCTIONS:
            like = get_close_matches(name.text, FUNCTIONS, 1)
            raise wrong("formula_function_unknown", name.place, name=name.text, like=like[0] if like else "")
        self.expect("(")
        arguments = [self.sum(depth + 1)]
        while self.now.text == ",":
            self.take()
            arguments.append(self.sum(depth + 1))
        self.expect(")")
        fewest, most = FUNCTIONS[name.text]
        if not fewest <= len(arguments) <= most:
            raise wrong("formula_arguments", name.place, name=name.text, count=len(arguments), fewest=fewest, most=most)
        return Call(name.text, tuple(arguments), name.place)
