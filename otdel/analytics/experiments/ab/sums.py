"""What an arm comes to: a count, means and co-moments of columns. Parts add up, so a warehouse can make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """`count` of users, `means` [k] of their columns, `moments` [k, k]: sums of products of deviations from them."""

    count: int
    means: Floats
    moments: Floats

    def __add__(self, other: Sums) -> Sums:
        """Both parts together (Chan, Golub and LeVeque 1979): no big squares are subtracted, so nothing is lost."""
        count = self.count + other.count
        if not count:
            return self
        apart = other.means - self.means
        means = self.means + apart * (other.count / count)
        shift = np.outer(apart, apart) * (self.count * other.count / count)
        return Sums(count, means, self.moments + other.moments + shift)

    def covariance(self) -> Floats:
        """[k, k] with n − 1. Raises ValueError for fewer than two users."""
        if self.count < 2:
            raise ValueError("a variance needs two users")
        return self.moments / (self.count - 1)


def sums_of(columns: Floats) -> Sums:
    """Of users by column [n, k]."""
    values = np.asarray(columns, dtype=float)
    if not len(values):
        return Sums(0, np.zeros(values.shape[1]), np.zeros((values.shape[1], values.shape[1])))
    means = values.mean(axis=0)
    apart = values - means
    return Sums(len(values), means, apart.T @ apart)
