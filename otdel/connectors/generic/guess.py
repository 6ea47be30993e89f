"""A first guess at what an unknown table is, for the wizard to show and a person to correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow.compute as pc

from otdel.connectors.columns.headers import find, fold
from otdel.connectors.contract import Sheet
from otdel.connectors.generic.synonyms import SYNONYMS, TELLING
from otdel.connectors.reading.rows import looks
from otdel.kit.facts import SHAPES, Kind


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest shape, its columns' headers, and how sure we are, 0 to 1. Nothing fits: shape "" and 0."""

    shape: str
    mapping: Mapping[str, str]
    confidence: float


def guess_mapping(sheet: Sheet, shape: str = "") -> Guess:
    """Match headers with the usual words for each shape's columns, and drop matches whose cells are of another kind.

    With `shape`, only of that one.
    """
    guesses = [_guess(sheet, one) for one in SYNONYMS if shape in ("", one)]
    return max(guesses, key=lambda one: (one.confidence, len(one.mapping)), default=Guess("", {}, 0.0))


def _guess(sheet: Sheet, shape: str) -> Guess:
    mapping: dict[str, str] = {}
    taken: set[int] = set()
    for column, aliases in SYNONYMS[shape].items():
        place = _place(sheet, aliases, taken)
        if place is not None and _fits(sheet, place, SHAPES[shape].column(column).kind):
            mapping[column] = sheet.header[place]
            taken.add(place)
    needed, telling = TELLING[shape]
    if not all(any(column in mapping for column in group) for group in needed):
        return Guess("", {}, 0.0)
    found = sum(column in mapping for column in telling)
    return Guess(shape, mapping, round(min(0.95, 0.4 + 0.5 * found / max(1, len(telling)) + 0.02 * len(mapping)), 2))


def _place(sheet: Sheet, aliases: tuple[str, ...], taken: set[int]) -> int | None:
    """A header that is an alias, else one that contains one; columns already used are passed over."""
    place = find(sheet.header, aliases)
    if place is not None and place not in taken:
        return place
    for alias in aliases:
        if len(alias) <= 4:
            continue
        wanted = f" {fold(alias)} "
        for place, text in enumerate(_worded(sheet.header)):
            if wanted in text and place not in taken:
                return place
    return None


@lru_cache(maxsize=16)
def _worded(header: tuple[str, ...]) -> tuple[str, ...]:
    """Headers as words between spaces; a sheet is asked for every alias of every shape."""
    return tuple(f" {fold(text).replace('-', ' ')} " for text in header)


def _fits(sheet: Sheet, place: int, kind: Kind) -> bool:
    """Whether the column's first cells look like the kind wanted."""
    seen = {looks(cell) for cell in pc.unique(sheet.cells.column(place).slice(0, 200)).to_pylist()} - {""}
    if kind in (Kind.AMOUNT, Kind.INTEGER):
        return seen <= {"number"}
    return True
