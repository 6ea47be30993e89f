"""From bytes to sheets: encoding, delimiter, preamble, tables, totals, numbers, dates, workbooks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from otdel.connectors.contract import Reading, Sheet
from otdel.connectors.reading import records
from otdel.connectors.reading.archive import zip_sheets
from otdel.connectors.reading.encoding import detect
from otdel.connectors.reading.kinds import kind_of
from otdel.connectors.reading.textfile import text_sheets
from otdel.connectors.reading.workbooks import SECONDS, workbook_sheets
from otdel.kit.reason import Reason

LARGEST = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Found:
    """What a reader of one kind of file came back with."""

    sheets: Sequence[Sheet] = ()
    encoding: str = ""
    delimiter: str = ""
    refused: Reason | None = None


def read(path: Path, name: str = "") -> Reading:
    """A file as sheets of text, by its content and not by its name.

    What cannot be read comes back with `refused` and its reason; nothing about a file's content raises.
    """
    name = name or path.name
    size = path.stat().st_size
    deadline = time.monotonic() + SECONDS
    digest = _digest(path)
    try:
        found = _open(path, size, deadline)
    except (OSError, ValueError, LookupError, ArithmeticError, RecursionError, MemoryError) as error:
        found = _Found(refused=Reason.of("file_failed", detail=f"{type(error).__name__}: {error}"[:200]))
    return Reading(name, digest, size, found.encoding, found.delimiter, tuple(found.sheets), found.refused)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open(path: Path, size: int, deadline: float) -> _Found:
    if size > LARGEST:
        return _Found(refused=Reason.of("file_too_large", size=size, limit=LARGEST))
    kind = kind_of(path)
    if kind == "empty":
        return _Found(refused=Reason.of("file_empty"))
    if kind == "workbook":
        sheets, reason = workbook_sheets(path, deadline)
        return _Found(sheets, kind, "", reason)
    if kind == "zip":
        return _Found(*zip_sheets(path))
    if kind in ("json", "text"):
        return _json(path) if kind == "json" else _text(path)
    return _Found(refused=Reason.of("not_a_table", kind=kind))


def _json(path: Path) -> _Found:
    encoding = detect(path)
    if not encoding:
        return _Found(refused=Reason.of("text_unreadable"))
    tables, reason = records.sheets(path.read_text(encoding))
    return _Found(tables, encoding, "", reason)


def _text(path: Path) -> _Found:
    encoding = detect(path)
    if not encoding:
        return _Found(refused=Reason.of("text_unreadable"))
    tables, mark = text_sheets(path, encoding)
    if not tables:
        return _Found((), encoding, mark, Reason.of("no_table", lines=_lines(path)))
    return _Found(tables, encoding, mark)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
