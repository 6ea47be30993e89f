"""What a connector says about an export: which headers mean which column, and how its sheets are recognised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from otdel.connectors.columns.headers import find, fold
from otdel.connectors.contract import Hints, Question, Reading, Sheet
from otdel.kit.facts import Kind
from otdel.kit.reason import Reason


class Refusal(Exception):
    """Raised in a hook when the file cannot be used at all; carries the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class Doubt(Exception):
    """Raised in a hook when a person must answer before anything can be said; carries the question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.key)
        self.question = question


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the shape and the headers that carry it, best first, in any language.

    Several fields may name the same column: the first that has a value in a row wins. A `column` the shape lacks is an
    extra: parsed as `kind` and given to the `finish` hook in `Draft.columns`, never stored. `words` turns a system's
    words into ours ("Closed won" into "won"), compared folded; a word it lacks becomes `otherwise`, or the row is set
    aside when `otherwise` is None. `prefix` is put before every value that is there ("gclid:").
    """

    column: str
    aliases: tuple[str, ...]
    kind: Kind | None = None  # only for extras and exceptions; else the shape's
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    otherwise: str | None = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a sheet is recognised.

    Every group in `needs` must have a header (any of its aliases), none of `shuns` may be there. `signs` are headers
    this system alone uses, `titles` words of its preamble (compared folded, as parts of a line): each adds certainty.
    """

    needs: tuple[tuple[str, ...], ...]
    signs: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    shuns: tuple[str, ...] = ()
    base: float = 0.4  # certainty from `needs` alone; above 0.5 when they are unmistakable

    def fits(self, sheet: Sheet) -> float:
        """0 to 1. Nothing when a needed header is absent."""
        header = sheet.header
        if any(find(header, group) is None for group in self.needs) or any(
            find(header, (one,)) is not None for one in self.shuns
        ):
            return 0.0
        signs = sum(find(header, (sign,)) is not None for sign in self.signs)
        lines = [fold(line) for line in (*sheet.preamble, sheet.name)]
        titled = any(fold(title) in line for title in self.titles for line in lines)
        return min(1.0, self.base + 0.1 * min(signs, 4) + (0.3 if titled else 0.0) + 0.01 * len(self.needs))


Reshape = Callable[[Reading, Sheet, Hints], Sheet]
