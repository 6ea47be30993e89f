"""Findings of the weeks and spreads as the records of the mix model keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from otdel.analytics.mix.findings import reason_from
from otdel.kit.reason import Reason

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class Spread:
    """What is known of a number: `low` to `high` holds it 8 times in 10, `lower` to `upper` 5 times in 10."""

    low: float
    lower: float
    middle: float
    upper: float
    high: float

    @classmethod
    def of(cls, draws: ArrayLike) -> Spread:
        """Of equally likely answers."""
        return cls(*(float(one) for one in np.quantile(np.asarray(draws), QUANTILES)))

    def plain(self) -> list[float]:
        return [self.low, self.lower, self.middle, self.upper, self.high]


@dataclass(frozen=True, slots=True)
class Said:
    """Something found in the weeks before fitting: where, and whether the model refuses because of it."""

    reason: Reason
    week: date | None = None
    column: str = ""
    refuses: bool = False


def plain_said(one: Said) -> dict[str, Any]:
    week = one.week.isoformat() if one.week else None
    return one.reason.plain() | {"week": week, "column": one.column, "refuses": one.refuses}


def said_of(plain: Mapping[str, Any]) -> Said:
    week = date.fromisoformat(plain["week"]) if plain.get("week") else None
    return Said(reason_from(plain), week, plain.get("column", ""), plain.get("refuses", False))


def all_said(plain: Sequence[Mapping[str, Any]]) -> tuple[Said, ...]:
    return tuple(said_of(one) for one in plain)
