"""Units of measures and KPIs, and what comes of them when a formula adds, multiplies and divides."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Unit = Literal["money", "share", "ratio", "count", "points", "days", "hours", "months"]


class Way(StrEnum):
    """How a measure comes to its value."""

    FACTS = "facts"  # a question over imported facts
    RECORDS = "records"  # a count over Otdel's own records: tasks, accesses, promises
    TYPED = "typed"  # read by a person, and by a second one
    PLAN = "plan"  # approved beforehand


Dimension = tuple[tuple[str, int], ...]  # powers of base units, by name; () is a plain number
PLAIN: Dimension = ()
BASES = ("money", "count", "points", "days", "hours", "months")


def dimension(text: str) -> Dimension:
    """From words: "money", "money/count/months"; "share" and "ratio" are plain numbers. Raises KeyError."""
    first, *below = text.split("/")
    found = _base(first)
    for name in below:
        found = over(found, _base(name))
    return found


def _base(name: str) -> Dimension:
    if name in ("share", "ratio", ""):
        return PLAIN
    if name not in BASES:
        raise KeyError(name)
    return ((name, 1),)


def times(one: Dimension, other: Dimension) -> Dimension:
    return _sum(one, other, 1)


def over(one: Dimension, other: Dimension) -> Dimension:
    return _sum(one, other, -1)


def _sum(one: Dimension, other: Dimension, sign: int) -> Dimension:
    powers = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def fits(found: Dimension, unit: str) -> bool:
    """Whether a formula that comes out in `found` may be declared in `unit`.

    Money for each customer or each point is money; a number of rounds for each text is a count.
    """
    powers = dict(found)
    match unit:
        case "share" | "ratio":
            return not powers
        case "count":
            return not powers or powers == {"count": 1}
        case "points":
            return powers.pop("points", 0) == 1 and powers in ({}, {"count": -1})
        case "money":
            return powers.pop("money", 0) == 1 and all(power < 0 for power in powers.values())
    return powers == {unit: 1}


def words(found: Dimension) -> str:
    """A dimension as codes: "money/count"; "number" for a plain number."""
    above = "*".join(name for name, power in found for _ in range(power))
    below = "".join(f"/{name}" for name, power in found for _ in range(-power))
    return (above or ("1" if below else "number")) + below
