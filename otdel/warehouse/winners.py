"""Which rows win: those of the newest live import that speaks for their key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from otdel.kit.facts import SHAPES, Shape
from otdel.warehouse.engines import Engine, Relation, Session
from otdel.warehouse.manifest import Manifest, Part
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.tables import schema


def settle(shelf: Shelf, engine: Engine, manifest: Manifest, changed: Iterable[Part]) -> Manifest:
    """The manifest with winners decided anew for every part that meets one of the `changed` parts."""
    touched = tuple(changed)
    parts = [
        _settled(shelf, engine, manifest, part) if any(part.meets(other) for other in touched) else part
        for part in manifest.parts
    ]
    return manifest.with_parts(parts)


def _settled(shelf: Shelf, engine: Engine, manifest: Manifest, part: Part) -> Part:
    shape = SHAPES[part.shape]
    if not manifest.live(part):
        return replace(part, winners="", winning=0)
    rivals = _rivals(manifest, part)
    if not rivals and not shape.latest and manifest.withdrawn.isdisjoint(part.imports):
        return replace(part, winners=part.name, winning=part.rows)
    session = engine.open(
        {"part": live(shelf, manifest, (part,), shape), "rivals": live(shelf, manifest, rivals, shape)}
    )
    return _with_winners(shelf, part, session)


def _with_winners(shelf: Shelf, part: Part, session: Session) -> Part:
    """Store the winning rows, unless they are all or none."""
    sql = winning_sql(SHAPES[part.shape])
    winning = session.query(f"select count(*) as n from ({sql})")["n"][0].as_py()
    if winning in (0, part.rows):
        return replace(part, winners=part.name if winning else "", winning=winning)
    name, _ = shelf.write(part.shape, schema(SHAPES[part.shape]), session.stream(sql))
    return replace(part, winners=name, winning=winning)


def _rivals(manifest: Manifest, part: Part) -> tuple[Part, ...]:
    """Live parts that may hold a newer word on some of this part's keys; itself too when it holds several imports."""
    oldest = min(part.imports)
    return tuple(
        other
        for other in manifest.of(part.shape)
        if manifest.live(other) and max(other.imports) > oldest and part.meets(other)
    )


def everything(shelf: Shelf, parts: Iterable[Part], shape: Shape) -> Relation:
    """All rows of the parts, undone imports included."""
    return Relation(schema(shape), tuple(shelf.source(part.name) for part in parts))


def live(shelf: Shelf, manifest: Manifest, parts: Iterable[Part], shape: Shape) -> Relation:
    """The rows of the parts without those of undone imports."""
    held = tuple(parts)
    undone = manifest.withdrawn.intersection(number for part in held for number in part.imports)
    return replace(everything(shelf, held, shape), without=tuple(sorted(undone)))


def winning_sql(shape: Shape) -> str:
    """Rows of `part` that no newer import among `rivals` speaks for."""
    return _either_sql(shape) if shape.either else _key_sql(shape)


def _key_sql(shape: Shape) -> str:
    key = _listed(shape.key)
    return f"""
        with newest as (select {key}, max(import_id) as newest from rivals group by {key})
        select part.* from part
        left join newest on {_same("newest", shape.key)}
        where coalesce(newest.newest <= part.import_id, true)
        {_last_row_only(shape) if shape.latest else ""}
    """


def _last_row_only(shape: Shape) -> str:
    key = _listed(shape.key, "part.")
    return f'qualify row_number() over (partition by {key}, part.import_id order by sheet desc, "row" desc) = 1'


def _either_sql(shape: Shape) -> str:
    """As above where the key says one thing twice: the id decides when both rows have it, otherwise the name."""
    id_, name = (f'"{column}"' for column in shape.either)
    rest = tuple(column for column in shape.key if column not in shape.either)
    shared = _listed(rest)
    return f"""
        with by_id as (
            select {shared}, {id_}, max(import_id) as newest
            from rivals where {id_} <> '' group by {shared}, {id_}
        ), by_name as (
            select {shared}, {name}, max(import_id) as newest, max(import_id) filter (where {id_} = '') as without_id
            from rivals where {name} <> '' or {id_} = '' group by {shared}, {name}
        )
        select part.* from part
        left join by_id on part.{id_} <> '' and {_same("by_id", (*rest, shape.either[0]))}
        left join by_name on (part.{id_} = '' or part.{name} <> '') and {_same("by_name", (*rest, shape.either[1]))}
        where coalesce(by_id.newest <= part.import_id, true)
        and coalesce(case when part.{id_} = '' then by_name.newest else by_name.without_id end <= part.import_id, true)
    """


def _listed(columns: tuple[str, ...], table: str = "") -> str:
    return ", ".join(f'{table}"{column}"' for column in columns)


def _same(other: str, columns: tuple[str, ...]) -> str:
    return " and ".join(f'part."{column}" is not distinct from {other}."{column}"' for column in columns)
