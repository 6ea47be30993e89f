"""Asking the facts: one consistent state of them, opened once and shared by every thread that asks."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

import pyarrow as pa

from otdel.kit.facts import SHAPES, Shape
from otdel.warehouse.asking import Question, derived, question
from otdel.warehouse.engines import Engine, QueryFailed, Relation, Session
from otdel.warehouse.manifest import Manifest
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.tables import schema
from otdel.warehouse.winners import live


class Snapshot:
    """The facts as one manifest describes them. Later imports do not change its answers."""

    def __init__(self, session: Session, manifest: Manifest) -> None:
        self.session = session
        self.manifest = manifest
        self._kept: set[str] = set()
        self._lock = Lock()

    def ask(self, name: str, /, *, tables: Mapping[str, pa.Table] | None = None, **params: object) -> pa.Table:
        """The answer to questions/<name>.sql. `tables` are small tables the question joins, seen by this ask only.

        Raises UnknownQuestion; TypeError when parameters are missing or unknown; QueryFailed.
        """
        asked = question(name)
        asked.check(set(params))
        self._derive(asked)
        return self.session.query(asked.sql, params, tables)

    def _derive(self, asked: Question) -> None:
        """Compute the derived tables the question starts from, once for this state."""
        with self._lock:
            for table in derived():
                if table.name not in self._kept and asked.mentions(table.name):
                    self.session.keep(table.name, table.sql)
                    self._kept.add(table.name)


class Reader:
    """Keeps the newest snapshot open and opens a new one when the manifest was replaced."""

    def __init__(self, shelf: Shelf, engine: Engine) -> None:
        self.shelf = shelf
        self.engine = engine
        self._lock = Lock()
        self._latest: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        manifest = self.shelf.load()
        with self._lock:
            if self._latest is None or self._latest.manifest is not manifest:
                self._latest = Snapshot(self.engine.open(relations(self.shelf, manifest)), manifest)
            return self._latest

    def ask(self, name: str, tables: Mapping[str, pa.Table] | None, params: Mapping[str, object]) -> pa.Table:
        """As Snapshot.ask; asks once more when files of an old snapshot were swept away in between."""
        snapshot = self.snapshot()
        try:
            return snapshot.ask(name, tables=tables, **params)
        except QueryFailed as failure:
            if not failure.vanished:
                raise
            return self.snapshot().ask(name, tables=tables, **params)


def relations(shelf: Shelf, manifest: Manifest) -> dict[str, Relation]:
    """Every shape twice: its winning rows under its name, all live rows under <shape>_history."""
    found: dict[str, Relation] = {}
    for shape in SHAPES.values():
        found[shape.name] = _winning(shelf, manifest, shape)
        parts = [part for part in manifest.of(shape.name) if manifest.live(part)]
        found[f"{shape.name}_history"] = live(shelf, manifest, parts, shape)
    return found


def _winning(shelf: Shelf, manifest: Manifest, shape: Shape) -> Relation:
    names = [part.winners for part in manifest.of(shape.name) if part.winners]
    return Relation(schema(shape), tuple(shelf.source(name) for name in names))
