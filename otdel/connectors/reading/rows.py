"""What can be seen in a single row of text: blank, comment, numbers, and the cells a workbook typed itself."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

Row = list[str]
Numbered = tuple[int, Row]

_NUMBER = re.compile(
    r"^[(\-+\u2212<>]?\s?(?:[$€£₴₽₹]|[A-Z]{3}\s)?\s?\d[\d\s\u00a0\u202f.,'’]*(?:[eE][+-]?\d+)?\s?(?:%|\)|[$€£₴₽₹]|[A-Z]{3})?$"
)
_DATE = re.compile(r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[T\s].*)?$")
_RULE = re.compile(r"^[-=_*~]{4,}$")


class Typed(str):
    """A cell that was a real number or date in its workbook; its text is canonical."""

    __slots__ = ()


class Peek:
    """Rows that can be looked at before they are taken."""

    def __init__(self, rows: Iterator[Numbered]) -> None:
        self._rows = rows
        self._ahead: deque[Numbered] = deque()

    def __iter__(self) -> Iterator[Numbered]:
        return self

    def __next__(self) -> Numbered:
        return self._ahead.popleft() if self._ahead else next(self._rows)

    def ahead(self, count: int) -> list[Numbered]:
        """Up to `count` rows that come next; they stay."""
        if len(self._ahead) < count:
            self._ahead.extend(islice(self._rows, count - len(self._ahead)))
        return list(islice(self._ahead, count))


def filled(row: Sequence[str]) -> int:
    """How many cells hold something."""
    return sum(1 for cell in row if cell and not cell.isspace())


def is_comment(row: Row) -> bool:
    """A "# ..." line or a ruler of dashes; a data row may begin with "#" too ("#71733"), but has more cells."""
    first = row[0].lstrip("\ufeff ") if row else ""
    return (first.startswith("#") and filled(row) <= 2 and (len(row) < 3 or first[1:2] in ("", " ", "-"))) or (
        filled(row) == 1 and bool(_RULE.match(first.strip()))
    )


def looks(cell: str) -> str:
    """ "number", "date", "text", or empty for a blank cell or one that says there is nothing."""
    text = cell.strip()
    if text in ("", "-", "--", "n/a"):
        return ""
    if isinstance(cell, Typed):
        return "date" if _DATE.match(text) else "number"
    if _DATE.match(text):
        return "date"
    return "number" if len(text) < 40 and _NUMBER.match(text) else "text"
