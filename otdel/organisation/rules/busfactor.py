"""The bus factor: the fewest people whose leaving at once stops more than a share of a department's critical work.

The measure is the truck factor of Avelino, Passos, Hora and Valente, "A novel approach for estimating truck factors"
(2016), with processes and accesses in the place of source files and proven ability in the place of authorship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from otdel.kit.reason import NoData

HALF = Fraction(1, 2)
EXACT_UP_TO = 20  # people who can do something critical: 2 to that power sets are weighed


@dataclass(frozen=True, slots=True)
class Item:
    """A critical process or access (`key` such as "process:12") and who can do it: ids of members."""

    key: str
    able: frozenset[int]


@dataclass(frozen=True, slots=True)
class BusFactor:
    """`people` leaving at once stops `stopped` of `of` items; with `exact` no fewer do, otherwise it is "at most".

    `who` are those people (of several such sets the one that stops most, then the lowest ids); empty when more than
    the share stands still already, because nobody is able.
    """

    people: int
    who: tuple[int, ...]
    stopped: tuple[str, ...]
    of: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Weakness:
    """Items nobody is able to do, and those that hang on one person."""

    nobody: tuple[str, ...]
    one_person: tuple[tuple[str, int], ...]


def bus_factor(items: Sequence[Item], share: Fraction = HALF) -> BusFactor | NoData:
    """The fewest people whose leaving at once stops more than `share` of the items.

    Exact while at most 20 people matter; beyond that an upper bound. No data without items. Raises ValueError for a
    share outside [0, 1).
    """
    if not 0 <= share < 1:
        raise ValueError(f"a share from 0 up to 1, not {share}")
    if not items:
        return NoData.because("nothing_critical")
    people = sorted({person for item in items for person in item.able})
    exact = len(people) <= EXACT_UP_TO
    who = _smallest(items, people, share) if exact else _greedy(items, share)
    stopped = stops(items, who)
    return BusFactor(len(who), tuple(sorted(who)), stopped, len(items), exact)


def stops(items: Iterable[Item], gone: Iterable[int]) -> tuple[str, ...]:
    """Keys of the items nobody can do once these people are gone."""
    away = frozenset(gone)
    return tuple(item.key for item in items if item.able <= away)


def weakness(items: Iterable[Item]) -> Weakness:
    found = list(items)
    one = tuple((item.key, next(iter(item.able))) for item in found if len(item.able) == 1)
    return Weakness(tuple(item.key for item in found if not item.able), one)


def _smallest(items: Sequence[Item], people: Sequence[int], share: Fraction) -> frozenset[int]:
    """Weigh every set of people at once: for each, how many items only they can do."""
    weight = _stopped_by_set(items, people)
    enough = np.flatnonzero(weight * share.denominator > share.numerator * len(items))
    sizes = np.bitwise_count(enough)
    best = enough[sizes == sizes.min()]
    chosen = int(best[np.argmax(weight[best])])  # the first of equals: the lowest ids
    return frozenset(person for place, person in enumerate(people) if chosen >> place & 1)


def _stopped_by_set(items: Sequence[Item], people: Sequence[int]) -> NDArray[np.int64]:
    """weight[mask]: how many items have all their able people in `mask` (sums over subsets, one person a pass)."""
    place = {person: 1 << number for number, person in enumerate(people)}
    weight = np.zeros(1 << len(people), dtype=np.int64)
    for mask, count in Counter(sum(place[person] for person in item.able) for item in items).items():
        weight[mask] += count
    for number in range(len(people)):
        halves = weight.reshape(-1, 2, 1 << number)
        halves[:, 1] += halves[:, 0]
    return weight


def _greedy(items: Sequence[Item], share: Fraction) -> frozenset[int]:
    """A set that is enough, from the item fewest more people would stop; then those who are not needed are let off."""
    gone: frozenset[int] = frozenset()
    while not _enough(items, gone, share):
        waiting = [item for item in items if not item.able <= gone]
        gone |= min(waiting, key=lambda item: (_price(item, items, gone), sorted(item.able))).able
    for person in sorted(gone):
        if _enough(items, gone - {person}, share):
            gone -= {person}
    return gone


def _price(item: Item, items: Sequence[Item], gone: frozenset[int]) -> Fraction:
    """People more for each item more that stops."""
    after = gone | item.able
    return Fraction(len(after - gone), len(stops(items, after)) - len(stops(items, gone)))


def _enough(items: Sequence[Item], gone: frozenset[int], share: Fraction) -> bool:
    return len(stops(items, gone)) > share * len(items)
