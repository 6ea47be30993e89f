"""The mapping wizard's order of decisions: one a screen, the ones that matter most first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otdel.kit.facts import SHAPES, Kind
from otdel.measurement.previews import Preview, SheetHead

ASKED: dict[str, tuple[str, ...]] = {  # the columns with a screen of their own, by shape
    "spend": ("cost", "day", "campaign"),
    "deals": ("deal_id", "revenue", "status", "created_at"),
    "leads": ("lead_id", "created_at", "utm_source"),
    "sessions": ("sessions", "day", "utm_source"),
    "touches": ("at", "event", "visitor"),
    "rates": ("rate", "day", "currency", "into"),
    "observations": ("value", "metric", "day", "subject"),
}
KEYS = frozenset({"deal_id", "lead_id"})  # one word for every row would make all rows one
NEVER = frozenset({"source", "spread_days", "breakdown"})  # said by the wizard itself, not by a column

SHAPE, COLUMN, OTHERS, NAME = "shape", "column", "others", "name"


@dataclass(frozen=True, slots=True)
class Screen:
    """One decision. `number` counts from 1 of `of`; `column` is set when it asks for one column."""

    kind: str
    number: int
    of: int
    column: str = ""
    required: bool = False
    same: bool = False  # one word may stand for every row


def length(shape: str) -> int:
    """How many screens a file of this shape takes; the most there can be while the shape is not known."""
    return 3 + (len(ASKED[shape]) if shape in ASKED else max(map(len, ASKED.values())))


def screen(shape: str, number: int, likely: str = "") -> Screen:
    """The screen of this number, kept within the wizard's length. The shape must be known after the first."""
    columns = ASKED.get(shape, ())
    of = length(shape or likely)
    number = min(max(number, 1), of if shape else 1)
    if number == 1:
        return Screen(SHAPE, 1, of)
    if number <= len(columns) + 1:
        column = columns[number - 2]
        asked = SHAPES[shape].column(column)
        same = asked.required and asked.kind is Kind.TEXT and column not in KEYS
        return Screen(COLUMN, number, of, column, asked.required, same)
    return Screen(OTHERS if number == of - 1 else NAME, number, of)


def unsaid(shape: str, mapping: Mapping[str, str]) -> Screen | None:
    """The first screen that still has to be answered: a required column without a word, or none of the file's named."""
    columns = [screen(shape, number) for number in range(2, len(ASKED[shape]) + 2)]
    empty = [one for one in columns if one.required and not mapping.get(one.column)]
    named = any(text and not text.startswith("=") for text in mapping.values())
    return next(iter(empty), None if named else columns[0])


def others(shape: str) -> tuple[str, ...]:
    """The columns of the shape without a screen of their own."""
    asked = {*ASKED[shape], *NEVER}
    return tuple(column.name for column in SHAPES[shape].columns if column.name not in asked)


def widest(preview: Preview) -> SheetHead | None:
    """The table of the file the wizard asks about: the one with most rows among those with two columns or more."""
    return max(preview.sheets, key=lambda head: (len(head.header) > 1, head.rows), default=None)


def mapped_lines(head: SheetHead, mapping: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The first rows under what they were said to be: pairs of a shape's column and its cells, in the order told."""
    places = {name: place for place, name in reversed(list(enumerate(head.header)))}
    known = [(column, places[header]) for column, header in mapping.items() if header in places]
    return [(column, tuple(line[place] for line in head.lines)) for column, place in known]
