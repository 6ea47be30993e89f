"""What is found wrong with a model: how bad, what it is, what it does to the numbers and what to do, as codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from otdel.kit.reason import Reason


class Severity(StrEnum):
    """NOTE: good to know. WARN: the numbers are worse than they look. STOP: do not move money on them."""

    NOTE = "note"
    WARN = "warn"
    STOP = "stop"


WORST_FIRST = (Severity.STOP, Severity.WARN, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is wrong, what it `does` to the numbers, what to `do` (best first)."""

    severity: Severity
    what: Reason
    does: Reason
    do: tuple[Reason, ...]


def note(what: Reason, does: Reason, *do: Reason) -> Finding:
    return Finding(Severity.NOTE, what, does, do)


def warn(what: Reason, does: Reason, *do: Reason) -> Finding:
    return Finding(Severity.WARN, what, does, do)


def stop(what: Reason, does: Reason, *do: Reason) -> Finding:
    return Finding(Severity.STOP, what, does, do)


def worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst before the rest; among equals the order they were found in."""
    return tuple(sorted(found, key=lambda finding: WORST_FIRST.index(finding.severity)))


def as_plain(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """What JSON can hold, for whoever stores it."""
    return [
        {
            "severity": str(finding.severity),
            "what": finding.what.plain(),
            "does": finding.does.plain(),
            "do": [step.plain() for step in finding.do],
        }
        for finding in found
    ]


def from_plain(stored: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The findings that `as_plain` stored."""
    return tuple(
        Finding(
            Severity(one["severity"]),
            reason_from(one["what"]),
            reason_from(one["does"]),
            tuple(reason_from(step) for step in one["do"]),
        )
        for one in stored
    )


def reason_from(stored: Mapping[str, Any]) -> Reason:
    return Reason.of(stored["code"], **stored["values"])
