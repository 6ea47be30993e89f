"""What is wrong with a plan's text, and where in it, for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from otdel.kit.reason import Reason
from otdel.motivation.wording.plan_names import Names
from otdel.web.reasons import say


class At(Protocol):
    """A fault: its place in the document and why it is one."""

    @property
    def path(self) -> str: ...

    @property
    def because(self) -> Reason: ...


@dataclass(frozen=True, slots=True)
class Told:
    """`place` is the path as the document has it, for those who read YAML."""

    place: str
    words: str


def told(faults: Iterable[At], names: Names) -> tuple[Told, ...]:
    return tuple(Told(one.path, say(one.because)) for one in faults)
