"""A role in pieces that can be compared and taken one by one: a zone, a duty, a process, a KPI, a text."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from otdel.organisation.library import LANGUAGES, digest
from otdel.organisation.library.overlay import at

Kind = Literal["changed", "added", "gone"]
Copy = Mapping[str, Any]

TEXTS = ("title", "also_called", "mission", "does_not_own", "decides_alone", "escalates")
TASKS = ("test_task", "interview.professional", "interview.personal")
NAMED = (
    "engagement",
    "duties",
    "zones",
    "processes",
    "kpis",
    "access",
)  # words and structure of each stand under its id


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its part of the structure, and its words by language. Equal pieces say the same."""

    structure: Any
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece that stands otherwise in a newer library. `old` or `new` is missing when it was added or is gone."""

    key: str
    kind: Kind
    old: Piece | None
    new: Piece | None


def pieces(copied: Copy) -> dict[str, Piece]:
    """All pieces of a copy by their keys, in the order they are read."""
    return {key: Piece(_structure(copied, key), _words(copied, key)) for key in _keys(copied)}


def differences(copied: Copy, newer: Copy) -> list[Difference]:
    """What a newer copy says otherwise, in its order; what is gone comes last."""
    old, new = pieces(copied), pieces(newer)
    found = [
        Difference(key, "changed" if key in old else "added", old.get(key), piece)
        for key, piece in new.items()
        if old.get(key) != piece
    ]
    return found + [Difference(key, "gone", piece, None) for key, piece in old.items() if key not in new]


def unsettled(copied: Copy, newer: Copy) -> list[Difference]:
    """Differences without those a company decided to keep as they are (`copied["kept"]`: key -> fingerprint)."""
    kept = copied.get("kept", {})
    return [one for one in differences(copied, newer) if kept.get(one.key) != fingerprint(one.new)]


def fingerprint(piece: Piece | None) -> str:
    """What is remembered of a piece that was not taken, so that only a newer one is offered again."""
    return digest([piece.structure, dict(piece.words)] if piece else None)


def with_piece(copied: Copy, newer: Copy, key: str) -> dict[str, Any]:
    """`copied` with the piece `key` as it stands in `newer`; taken out when `newer` does not have it."""
    result: dict[str, Any] = copy.deepcopy(dict(copied))
    for language in LANGUAGES:
        if language in newer:
            _set(result.setdefault(language, {}), key, at(newer[language], key))
    _set_structure(result["structure"], newer["structure"], key)
    return result


def _keys(copied: Copy) -> Iterator[str]:
    words: Copy = copied.get("en") or next((copied[one] for one in LANGUAGES if one in copied), {})
    yield from (key for key in TEXTS if at(words, key) is not None)
    for group in NAMED:
        yield from (f"{group}.{name}" for name in words.get(group, {}))
    yield from (key for key in TASKS if at(words, key) is not None)


def _words(copied: Copy, key: str) -> dict[str, Any]:
    return {language: at(copied[language], key) for language in LANGUAGES if language in copied}


def _structure(copied: Copy, key: str) -> Any:
    group, _, name = key.partition(".")
    held = copied.get("structure", {}).get(group)
    if group in ("processes", "kpis"):
        return next((one for one in held or () if one["id"] == name), None)
    if isinstance(held, list):
        return name if name in held else None
    return held.get(name) if isinstance(held, dict) and name else held


def _set(words: dict[str, Any], key: str, value: Any) -> None:
    *way, last = key.split(".")
    for step in way:
        words = words.setdefault(step, {})
    if value is None:
        words.pop(last, None)
    else:
        words[last] = copy.deepcopy(value)


def _set_structure(structure: dict[str, Any], newer: Mapping[str, Any], key: str) -> None:
    group, _, name = key.partition(".")
    held, fresh = structure.get(group), newer.get(group)
    if fresh is None:
        return
    if isinstance(fresh, list):
        structure[group] = _merged(held or [], fresh, name)
    elif name and isinstance(fresh, dict):
        _set(structure, key, fresh.get(name))
    else:
        structure[group] = copy.deepcopy(fresh)


def _merged(held: list[Any], fresh: list[Any], name: str) -> list[Any]:
    """`held` with the item `name` as in `fresh`, in the order of `fresh`; what only `held` has comes last."""
    kept = {_id(one): one for one in held if _id(one) != name}
    kept.update((_id(one), copy.deepcopy(one)) for one in fresh if _id(one) == name)
    order = [_id(one) for one in fresh if _id(one) in kept]
    return [kept[one] for one in [*order, *(one for one in kept if one not in order)]]


def _id(item: Any) -> str:
    return str(item["id"] if isinstance(item, dict) else item)
