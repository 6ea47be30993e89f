"""A formula as a tree, and what is wrong with a text that is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.reason import Reason, Value

FUNCTIONS = {"ratio": (2, 2), "min": (2, 9), "max": (2, 9), "clip": (3, 3), "abs": (1, 1)}  # fewest and most arguments


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text something stands, both counted from 1."""

    line: int
    character: int


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Minus:
    of: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Binary:
    sign: str
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]
    place: Place


Node = Number | Name | Minus | Binary | Call


@dataclass(frozen=True, slots=True)
class Formula:
    """A text that is a formula. `names` are the measures it mentions, each once, in the order they stand."""

    text: str
    root: Node

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in walk(self.root) if isinstance(one, Name)))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    yield node
    for inner in children(node):
        yield from walk(inner)


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Minus(of):
            return (of,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


class FormulaWrong(ValueError):
    """A text that cannot be used as a formula, with the reason people will read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def wrong(code: str, place: Place, **values: Value) -> FormulaWrong:
    return FormulaWrong(Reason.of(code, line=place.line, character=place.character, **values))
