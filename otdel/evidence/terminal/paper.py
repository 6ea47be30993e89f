"""Plain text that fits the terminal: wrapped sentences and tables whose less important columns give way."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NARROW, WIDE = 60, 130
BOLD, FAINT, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Column:
    """`rank` 0 always stays; columns of higher ranks leave first when the line is too long."""

    title: str
    rank: int = 0
    right: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    cells: tuple[str, ...]
    strong: bool = False
    indent: int = 0


class Paper:
    """Lines of one page, `width` columns wide. `colour` allows bold and faint letters."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(NARROW, min(width, WIDE))
        self.colour = colour
        self.lines: list[str] = []

    @classmethod
    def of_terminal(cls) -> Paper:
        colour = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return cls(shutil.get_terminal_size((100, 24)).columns, colour=colour)

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str) -> None:
        self.gap()
        self.lines.append(self._marked(text, BOLD))

    def say(self, text: str, *, indent: int = 0, mark: str = "") -> None:
        """A sentence, wrapped. `mark` stands before its first line."""
        first = " " * indent + mark
        self.lines += textwrap.wrap(
            text.replace("\u00a0", "\u2007"),
            self.width,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first]
        self.lines = [line.replace("\u2007", "\u00a0") for line in self.lines]

    def table(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """The first column is cut where it would not fit; others are whole or absent."""
        kept = self._kept(columns, lines)
        widths = {place: _widest(columns[place].title, (line.cells[place] for line in lines)) for place in kept}
        others = sum(widths[place] + 2 for place in kept[1:])
        longest = max((line.indent + wide(line.cells[0]) for line in lines), default=0)
        widths[0] = max(12, min(longest, self.width - others))
        self.lines.append(
            self._marked(self._row([columns[place].title for place in kept], kept, widths, columns), FAINT)
        )
        for line in lines:
            name = " " * line.indent + line.cells[0]
            text = self._row([name, *(line.cells[place] for place in kept[1:])], kept, widths, columns)
            self.lines.append(self._marked(text, BOLD) if line.strong else text)

    def _kept(self, columns: Sequence[Column], lines: Sequence[Line]) -> list[int]:
        kept = list(range(len(columns)))
        while len(kept) > 2 and self._needs(kept, columns, lines) > self.width:
            last = max(kept[1:], key=lambda place: (columns[place].rank, place))
            if columns[last].rank == 0:
                break
            kept.remove(last)
        return kept

    def _needs(self, kept: Sequence[int], columns: Sequence[Column], lines: Sequence[Line]) -> int:
        others = sum(_widest(columns[place].title, (line.cells[place] for line in lines)) + 2 for place in kept[1:])
        return others + 24  # a name shorter than this cannot be told from another

    def _row(self, cells: Sequence[str], kept: Sequence[int], widths: dict[int, int], columns: Sequence[Column]) -> str:
        done = [
            fitted(cell, widths[place], right=columns[place].right and place > 0)
            for cell, place in zip(cells, kept, strict=True)
        ]
        return "  ".join(done).rstrip()

    def _marked(self, text: str, mark: str) -> str:
        return f"{mark}{text}{PLAIN}" if self.colour and text else text

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def wide(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitted(text: str, width: int, *, right: bool) -> str:
    """`text` in exactly `width` columns, cut with an ellipsis when longer."""
    while wide(text) > width:
        text = text[:-2].rstrip() + "…"
    space = " " * (width - wide(text))
    return space + text if right else text + space


def _widest(title: str, cells: Iterable[str]) -> int:
    return max(wide(title), *(wide(cell) for cell in cells), 0)
