"""Whose each thing on Today is: who answers for its channel, else who leads the department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.queries.holders import Held, Holders
from otdel.today.rules import Signal

ASKED = ("pay", "agreement", "budget")  # shown to none but those who decide


@dataclass(frozen=True, slots=True)
class Owners:
    """`by_channel` names channels of exactly one person; `viewer` is whoever looks at the page."""

    viewer: str
    head: MemberRef | None
    by_channel: Mapping[str, MemberRef]

    @classmethod
    def on(cls, day: date, viewer: str) -> Owners:
        holders = Holders.load()
        there = [one for one in holders.held if one.on(day)]
        top = holders.top_role(day)
        head = next((one.member for one in there if one.role == top), None)
        return cls(viewer, head, _channels(there))

    def member(self, signal: Signal) -> MemberRef | None:
        """The member it is given to; nothing when the viewer decides, or when nobody leads."""
        return None if signal.opens in ASKED else self.by_channel.get(signal.channel, self.head)

    def name(self, signal: Signal) -> str:
        if signal.opens in ASKED:
            return self.viewer
        found = self.member(signal)
        return found.name if found else ""


def _channels(there: list[Held]) -> dict[str, MemberRef]:
    """Channels of one person's scope alone: of several, none is the one who answers."""
    found: dict[str, set[MemberRef]] = {}
    for one in there:
        for channel in one.scope.get("channels") or ():
            found.setdefault(str(channel), set()).add(one.member)
    return {channel: next(iter(people)) for channel, people in found.items() if len(people) == 1}
