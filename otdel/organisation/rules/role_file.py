"""What a role file must look like: each thing that is wrong, with the path in the file where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CODE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
DAY = re.compile(r"mon|tue|wed|thu|fri|sat|sun|[1-9]|[12]\d|3[01]|bd([1-9]|1\d|2[0-3])|")
CADENCES = (
    "daily", "twice_weekly", "weekly", "fortnightly", "monthly", "quarterly", "half_yearly", "per_task", "per_text",
)  # fmt: skip

LONGEST_CODE, LONGEST_ID = 30, 29  # together, with a dot, they are the code of a process

ANY = "*"
QUESTION = {"q": str, "good": str, "weak": str}
WORDS = {
    "title": str,
    "also_called": [str],
    "mission": str,
    "zones": {ANY: str},
    "does_not_own": [str],
    "decides_alone": str,
    "escalates": str,
    "engagement": {ANY: str},
    "duties": {ANY: str},
    "processes": {ANY: {"name": str, "output": str, "evidence": str}},
    "kpis": {ANY: {"name": str, "confounders": [str], "gaming": str}},
    "access": {ANY: {"system": str, "level": str, "second_admin": str}},
    "test_task": {
        "title": str,
        "inputs": [str],
        "brief": str,
        "deliverable": str,
        "rubric": [{"criterion": str, "anchors": [str]}],
    },
    "interview": {"professional": [QUESTION], "personal": [QUESTION]},
}
KPI = {
    "id": str,
    "formula": str,
    "unit": str,
    "direction": str,
    "period": str,
    "lag_days": int,
    "source": [str],
    "controllability": str,
    "threshold": {ANY: object},
    "pay_use": str,
    "paired_with": str,
    "min_sample": {"measure": str, "n": int},
}
STRUCTURE = {
    "id": str,
    "reports_to": [str],
    "zones": [str],
    "duties": [str],
    "engagement": {ANY: str},
    "processes": [{"id": str, "cadence": str, "day": str, "minutes": int, "critical": bool}],
    "kpis": [KPI],
    "access": [str],
    "test_task": {"time_limit_hours": int, "paid": bool, "weights": [float]},
}
FILE = {
    "code": str,
    "library": str,
    "version": str,
    "structure": STRUCTURE,
    "en": WORDS,
    "uk": WORDS,
    "ru": WORDS,
    "own": {ANY: object},
}
NEEDED = {"processes": ("id", "cadence"), "kpis": ("id", "formula", "unit", "direction", "period")}
KINDS = {str: "text", int: "whole number", float: "number", bool: "yes or no"}

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """`code` is a reason's; `value` is what stands there or what is missing."""

    place: Place
    code: str
    value: str = ""


def wrongs(data: Any) -> list[Wrong]:
    """Everything wrong with the content of a role file; nothing for a file that can be taken."""
    if not isinstance(data, Mapping):
        return [Wrong((), "role_file_not_a_role")]
    found = list(_checked(data, FILE, ()))
    return found or [*_code(data), *_structure(data.get("structure") or {}), *_titled(data)]


def _checked(value: Any, spec: Any, place: Place) -> Iterator[Wrong]:
    if isinstance(spec, dict):
        yield from _map(value, spec, place)
    elif isinstance(spec, list):
        yield from _list(value, spec[0], place)
    elif not _is(value, spec):
        yield Wrong(place, "role_file_wants", KINDS[spec])


def _is(value: Any, kind: type) -> bool:
    if kind in (int, float):
        return isinstance(value, (int, kind)) and not isinstance(value, bool)
    return isinstance(value, kind)


def _map(value: Any, spec: dict[str, Any], place: Place) -> Iterator[Wrong]:
    if not isinstance(value, Mapping):
        yield Wrong(place, "role_file_wants_map")
        return
    for key, inner in value.items():
        known = spec.get(str(key), spec.get(ANY))
        if known is None:
            yield Wrong((*place, str(key)), "role_file_unknown", str(key))
        else:
            yield from _checked(inner, known, (*place, str(key)))


def _list(value: Any, spec: Any, place: Place) -> Iterator[Wrong]:
    if not isinstance(value, list):
        yield Wrong(place, "role_file_wants_list")
        return
    for number, inner in enumerate(value):
        yield from _checked(inner, spec, (*place, number))


def _code(data: Mapping[str, Any]) -> Iterator[Wrong]:
    code = data.get("code", "")
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        yield Wrong(("code",), "role_file_code", str(code))


def _titled(data: Mapping[str, Any]) -> Iterator[Wrong]:
    titles = [data.get(language, {}).get("title") for language in ("en", "uk", "ru")]
    if not any(titles) and not (data.get("own") or {}).get("title"):
        yield Wrong((), "role_file_no_title")


def _structure(structure: Mapping[str, Any]) -> Iterator[Wrong]:
    for group, needed in NEEDED.items():
        for number, one in enumerate(structure.get(group, ())):
            missing = [key for key in needed if not one.get(key)]
            yield from (Wrong(("structure", group, number), "role_file_missing", key) for key in missing)
    for number, one in enumerate(structure.get("processes", ())):
        place: Place = ("structure", "processes", number)
        if one.get("cadence") not in (*CADENCES, None):
            yield Wrong((*place, "cadence"), "role_file_cadence", one["cadence"])
        if not DAY.fullmatch(one.get("day", "")):
            yield Wrong((*place, "day"), "role_file_day", one["day"])
    yield from _ids(structure)


def _ids(structure: Mapping[str, Any]) -> Iterator[Wrong]:
    """Ids are codes, and stand once in their list."""
    for group in ("zones", "duties", "access", "processes", "kpis"):
        seen: set[str] = set()
        for number, one in enumerate(structure.get(group, ())):
            name = one.get("id", "") if isinstance(one, Mapping) else one
            if name and (not CODE.fullmatch(name) or len(name) > LONGEST_ID):
                yield Wrong(("structure", group, number), "role_file_code", name)
            if name in seen:
                yield Wrong(("structure", group, number), "role_file_twice", name)
            seen.add(name)
