"""A table of numbers as a CSV, XLSX or YAML file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from otdel.connectors import writing
from otdel.connectors.writing import CSV, XLSX, YAML, Value, text_of

Lines = Sequence[Sequence[Value]]


def as_csv(header: Sequence[str], lines: Lines) -> bytes:
    return writing.as_csv(header, _short(lines))


def as_xlsx(header: Sequence[str], lines: Lines) -> bytes:
    return writing.as_xlsx({"Otdel": (header, lines)})


def as_yaml(header: Sequence[str], lines: Lines) -> bytes:
    """A list with one mapping a line; numbers as text, so that no digit is lost."""
    return writing.as_yaml([dict(zip(header, map(text_of, line), strict=True)) for line in _short(lines)])


WRITERS: dict[str, tuple[Callable[[Sequence[str], Lines], bytes], str]] = {
    "csv": (as_csv, CSV),
    "xlsx": (as_xlsx, XLSX),
    "yaml": (as_yaml, YAML),
}


def _short(lines: Lines) -> list[list[Value]]:
    """Numbers without the zeros the records keep at their end."""
    return [[value.normalize() if isinstance(value, Decimal) else value for value in line] for line in lines]
