"""What is wrong with a plan's text, and where in it, for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from otdel.kit.reason import Reason
from otdel.motivation.rules.reading import line_of, lines_of
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


def told(faults: Iterable[At], text: str | bytes = "") -> tuple[Told, ...]:
    """`text` is the YAML they were found in, when it could be read: each fault then names its line."""
    lines = lines_of(text) if text else {}
    return tuple(Told(_place(one.path, line_of(one.path, lines)), say(one.because)) for one in faults)


def _place(path: str, line: int | None) -> str:
    return _("line %(line)s: %(path)s") % {"line": line, "path": path} if line else path
