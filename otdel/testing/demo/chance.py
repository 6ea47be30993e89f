"""Repeatable chance: a stream of its own for each part, so that a change in one leaves the others as they were."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance(Random):
    """`random.Random` with the few draws the demo needs. The same seed, day and part give the same stream."""

    @classmethod
    def of(cls, seed: int, today: date, part: str) -> Chance:
        return cls(f"{seed}/{today:%Y-%m-%d}/{part}")

    def count(self, mean: float) -> int:
        """A Poisson count."""
        if mean > 40:
            return max(0, round(self.gauss(mean, math.sqrt(mean))))
        left, events = self.random(), 0
        limit = math.exp(-mean)
        while left > limit:
            left *= self.random()
            events += 1
        return events

    def near(self, value: float, spread: float) -> float:
        """About `value`, off by `spread` of it in two cases out of three, never negative."""
        return value * max(0.05, self.gauss(1, spread))

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, items: Sequence[T], weights: Sequence[float]) -> T:
        return self.choices(items, weights)[0]
