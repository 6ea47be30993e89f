"""What is found wrong with the rows or the design of an experiment, as codes; who shows it has the words."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.kit.reason import Reason, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """`refuses` means that no effect may be shown; `line` of the file, 0 when there is none."""

    reason: Reason
    refuses: bool = False
    line: int = 0


def finding(code: str, *, refuses: bool = False, line: int = 0, **values: Value) -> Finding:
    """A finding whose sentence can name its line."""
    return Finding(Reason.of(f"experiment.{code}", line=line, **values), refuses, line)


class Refused(ValueError):
    """No honest answer can be given; `finding` tells why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.reason.code)
        self.finding = found


def refuse(code: str, *, line: int = 0, **values: Value) -> Refused:
    """The error to raise for it."""
    return Refused(finding(code, refuses=True, line=line, **values))
