"""Records in a JSON reply of a REST API, as sheets: pages and batches of one list become one table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from otdel.connectors.contract import Rejected, Sheet
from otdel.kit.reason import Reason

LARGEST = 64 * 1024 * 1024
DEEPEST = 12
_WRAPPERS = frozenset({"response", "result", "items", "data", "results", "rows"})
_SERVICE = frozenset(
    {"time", "result_time", "result_total", "result_next", "result_error", "request", "paging", "meta"}
)
_BATCH = re.compile(r"^[a-z]*\d+$")  # order0, cmd12, 35943: names a caller gave to the calls of a batch
_TITLES = frozenset({"id", "name"})

Record = dict[str, Any]


def sheets(text: str) -> tuple[tuple[Sheet, ...], Reason | None]:
    """Tables found in a JSON document, or the reason why there are none."""
    try:
        document = json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        return (), Reason.of("json_broken", detail=str(error)[:80])
    groups: dict[str, list[Record]] = {}
    for path, record in _records(document, (), 0):
        groups.setdefault(_title(path), []).append(record)
    failures = tuple(_failures(document, 0))
    if not groups:
        return (), Reason.of("json_no_records", found="; ".join(dict.fromkeys(failures))[:200])
    ragged = tuple(Rejected(n, "", said[:200], Reason.of("json_call_failed")) for n, said in enumerate(failures, 1))
    tables = [_sheet(title, rows) for title, rows in groups.items()]
    return (_with(tables[0], ragged, _total(document)), *tables[1:]), None


def _records(node: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], Record]]:
    if depth > DEEPEST:
        return
    if isinstance(node, list):
        for item in node:
            if _is_record(item):
                yield path, item
            else:
                yield from _records(item, path, depth + 1)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in _SERVICE:
                continue
            if _is_record(value) and (name in _WRAPPERS or _BATCH.match(name) or name == "item"):
                yield path, value
            else:
                yield from _records(value, (*path, name), depth + 1)


def _is_record(node: Any) -> bool:
    """A thing with an identity of its own; wrappers and lists of lists have none."""
    return isinstance(node, dict) and any(
        isinstance(value, str) and (name.casefold() in _TITLES or name.casefold().endswith("id"))
        for name, value in node.items()
    )


def _title(path: tuple[str, ...]) -> str:
    kept = [name for name in path if name not in _WRAPPERS and not _BATCH.match(name)]
    return ".".join(kept)


def _failures(node: Any, depth: int) -> Iterator[str]:
    """What the server said about calls that failed."""
    if depth > DEEPEST:
        return
    if isinstance(node, dict):
        if isinstance(said := node.get("error_description"), str):
            yield _whole(said)
        for value in node.values():
            yield from _failures(value, depth + 1)
    elif isinstance(node, list):
        for value in node:
            yield from _failures(value, depth + 1)


def _total(node: Any) -> str:
    """How many records the server says there are, when the reply begins with that."""
    for _ in range(4):
        if isinstance(node, list):
            node = node[0] if node else None
        if isinstance(node, dict):
            if isinstance(total := node.get("total"), str) and total.isdigit():
                return total
            node = node.get("response", node.get("result"))
    return ""


def _sheet(title: str, rows: list[Record]) -> Sheet:
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    columns = {f"c{n}": pa.array([_text(row.get(name)) for row in rows], pa.string()) for n, name in enumerate(header)}
    numbers = pa.chunked_array([pa.array(range(1, len(rows) + 1), pa.int64())])
    return Sheet(_whole(title), (), tuple(map(_whole, header)), 0, pa.table(columns), numbers)


def _with(sheet: Sheet, ragged: tuple[Rejected, ...], total: str) -> Sheet:
    preamble = (f"total: {total}",) if total else ()
    return Sheet(sheet.name, preamble, sheet.header, sheet.header_row, sheet.cells, sheet.rows, (), ragged)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _whole(text: str) -> str:
    """Text without halves of letters, which JSON can escape and nothing can store."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
