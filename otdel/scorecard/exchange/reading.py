"""Files people bring back: rows by their header, each with its number in the file; what is no table is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from otdel.accounts.services import Refused
from otdel.connectors.reading import read
from otdel.connectors.reading.lines import lines
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its number as a spreadsheet shows it (in YAML, its place in the list), its cells as text."""

    row: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken: where, and why."""

    row: int
    reason: Reason


@dataclass(slots=True)
class Taken:
    """What an import did: rows taken, rows that were there already, rows set aside with their reasons."""

    file: str
    new: int = 0
    same: int = 0
    bad: list[BadRow] = field(default_factory=list)


def take_rows(path: Path, name: str, needed: Sequence[str], take: Callable[[Line], bool]) -> Taken:
    """Every row of a CSV, XLSX or YAML file through `take`, which tells whether the row was new.

    A row for which it raises Refused or NotAllowed is set aside. Raises Refused when the file as a whole cannot be
    read or lacks a `needed` column.
    """
    taken = Taken(name)
    found, taken.bad = _rows(path, name, needed)
    for line in found:
        try:
            new = take(line)
        except Refused as refused:
            taken.bad.append(BadRow(line.row, refused.reason))
        except NotAllowed:
            taken.bad.append(BadRow(line.row, Reason.of("row_not_yours")))
        else:
            taken.new, taken.same = taken.new + new, taken.same + (not new)
    taken.bad.sort(key=lambda one: one.row)
    return taken


def _rows(path: Path, name: str, needed: Sequence[str]) -> tuple[list[Line], list[BadRow]]:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(Reason.of("numbers_file_too_large", file=name[:120], megabytes=MOST_BYTES // 1024 // 1024))
    is_yaml = name.lower().endswith((".yaml", ".yml"))
    found, bad = (_of_yaml(path, name), []) if is_yaml else _of_table(path, name)
    if not found:
        raise Refused(Reason.of("numbers_file_no_rows", file=name[:120]))
    if len(found) > MOST_ROWS:
        raise Refused(Reason.of("numbers_file_too_many_rows", file=name[:120], rows=MOST_ROWS))
    missing = [column for column in needed if not any(column in line.cells for line in found)]
    if missing:
        raise Refused(Reason.of("numbers_file_columns_missing", file=name[:120], columns=", ".join(missing)))
    return found, bad


def _of_table(path: Path, name: str) -> tuple[list[Line], list[BadRow]]:
    understood = read(path, name)
    if understood.refused is not None:
        raise Refused(understood.refused)
    found: list[Line] = []
    for sheet in understood.sheets:
        places = {_key(word): place for place, word in enumerate(sheet.header)}
        found += [Line(row, cells) for row, cells in lines(sheet, places)]
    return found, [BadRow(one.row, one.reason) for sheet in understood.sheets for one in sheet.ragged]


def _of_yaml(path: Path, name: str) -> list[Line]:
    try:
        said = _Plain(path.read_text(encoding="utf-8-sig")).get_single_data()
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Refused(Reason.of("numbers_file_not_yaml", file=name[:120])) from error
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Refused(Reason.of("numbers_file_not_a_list", file=name[:120]))
    return [Line(number, dict(_texts(one))) for number, one in enumerate(said, start=1)]


class _Plain(yaml.SafeLoader):
    """YAML without anchors: a few lines of them can unfold into a machine's whole memory."""

    def compose_node(self, parent: object, index: object) -> object:  # type: ignore[override]
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)  # type: ignore[arg-type]


def _texts(row: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        yield _key(str(key)), "" if value is None else str(value)


def _key(word: str) -> str:
    return word.strip().lower().replace(" ", "_")
