"""Which rows win: those of the newest live import that speaks for their key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from otdel.kit.facts import SHAPES, Shape
from otdel.warehouse.engines import Engine, Relation
from otdel.warehouse.manifest import Manifest, Part
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.tables import schema

ACCOUNT = "account"


def settle(
    shelf: Shelf, engine: Engine, manifest: Manifest, changed: Iterable[Part], *, one_way: bool = False
) -> Manifest:
    """The manifest with winners decided anew for every part that meets one of the `changed` parts.

    `one_way` promises that other parts only lose winning rows or only win some back, as when one import comes or goes:
    a part that has as many as before then has the same, and its table of winners is kept.
    """
    touched = tuple(changed)
    open_ = [part for part in manifest.parts if any(part.meets(other) for other in touched)]
    settled = {part.name: _by_itself(manifest, part) for part in open_}
    contested = [part for part in open_ if settled[part.name] is None]
    for shape in {part.shape: SHAPES[part.shape] for part in contested}.values():
        parts = [part for part in contested if part.shape == shape.name]
        kept = {part.name for part in parts if one_way and part not in touched}
        settled |= {part.name: part for part in _contest(shelf, engine, manifest, shape, parts, kept)}
    return manifest.with_parts(settled.get(part.name) or part for part in manifest.parts)


def _by_itself(manifest: Manifest, part: Part) -> Part | None:
    """The part when nothing needs to be compared: no import of it is live, or nobody has a newer word."""
    if not manifest.live(part):
        return replace(part, winners="", winning=0)
    alone = not _rivals(manifest, part) and manifest.withdrawn.isdisjoint(part.imports)
    return replace(part, winners=part.name, winning=part.rows) if alone and not SHAPES[part.shape].latest else None


def _rivals(manifest: Manifest, part: Part) -> list[Part]:
    """Live parts that may hold a newer word on some of this part's keys; itself too when it holds several imports."""
    oldest = min(part.imports)
    others = (other for other in manifest.of(part.shape) if max(other.imports) > oldest)
    return [other for other in others if part.meets(other) and manifest.live(other)]


def _contest(
    shelf: Shelf, engine: Engine, manifest: Manifest, shape: Shape, parts: list[Part], kept: set[str]
) -> Iterator[Part]:
    """Each part with its winners. Those in `kept` keep their table when the number of winners did not change."""
    rivals = {other.name: other for part in parts for other in _rivals(manifest, part)}
    mine = replace(live(shelf, manifest, parts, shape), numbered=True)
    session = engine.open({"part": mine, "rivals": live(shelf, manifest, rivals.values(), shape)})
    sql = winning_sql(shape)
    counted = session.query(f"select source_number, count(*) as n from ({sql}) group by 1").to_pylist()
    counts = {row["source_number"]: row["n"] for row in counted}
    for number, part in enumerate(parts):
        winning = counts.get(number, 0)
        if winning in (0, part.rows):
            yield replace(part, winners=part.name if winning else "", winning=winning)
        elif part.name in kept and winning == part.winning:
            yield part
        else:
            columns = _listed(tuple(schema(shape).names))
            rows = session.stream(f"select {columns} from ({sql}) where source_number = {number}")
            name, _ = shelf.write(shape.name, schema(shape), rows)
            yield replace(part, winners=name, winning=winning)


def everything(shelf: Shelf, parts: Iterable[Part], shape: Shape) -> Relation:
    """All rows of the parts, undone imports included."""
    return Relation(schema(shape), tuple(shelf.source(part.name) for part in parts))


def live(shelf: Shelf, manifest: Manifest, parts: Iterable[Part], shape: Shape) -> Relation:
    """The rows of the parts without those of undone imports."""
    held = tuple(parts)
    undone = manifest.withdrawn.intersection(number for part in held for number in part.imports)
    return replace(everything(shelf, held, shape), without=tuple(sorted(undone)))


def winning_sql(shape: Shape) -> str:
    """Rows of `part` that no newer import among `rivals` speaks for.

    An empty account is some account of its source: it speaks for a named one, and a named one for it.
    """
    return _either_sql(shape) if shape.either else _key_sql(shape)


def _key_sql(shape: Shape) -> str:
    tables = _words(shape, "newest", shape.key, "true", {"newest": "true"})
    return f"""
        with {", ".join(table for table, _ in tables)}
        select part.* from part
        {" ".join(f"left join {join}" for _, join in tables)}
        where coalesce({_word(shape, "newest", "newest")} <= part.import_id, true)
        {_last_row_only(shape) if shape.latest else ""}
    """


def _last_row_only(shape: Shape) -> str:
    key = _listed(shape.key, "part.")
    return f'qualify row_number() over (partition by {key}, part.import_id order by sheet desc, "row" desc) = 1'


def _either_sql(shape: Shape) -> str:
    """As above where the key says one thing twice: the id decides when both rows have it, otherwise the name."""
    id_, name = (f'"{column}"' for column in shape.either)
    rest = tuple(column for column in shape.key if column not in shape.either)
    by_id = _words(shape, "by_id", (*rest, shape.either[0]), f"{id_} <> ''", {"newest": "true"})
    named = {"newest": "true", "without_id": f"{id_} = ''"}
    by_name = _words(shape, "by_name", (*rest, shape.either[1]), f"{name} <> '' or {id_} = ''", named)
    joins = [f"left join {join} and part.{id_} <> ''" for _, join in by_id]
    joins += [f"left join {join} and (part.{id_} = '' or part.{name} <> '')" for _, join in by_name]
    of_name = f"""case when part.{id_} = '' then {_word(shape, "by_name", "newest")}
        else {_word(shape, "by_name", "without_id")} end"""
    return f"""
        with {", ".join(table for table, _ in (*by_id, *by_name))}
        select part.* from part
        {" ".join(joins)}
        where coalesce({_word(shape, "by_id", "newest")} <= part.import_id, true)
        and coalesce({of_name} <= part.import_id, true)
    """


def _words(shape: Shape, name: str, key: tuple[str, ...], where: str, words: dict[str, str]) -> list[tuple[str, str]]:
    """Tables of the newest import that speaks for each key, and how to join them.

    `words` are the kinds of word and the rows each counts. Where the key has an account there is a second table,
    <name>_anywhere, over all accounts, with the word of rows that name none as <word>_unnamed.
    """
    newest = [f"max(import_id) filter (where {rows}) as {word}" for word, rows in words.items()]
    tables = [_table(name, key, where, newest)]
    if ACCOUNT in shape.key:
        for word, rows in words.items():
            newest.append(f"max(import_id) filter (where ({rows}) and {ACCOUNT} = '') as {word}_unnamed")
        tables.append(_table(f"{name}_anywhere", tuple(one for one in key if one != ACCOUNT), where, newest))
    return tables


def _table(name: str, key: tuple[str, ...], where: str, newest: list[str]) -> tuple[str, str]:
    columns = _listed(key)
    made = f"{name} as (select {columns}, {', '.join(newest)} from rivals where {where} group by {columns})"
    return made, f"{name} on {_same(name, key)}"


def _word(shape: Shape, name: str, word: str) -> str:
    """The newest import that has this word on a row of `part`."""
    if ACCOUNT not in shape.key:
        return f"{name}.{word}"
    named = f"greatest({name}.{word}, {name}_anywhere.{word}_unnamed)"
    return f"case when part.{ACCOUNT} = '' then {name}_anywhere.{word} else {named} end"


def _listed(columns: tuple[str, ...], table: str = "") -> str:
    return ", ".join(f'{table}"{column}"' for column in columns)


def _same(other: str, columns: tuple[str, ...]) -> str:
    return " and ".join(f'part."{column}" is not distinct from {other}."{column}"' for column in columns)
