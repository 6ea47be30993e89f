"""What is right and wrong in the grid of responsibility: a zone has exactly one person who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["one", "empty", "double"]
ACCOUNTABLE = "accountable"


@dataclass(frozen=True, slots=True)
class Hold:
    """A member's part in a zone: "accountable", "helps" or "backup"."""

    zone: int
    member: int
    part: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How the zones stand on a day; `bare` have nobody who could stand in."""

    zones: int
    one: int
    empty: int
    double: int
    bare: int


def accountable(holds: Iterable[Hold]) -> dict[int, tuple[int, ...]]:
    """Who answers for each zone, each person once."""
    found: dict[int, dict[int, None]] = {}
    for hold in holds:
        if hold.part == ACCOUNTABLE:
            found.setdefault(hold.zone, {})[hold.member] = None
    return {zone: tuple(members) for zone, members in found.items()}


def state(members: Sequence[int]) -> State:
    """What a zone's state is by who answers for it."""
    return "empty" if not members else "one" if len(members) == 1 else "double"


def tally(zones: Sequence[int], holds: Sequence[Hold]) -> Tally:
    """The zones counted by state; parts in zones not listed are not counted."""
    answers = accountable(holds)
    states = [state(answers.get(zone, ())) for zone in zones]
    backed = {hold.zone for hold in holds if hold.part == "backup"}
    return Tally(
        zones=len(zones),
        one=states.count("one"),
        empty=states.count("empty"),
        double=states.count("double"),
        bare=sum(zone not in backed for zone in zones),
    )
