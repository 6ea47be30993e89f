"""What a later period must pay or take so that an old statement becomes what it should have been."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

ZERO = Decimal(0)
K = TypeVar("K", bound=Hashable)
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Correction(Generic[K, L]):
    """A line that came to another amount: `amount` is added to the old one. One of both is None where it was not."""

    key: K
    old: L | None
    new: L | None
    amount: Decimal

    @property
    def line(self) -> L:
        found = self.new or self.old
        assert found is not None, "a correction is of a line"
        return found


def corrections(
    old: Iterable[tuple[K, L]], new: Iterable[tuple[K, L]], amount_of: Callable[[L], Decimal]
) -> list[Correction[K, L]]:
    """Old lines against new ones by what they are (their keys), in the old order; equal amounts are left out.

    Of several lines alike (two gates that look at one KPI) the first is held against the first.
    """
    was, now = _numbered(old), _numbered(new)
    found = []
    for key in [*was, *(key for key in now if key not in was)]:
        before, after = was.get(key), now.get(key)
        amount = (amount_of(after) if after else ZERO) - (amount_of(before) if before else ZERO)
        if amount:
            found.append(Correction(key[0], before, after, amount))
    return found


def _numbered(lines: Iterable[tuple[K, L]]) -> dict[tuple[K, int], L]:
    found: dict[tuple[K, int], L] = {}
    for key, line in lines:
        place = 0
        while (key, place) in found:
            place += 1
        found[key, place] = line
    return found
