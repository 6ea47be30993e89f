"""Did users fall into the arms as they were meant to? A split that is off says that something is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

ALARM = 0.01  # of a hundred sound tests one alarms; the damage of a broken one is far greater


@dataclass(frozen=True, slots=True)
class Split:
    """Users by arm, how many were to be expected, and the chance of a split at least so far off."""

    counts: tuple[int, ...]
    expected: tuple[float, ...]
    chance: float

    @property
    def broken(self) -> bool:
        return self.chance < ALARM


def split_of(counts: Sequence[int], shares: Sequence[float] | None = None) -> Split:
    """Pearson's chi-square against the shares that were meant, equal ones when none are given. Shares need not add up
    to 1. Raises ValueError for shares that are not over zero or no users at all."""
    seen = np.asarray(counts, dtype=float)
    meant = np.ones(len(seen)) if shares is None else np.asarray(shares, dtype=float)
    if len(meant) != len(seen) or (meant <= 0).any() or seen.sum() <= 0:
        raise ValueError("a share over zero is needed for each arm, and users")
    expected = seen.sum() * meant / meant.sum()
    far = float(((seen - expected) ** 2 / expected).sum())
    chance = float(special.chdtrc(len(seen) - 1, far)) if len(seen) > 1 else 1.0
    return Split(tuple(int(count) for count in counts), tuple(float(one) for one in expected), chance)
