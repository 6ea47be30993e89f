"""Workbooks, opened in a child process with limits of memory and time; a hostile one can only kill its child."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from itertools import groupby
from math import inf
from pathlib import Path
from typing import Any

from otdel.connectors.contract import Sheet
from otdel.connectors.reading.child import Outcome, run
from otdel.connectors.reading.layout import sheets
from otdel.connectors.reading.rows import Numbered, Typed
from otdel.kit.reason import Reason

MEMORY = 512 * 1024 * 1024
BROKEN, LOCKED, HEAVY = 3, 4, 5  # exit codes of the child, as it names them
SECONDS = 16.0  # of wall clock from the first byte: hashing, both attempts and taking in the rows; all stays under 20
UNPACKED = 600 * 1024 * 1024
RATIO = 150  # a real workbook packs ten to thirty times
_CHILD = Path(__file__).with_name("workbook.py")
_HEAVY = {-signal.SIGXCPU: "seconds", -signal.SIGKILL: "memory", -signal.SIGABRT: "memory", -signal.SIGSEGV: "memory"}


class _TimeUp(Exception):
    """The rows took longer to take in than a workbook may."""


def workbook_sheets(path: Path, deadline: float = 0.0) -> tuple[list[Sheet], Reason | None]:
    """The tables of every worksheet, or the reason why there are none. Never raises for the file's content.

    `deadline`, of time.monotonic, ends all of it: the look into the archive, both attempts of the child, taking rows.
    """
    deadline = deadline or time.monotonic() + SECONDS
    try:
        return _workbook_sheets(path, deadline)
    except _TimeUp:
        return [], Reason.of("workbook_too_heavy", limit="seconds")


def _workbook_sheets(path: Path, deadline: float) -> tuple[list[Sheet], Reason | None]:
    zipped = _zipped(path)
    if reason := danger(path, deadline) if zipped else None:
        return [], reason
    with tempfile.TemporaryDirectory(prefix="otdel-workbook-") as folder:
        target = Path(folder) / "rows"
        outcome = _run("calamine", path, target, deadline)
        if outcome.code not in (0, LOCKED) and zipped and outcome.code is not None:
            second = _run("openpyxl", path, target, deadline)
            outcome = outcome if second.code in (BROKEN, LOCKED) else second
        if reason := _reason(outcome):
            return [], reason
        found = [table for name, rows in _sheets(target, deadline) for table in sheets(rows, name, exact=False)]
    return (found, None) if found else ([], Reason.of("no_table", lines=0))


def _zipped(path: Path) -> bool:
    """By the first bytes: an old workbook may hold a whole archive inside, and is none itself."""
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def danger(path: Path, deadline: float = inf) -> Reason | None:
    """What the archive's directory alone says against opening it: a bomb, or XML that defines entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(one.flag_bits & 1 for one in members):
                return Reason.of("workbook_encrypted")
            size = sum(one.file_size for one in members)
            packed = sum(one.compress_size for one in members) or 1
            if size > UNPACKED or (size > 20 * 1024 * 1024 and size / packed > RATIO):
                return Reason.of("workbook_too_heavy", limit="size")
            if any(_entities(archive, one, deadline) for one in members if one.filename.endswith((".xml", ".rels"))):
                return Reason.of("workbook_entities")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        return Reason.of("workbook_broken", detail=str(error)[:120])
    except _TimeUp:
        raise
    except Exception as error:  # zlib.error and lzma errors have no common parent
        return Reason.of("workbook_broken", detail=type(error).__name__)
    return None


def _entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo, deadline: float) -> bool:
    """True when the document type at the head of the XML declares entities, as no spreadsheet program does."""
    if time.monotonic() >= deadline:
        raise _TimeUp
    with archive.open(member) as file:
        head = file.read(4096)
    return b"<!ENTITY" in head or "<!ENTITY".encode("utf-16-le") in head or "<!ENTITY".encode("utf-16-be") in head


def _run(engine: str, path: Path, target: Path, deadline: float) -> Outcome:
    seconds = max(1, int(deadline - time.monotonic()) + 1)  # of processor time: a second line behind the clock
    command = [sys.executable, "-I", str(_CHILD), engine, str(path), str(target), str(MEMORY), str(seconds)]
    return run(command, target.with_name("noise"), deadline)


def _reason(outcome: Outcome) -> Reason | None:
    if outcome.code == 0:
        return None
    if outcome.code == LOCKED:
        return Reason.of("workbook_encrypted")
    if outcome.code is None:
        return Reason.of("workbook_too_heavy", limit="seconds")
    if outcome.code == HEAVY or outcome.code in _HEAVY:
        return Reason.of("workbook_too_heavy", limit=_HEAVY.get(outcome.code, "memory"))
    return Reason.of(
        "workbook_broken", detail=outcome.said.strip().splitlines()[-1][:160] if outcome.said.strip() else ""
    )


def _sheets(target: Path, deadline: float) -> Iterator[tuple[str, Iterator[Numbered]]]:
    """Each worksheet's name and rows, in the child's order."""
    with target.open(encoding="utf-8") as file:
        name = ""
        for is_name, lines in groupby(file, key=lambda line: line.startswith("{")):
            if is_name:
                name = [json.loads(line)["sheet"] for line in lines][-1]
            else:
                yield name, _rows(lines, deadline)


def _rows(lines: Iterator[str], deadline: float) -> Iterator[Numbered]:
    """The rows of a sheet; the clock is looked at before each, for a row may have thousands of cells."""
    for line in lines:
        if time.monotonic() >= deadline:
            raise _TimeUp
        yield _row(json.loads(line))


def _row(line: list[Any]) -> Numbered:
    return line[0], [Typed(cell[0]) if isinstance(cell, list) else cell for cell in line[1:]]
