"""The viewer: who is asking. The first argument of every query."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    HEAD = "head"
    SPECIALIST = "specialist"
    CONTRACTOR = "contractor"
    ACCOUNTANT = "accountant"


class NotAllowed(Exception):
    """The viewer has no right to this. Says nothing about whether the thing exists."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person as queries see them. `person` is the account's id, or 0 for files read at a terminal."""

    person: int
    name: str
    role: Role

    def may(self, *roles: Role) -> bool:
        return self.role in roles

    def must(self, *roles: Role) -> None:
        if not self.may(*roles):
            raise NotAllowed(f"{self.role} may not do this")


AT_TERMINAL = Viewer(person=0, name="terminal", role=Role.OWNER)  # somebody reading files that are theirs already
