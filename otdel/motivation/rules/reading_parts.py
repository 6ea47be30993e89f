"""The parts of a plan that take some reading: names, curves, gates."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from otdel.motivation.rules.conditions import Impossible, read_condition
from otdel.motivation.rules.faults import Reader, shown
from otdel.motivation.rules.plan import Condition, Curve, Gate, Point

NAME = re.compile(r"[a-zA-Z0-9_\-]{1,60}")
NOTHING = Condition()


def name(read: Reader, path: str, said: Any) -> str:
    """A code: letters, digits, dashes and underscores."""
    if said is None:
        return ""  # that it is missing is said already
    found = f"{said}".strip() if isinstance(said, str | int | Decimal) and not isinstance(said, bool) else ""
    if not NAME.fullmatch(found):
        read.wrong(path, "plan_not_code", value=shown(said))
        return ""
    return found


def curve(read: Reader, path: str, said: Any, most: int = 10) -> Curve:
    """At least two points with growing results; `most` is what a point may pay at most."""
    points = [_point(read, *row, most) for row in read.rows(path, said)]
    found = tuple(one for one in points if one is not None)
    if isinstance(said, list | tuple) and len(found) < 2 and len(found) == len(points):
        read.wrong(path, "plan_curve_short")
    for before, after in pairwise(found):
        if before.at >= after.at:
            read.wrong(path, "plan_curve_order", at=f"{after.at:f}", before=f"{before.at:f}")
            break
    return found


def _point(read: Reader, path: str, said: Any, most: int) -> Point | None:
    if not isinstance(said, list | tuple) or len(said) != 2:
        read.wrong(path, "plan_point_shape", value=shown(said))
        return None
    return Point(read.number(path, said[0]), read.number(path, said[1], 0, most))


def gate(read: Reader, path: str, said: Any) -> Gate:
    keys = ("kpi", "passes", "fail", "hard", "hard_factor", "component", "note")
    given = read.mapping(path, said, keys, ("kpi", "passes", "fail"))
    if "hard_factor" in given and "hard" not in given:
        read.wrong(f"{path}.hard", "plan_key_missing", key="hard")
    return Gate(
        kpi=name(read, f"{path}.kpi", given.get("kpi")),
        passes=_condition(read, f"{path}.passes", given.get("passes")) or NOTHING,
        fail=read.number(f"{path}.fail", given.get("fail", 1), 0, 1),
        hard=_condition(read, f"{path}.hard", given.get("hard")),
        hard_factor=read.number(f"{path}.hard_factor", given.get("hard_factor", 0), 0, 1),
        component=name(read, f"{path}.component", given.get("component")),
        note=read.words(f"{path}.note", given.get("note", "")),
    )


def _condition(read: Reader, path: str, said: Any) -> Condition | None:
    if said is None:
        return None
    try:
        return read_condition(said if isinstance(said, str) else "")
    except ValueError as error:
        never = isinstance(error, Impossible)
        read.wrong(path, "plan_condition_never" if never else "plan_condition", value=shown(said))
        return None
