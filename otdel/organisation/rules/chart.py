"""Who reports to whom: whether a line would close a circle, and the tree that is drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Reports = Mapping[int, Collection[int]]  # a member, and whom they report to


@dataclass(frozen=True, slots=True)
class Branch:
    """A member with everybody who reports to them, in the order they were given."""

    member: int
    below: tuple[Branch, ...] = ()

    @property
    def size(self) -> int:
        return 1 + sum(branch.size for branch in self.below)


def circle(reports: Reports, member: int, leader: int) -> tuple[int, ...]:
    """The circle that closes when `member` reports to `leader`: member, leader, ..., member. Empty when none does."""
    way: dict[int, int] = {leader: member}
    waiting = [leader]
    while waiting:
        here = waiting.pop(0)
        if here == member:
            return _back(way, member, leader)
        for above in reports.get(here, ()):
            if above not in way:
                way[above] = here
                waiting.append(above)
    return ()


def _back(way: Mapping[int, int], member: int, leader: int) -> tuple[int, ...]:
    """The steps from `leader` up to `member`, with `member` at both ends."""
    if member == leader:
        return (member, member)
    steps, here = [member], way[member]
    while here != leader:
        steps.append(here)
        here = way[here]
    return (member, leader, *reversed(steps[1:]), member)


def tree(members: Collection[int], reports: Reports) -> tuple[Branch, ...]:
    """Everybody exactly once, under the first leader of theirs who is among `members`; the others stand at the top.

    People caught in a circle (records older than the rule) are put at the top too, so nobody is lost.
    """
    leader = {one: next((up for up in reports.get(one, ()) if up in members and up != one), None) for one in members}
    below: dict[int | None, list[int]] = {}
    for one in members:
        below.setdefault(None if _circles(leader, one) else leader[one], []).append(one)
    return tuple(_branch(one, below) for one in below.get(None, []))


def _circles(leader: Mapping[int, int | None], member: int) -> bool:
    """True when the way up from `member` comes back to them."""
    here, seen = leader[member], {member}
    while here is not None and here not in seen:
        seen.add(here)
        here = leader[here]
    return here == member


def _branch(member: int, below: Mapping[int | None, list[int]]) -> Branch:
    return Branch(member, tuple(_branch(one, below) for one in below.get(member, ())))
