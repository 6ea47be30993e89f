"""What reading is asked with and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from otdel.analytics.attribution.checking import Finding
from otdel.analytics.attribution.shapes import Paths

LOOK_BACK = 30  # days before a conversion in which a touch counts
BOTS = 200  # touches of one user within 24 hours, from which it is taken for a machine
LONGEST = 500  # touches of a path of a file of paths, from which it is taken for a machine's


@dataclass(frozen=True, slots=True)
class Asked:
    """Which columns are what, by header texts in `columns` under the names of `columns.NAMES`; the rest is guessed.

    `separator` of paths, found when empty. `decimal` is "." or "," where the file leaves it open. `zone` is the IANA
    name of times without one, `order` "dmy" or "mdy" of days that leave it open. `look_back` in days; `bots` touches a
    day, 0 for no limit.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    decimal: str = ""
    zone: str = ""
    order: str = ""
    look_back: float = LOOK_BACK
    bots: int = BOTS


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """`paths` when the table can be used. `kind` is "paths" or "touches"; `unit` of the value, empty when not said.

    `columns` tells which header was taken for what; `separator` and `zone` what was used, empty when none was.
    """

    paths: Paths | None
    findings: tuple[Finding, ...]
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    zone: str = ""
    unit: str = ""
