"""What known days do to a series: holidays, sales, paydays, promotions and planned spend, as shares of its level.

Every effect is shrunk towards none by how little the past shows of it (ridge regression as the posterior mean of a
normal prior; Hoerl & Kennard 1970), and drawn with its uncertainty: a Black Friday seen once is not certain twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.smoothing import Floats

BELIEF = 0.5  # spread of an effect before it was seen, as a share of the level
AROUND = 2  # periods on either side that tell the level of a step
LEAST_FACTOR, MOST_FACTOR = 0.05, 20.0
LEAST_LEVEL = 0.25  # of the usual level: a day's share of less is a share of nearly nothing
MOST_APART = 4.0  # times the level a day is taken to lie over it: one day of a noisy series is not a law
LEAST_SEEN = 0.1  # of a column's weight within the past; less and nothing is said of it


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """`mean` [F] of each column's effect, `root` [F, F] of its covariance; `columns` [n + H, F] that spoke."""

    mean: Floats
    root: Floats
    columns: Floats

    def past(self, length: int) -> Floats:
        """Factors [n] that hold in the past."""
        return np.asarray(np.clip(1 + self.columns[:length] @ self.mean, LEAST_FACTOR, MOST_FACTOR))

    def future(self, length: int, paths: int, chance: np.random.Generator) -> Floats:
        """Factors [S, H] of the future, each path with effects of its own."""
        drawn = self.mean + chance.standard_normal((paths, len(self.mean))) @ self.root.T
        return np.asarray(np.clip(1 + drawn @ self.columns[length:].T, LEAST_FACTOR, MOST_FACTOR))


def learnt(values: Floats, columns: Floats | None, period: int) -> Effects | None:
    """Of a series [n] without gaps; `columns` [n + H, F], 0 where nothing is. None where no column was seen before."""
    if columns is None or len(values) < 4 * period:
        return None
    columns = np.where(np.isfinite(columns), columns, 0.0)
    spoke = np.abs(columns[: len(values)]).sum(axis=0) >= LEAST_SEEN
    usual = level(values, period)
    used = usual > max(0.0, LEAST_LEVEL * float(np.median(usual)))
    if not spoke.any() or used.sum() < 2 * period:
        return None
    seen = columns[: len(values), spoke][used]
    apart = np.clip(values[used] / usual[used] - 1, -1.0, MOST_APART)
    noise = max(float(np.median(np.abs(apart[~seen.any(axis=1)]))) * 1.4826 if (~seen.any(axis=1)).any() else 1.0, 0.02)
    covariance = np.linalg.inv(seen.T @ seen / noise**2 + np.eye(seen.shape[1]) / BELIEF**2)
    mean = covariance @ (seen.T @ apart) / noise**2
    return Effects(mean, np.linalg.cholesky(covariance), columns[:, spoke])


def level(values: Floats, period: int) -> Floats:
    """The middle of the same day of the two weeks before and the two after [n]; of nine neighbours without a week.

    At the ends of those that there are: a last day counted again would be its own measure of what is usual.
    """
    reach = AROUND if period > 1 else 2 * AROUND
    unknown = np.full(period * reach, np.nan)
    padded = np.concatenate([unknown, values, unknown])
    shifted = np.stack([padded[period * back : period * back + len(values)] for back in range(2 * reach + 1)])
    found = np.median(shifted, axis=0)
    ends = np.flatnonzero(np.isnan(found))  # few, and nanmedian is slow
    found[ends] = np.nanmedian(shifted[:, ends], axis=0)
    return np.asarray(found)
