"""A form of rows within rows as nested data: "components-0-points-1-at" both ways, and rows added or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

MOST = 40  # rows of one list; longer ones are made by nobody who means well
DEEPEST = 6

Sheet = dict[str, Any]


def nested(flat: Mapping[str, str]) -> Sheet:
    """{"components-0-kpi": "a"} as {"components": [{"kpi": "a"}]}. Rows keep their order; numbers close up."""
    made: Sheet = {}
    for name, value in flat.items():
        steps = name.split("-")
        if len(steps) > DEEPEST:
            continue
        place = made
        for step in steps[:-1]:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):
                break
            place = inner
        else:
            place[steps[-1]] = value
    listed = _listed(made)
    return listed if isinstance(listed, dict) else {}


def _listed(found: Any) -> Any:
    """Dictionaries whose keys are all numbers, as lists."""
    if not isinstance(found, dict):
        return found
    if found and all(key.isascii() and key.isdigit() and len(key) < 4 for key in found):
        return [_listed(found[key]) for key in sorted(found, key=int)][:MOST]
    return {key: _listed(one) for key, one in found.items()}


def flattened(sheet: Any, prefix: str = "") -> dict[str, str]:
    """The way back: what bound forms read."""
    return dict(_flat(sheet, prefix))


def _flat(found: Any, prefix: str) -> Iterator[tuple[str, str]]:
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else None
    if pairs is None:
        yield prefix, str(found)
        return
    for key, one in pairs:
        yield from _flat(one, f"{prefix}-{key}" if prefix else str(key))


def rows(sheet: Any, key: str) -> list[Sheet]:
    """The rows of a list; none where there is nothing or something else."""
    found = sheet.get(key) if isinstance(sheet, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


DO = re.compile(r"(add|drop):([a-z]+(?:-\d{1,3}-[a-z]+|-[a-z]+)?)(?:-(\d{1,3}))?")


def changed(sheet: Sheet, do: str) -> Sheet:
    """The sheet after a button: "add:components-0-points" adds an empty row, "drop:gates-1" takes one out."""
    found = DO.fullmatch(do)
    if found is None:
        return sheet
    verb, path, number = found.groups()
    *way, last = path.split("-")
    place: Any = sheet
    for step in way:
        place = _inside(place, step)
    if not isinstance(place, dict):
        return sheet
    there = rows(place, last)
    if verb == "add" and len(there) < MOST:
        place[last] = [*there, {}]
    elif verb == "drop" and number is not None:
        place[last] = [one for at, one in enumerate(there) if at != int(number)]
    return sheet


def _inside(place: Any, step: str) -> Any:
    if isinstance(place, list):
        return place[int(step)] if step.isdigit() and int(step) < len(place) else None
    return place.setdefault(step, {}) if isinstance(place, dict) else None
