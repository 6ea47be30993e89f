"""What a lint found: how grave, why, where in the plan, a picture, and the change that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from otdel.kit.reason import Reason
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.rounding import text


class Level(StrEnum):
    """An error keeps a plan from being approved. UNCHECKED says that what the check needs is not there."""

    ERROR = "error"
    WARN = "warn"
    NOTE = "note"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Picture:
    """Figures for a chart. `kind`: curve, heap, pair, bars. `other` is a second series, or the mended curve."""

    kind: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    other: tuple[Decimal | None, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of the plan, or of the day it starts. `proved`: with it the finding is gone and no new error came."""

    because: Reason
    plan: Plan | None = None
    start: date | None = None
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """`path` says where in the plan: components.ppc_ql, gates.ppc_map, pay_day; empty for the whole.

    `offers` are mends to try in order; the report keeps the first that works, in `mend`.
    """

    id: str
    level: Level
    because: Reason
    path: str = ""
    picture: Picture | None = None
    mend: Mend | None = None
    offers: tuple[Mend, ...] = ()


def percent(share: Decimal) -> str:
    """0.625 as 62.5."""
    return text((share * 100).quantize(Decimal("0.1")))
