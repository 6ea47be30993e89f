"""What was found in a ledger and in its costs: findings, each a reason, with the line it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from otdel.kit.reason import Reason, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """`refuses` means that no number may be shown; `line` of the file, 0 when there is none."""

    reason: Reason
    refuses: bool = False
    line: int = 0


def finding(code: str, *, refuses: bool = False, line: int = 0, **values: Value) -> Finding:
    """The line is given to the sentence too, as `at`."""
    return Finding(Reason.of(f"payback.{code}", at=line, **values), refuses, line)


def refused(found: Sequence[Finding]) -> bool:
    return any(one.refuses for one in found)
