"""The manifest: which part files are live, which imports they hold, and which rows of them win."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

VERSION = 1


class FactsUnreadable(RuntimeError):
    """The list of the facts is missing or damaged. The raw files and receipts are not: rebuild from them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stored table of rows of one shape.

    `winners` names the table of those of its rows that win: the part itself when all do, empty when none does.
    `scopes` are the distinct values of the key's source and account; `low` and `high` the span of its day or instant,
    both empty when a row has none. Parts whose scopes or spans do not meet cannot contradict each other; an empty
    account is some account of its source, so it meets all of them.
    """

    name: str
    shape: str
    imports: tuple[int, ...]
    scopes: tuple[tuple[str, ...], ...]
    low: str
    high: str
    rows: int
    winners: str
    winning: int

    def meets(self, other: Part) -> bool:
        return self.shape == other.shape and self._scopes_meet(other) and self._spans_meet(other)

    def _scopes_meet(self, other: Part) -> bool:
        if not set(self.scopes).isdisjoint(other.scopes):
            return True
        return any(
            not _unnamed(one).isdisjoint(source for source, *_ in two)
            for one, two in ((self.scopes, other.scopes), (other.scopes, self.scopes))
        )

    def _spans_meet(self, other: Part) -> bool:
        unbounded = not self.low or not other.low
        return unbounded or (self.low <= other.high and other.low <= self.high)


def _unnamed(scopes: tuple[tuple[str, ...], ...]) -> set[str]:
    """Sources whose account is not named."""
    return {source for source, *account in scopes if account == [""]}


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What one import landed: rows by shape, from which raw file, and whether it was undone."""

    import_id: int
    file: str
    rows: Mapping[str, int]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """One consistent state of the warehouse. Every change makes a new one, written in one step."""

    serial: int = 0
    imports: Mapping[int, ImportEntry] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Part, ...] = ()

    @property
    def withdrawn(self) -> frozenset[int]:
        return frozenset(entry.import_id for entry in self.imports.values() if entry.withdrawn)

    def of(self, shape: str) -> Iterator[Part]:
        return (part for part in self.parts if part.shape == shape)

    def live(self, part: Part) -> bool:
        """Whether any import of the part has not been undone."""
        return not self.withdrawn.issuperset(part.imports)

    def names(self) -> set[str]:
        """Every stored table the manifest needs."""
        return {name for part in self.parts for name in (part.name, part.winners) if name}

    def with_import(self, entry: ImportEntry) -> Manifest:
        return replace(self, imports={**self.imports, entry.import_id: entry})

    def with_parts(self, parts: Iterable[Part]) -> Manifest:
        return replace(self, parts=tuple(parts))


def dumps(manifest: Manifest) -> bytes:
    document = {
        "version": VERSION,
        "serial": manifest.serial,
        "imports": [asdict(entry) for entry in manifest.imports.values()],
        "parts": [asdict(part) for part in manifest.parts],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def loads(data: bytes) -> Manifest:
    """Raises FactsUnreadable when the file is damaged or was written by another version of Otdel."""
    try:
        return _read(json.loads(data))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FactsUnreadable(f"the manifest is damaged: {type(error).__name__}: {error}") from error


def _read(document: dict[str, Any]) -> Manifest:
    if document["version"] != VERSION:
        raise FactsUnreadable(f"the manifest was written by another version of Otdel ({document['version']})")
    imports = {entry["import_id"]: ImportEntry(**entry) for entry in document["imports"]}
    return Manifest(document["serial"], imports, tuple(_part(raw) for raw in document["parts"]))


def _part(raw: dict[str, object]) -> Part:
    raw["imports"] = tuple(raw["imports"])  # type: ignore[arg-type]
    raw["scopes"] = tuple(tuple(scope) for scope in raw["scopes"])  # type: ignore[attr-defined]
    return Part(**raw)  # type: ignore[arg-type]
