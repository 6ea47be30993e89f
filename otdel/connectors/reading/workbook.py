"""The child process that opens one workbook and writes its rows as lines of JSON; nothing else runs in it.

It is started by path, not imported: the parser must not share memory or limits with the rest of Otdel.
Usage: workbook.py ENGINE WORKBOOK OUTPUT MEMORY_BYTES CPU_SECONDS.
Exit codes: 0 done, 3 damaged, 4 locked, 5 too heavy.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

CELLS = 12_000_000
BROKEN, LOCKED, HEAVY = 3, 4, 5
_EPOCH = dt.datetime(1899, 12, 31)  # noqa: DTZ001  a spreadsheet's clock has no zone


class TooMany(Exception):
    """More cells than we are willing to hold."""


def main() -> int:
    engine, source, target, memory, seconds = sys.argv[1:6]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read = _calamine if engine == "calamine" else _openpyxl
    try:
        with open(target, "w", encoding="utf-8") as out:  # noqa: PTH123  pathlib costs the child its start
            write(read(source), out)
    except (MemoryError, TooMany):
        return HEAVY
    except RecursionError:
        return BROKEN
    except Exception as error:
        return _verdict(error)
    return 0


def _verdict(error: Exception) -> int:
    """Say on stderr what the parser said, and with the exit code what it means."""
    text = f"{type(error).__name__}: {error}"
    sys.stderr.write(text[:300])
    words = text.casefold()
    return LOCKED if "password" in words or "encrypt" in words else BROKEN


def write(sheets: Iterable[tuple[str, int, Iterable[list[Any]]]], out: TextIO) -> None:
    """One line a sheet with its name, then one line a row: [number, cell, ...]; typed cells are in a list of one."""
    cells = 0
    for name, first, rows in sheets:
        out.write(json.dumps({"sheet": name}) + "\n")
        for number, row in enumerate(rows, first + 1):
            texts = [plain(cell) for cell in row]
            while texts and texts[-1] == "":
                texts.pop()
            cells += len(texts) or 0
            if cells > CELLS:
                raise TooMany
            if texts:
                out.write(json.dumps([number, *texts]) + "\n")


def plain(cell: Any) -> Any:
    """A cell as text, or as [text] when the workbook says that it is a number or a date."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return _number(cell)
    return [_moment(cell)]


def _number(value: float) -> Any:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return [str(int(value))]
    text = repr(value)
    return [
        text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.0f}"
    ]


def _moment(value: Any) -> str:
    if isinstance(value, dt.datetime):
        midnight = value.hour == value.minute == value.second == value.microsecond == 0
        return value.date().isoformat() if midnight else value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, dt.timedelta):
        return str(value.total_seconds() / 86400)  # a duration, as the share of a day a spreadsheet keeps
    return str(value)


def _calamine(source: str) -> Iterator[tuple[str, int, Iterable[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_path(source) as book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            try:
                sheet = book.get_sheet_by_name(about.name)
            except Exception as error:
                sys.stderr.write(f"{about.name}: {error}"[:200] + "\n")
                if "emory" in str(error) or len(book.sheet_names) == 1:
                    raise
                continue
            if sheet.height * sheet.width > 4 * CELLS:
                raise TooMany
            yield about.name, (sheet.start or (0, 0))[0], sheet.to_python(skip_empty_area=True)


def _openpyxl(source: str) -> Iterator[tuple[str, int, Iterable[list[Any]]]]:
    from openpyxl import load_workbook

    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # rows only as wide as their cells: a lone cell in the far corner must not fill a grid
        yield sheet.title, 0, (list(row) for row in sheet.iter_rows(values_only=True))


if __name__ == "__main__":
    sys.exit(main())
