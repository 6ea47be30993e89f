"""Differences between our copy of a role and the library, told line by line: old, new and our own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otdel.kit.viewer import Viewer
from otdel.organisation.library import LANGUAGES, Library
from otdel.organisation.library.pieces import Difference, Kind, Piece
from otdel.organisation.models import JobRole
from otdel.organisation.queries.library import open_differences
from otdel.organisation.queries.members import SEES_EVERYBODY
from otdel.organisation.words import key_of, spoken


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One text or figure: `part` names it inside its piece ("output", "threshold.target"), empty for the piece itself.

    `language` is set when only the words of another language than the reader's differ.
    """

    part: str
    old: str
    new: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece that differs. `group` is its kind ("zones"), `name` what it is called, `own` our words over the copy."""

    key: str
    group: str
    name: str
    kind: Kind
    lines: tuple[ToldLine, ...]
    own: tuple[ToldLine, ...]


def told_differences(viewer: Viewer, role: JobRole, *, source: Library | None = None) -> list[Told]:
    """What there is to decide about, in the reader's language. For owner and head: raises NotAllowed."""
    viewer.must(*SEES_EVERYBODY)
    own = _own(role)
    return [_told(one, own) for one in open_differences(role, source)]


def _own(role: JobRole) -> dict[str, str]:
    """Our own words by path, with those kept beside zones and processes."""
    said = {path: _plain(text) for path, text in role.own.items()}
    said |= {f"zones.{key_of(zone.code)}": zone.name for zone in role.zones.all() if zone.name}
    for process in role.processes.all():
        said |= {f"processes.{key_of(process.code)}.{part}": str(text) for part, text in process.own.items()}
    return said


def _told(one: Difference, own: Mapping[str, str]) -> Told:
    group, _, name = one.key.partition(".")
    ours = [
        ToldLine(path.removeprefix(one.key).lstrip("."), "", text)
        for path, text in own.items()
        if path == one.key or path.startswith(f"{one.key}.")
    ]
    return Told(one.key, group, _name(one, group, name), one.kind, tuple(_lines(one)), tuple(ours))


def _name(one: Difference, group: str, otherwise: str) -> str:
    """What the piece is called: the name in its words, else its id; nothing where the group says it all."""
    piece = one.new or one.old
    words = _in(piece, spoken()) if piece else None
    if isinstance(words, Mapping):
        return str(words.get("name") or words.get("system") or words.get("title") or otherwise)
    if isinstance(words, str) and group != "engagement":
        return words if otherwise else ""
    return otherwise


def _lines(one: Difference) -> Iterator[ToldLine]:
    """Figures first, then the reader's words; other languages only when those are all that differs."""
    found = [*_between(_figures(one.old), _figures(one.new)), *_between(_in(one.old, spoken()), _in(one.new, spoken()))]
    yield from found
    for language in LANGUAGES if not found else ():
        yield from _between(_in(one.old, language), _in(one.new, language), language)


def _figures(piece: Piece | None) -> Any:
    """The structure of a piece; the mere fact that an id stands in a list says nothing to a reader."""
    structure = piece.structure if piece else None
    return None if isinstance(structure, (str, list)) else structure


def _in(piece: Piece | None, language: str) -> Any:
    return piece.words.get(language) if piece else None


def _between(old: Any, new: Any, language: str = "") -> Iterator[ToldLine]:
    before, after = dict(_leaves(old)), dict(_leaves(new))
    for part in dict.fromkeys([*before, *after]):
        if before.get(part, "") != after.get(part, ""):
            yield ToldLine(part, before.get(part, ""), after.get(part, ""), language)


def _leaves(words: Any, part: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, Mapping):
        for key, inner in words.items():
            if key != "id":
                yield from _leaves(inner, f"{part}.{key}".lstrip("."))
    elif isinstance(words, list) and any(isinstance(one, Mapping) for one in words):
        for number, inner in enumerate(words, 1):
            yield from _leaves(inner, f"{part}.{number}".lstrip("."))
    elif words is not None:
        yield part, _plain(words)


def _plain(words: Any) -> str:
    return (
        "; ".join(str(one) for one in words)
        if isinstance(words, (list, tuple))
        else str("" if words is None else words)
    )
