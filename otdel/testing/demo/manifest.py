"""What the demo wrote: each file with the order it is imported in, what a person would answer, and its known sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from otdel.kit.period import Period


@dataclass(frozen=True, slots=True)
class Preset:
    """Answers of the mapping wizard, saved under a name: shape column to a header's text, or to "=the same for all"."""

    name: str
    shape: str
    mapping: Mapping[str, str]

    @property
    def report(self) -> str:
        return f"table.{self.shape}"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file as its system would give it.

    `sums` are the columns it can be checked by, named as the shape's columns, over its good rows; `rejected` is how
    many rows were spoilt on purpose. `answers` are what the file leaves open.
    """

    name: str  # path inside the folder
    report: str  # the report it is recognised as, or the preset's
    period: Period
    rows: int
    sums: Mapping[str, Decimal]
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    preset: Preset | None = None
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files, oldest export first: a later file is a newer report."""

    folder: Path
    files: tuple[ExportFile, ...]

    def of(self, report: str) -> tuple[ExportFile, ...]:
        """Files of one report."""
        return tuple(one for one in self.files if one.report == report)

    def path(self, file: ExportFile) -> Path:
        return self.folder / file.name
