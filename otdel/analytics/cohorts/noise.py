"""How far a cohort's margin strays because its customers are few: measured from the customers themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.shapes import Triangle

ALIKE, UNLIKE = (
    0.05,
    3.0,
)  # customers never differ less or more in what they bring: their spread over their mean, squared


@dataclass(frozen=True, slots=True)
class Noise:
    """The variance of a month's margin per customer is `lump` * mean / customers: what a buying customer brings.

    `unlike` / customers is the variance of the logarithm of a cohort's level: some customers always bring more.
    """

    lump: float
    unlike: float


def noise_of(cohorts: Triangle) -> Noise:
    """Of ages over 0; where nobody ever came back, the first month tells what a purchase is."""
    after = slice(1, None)
    margin, squares = np.nansum(cohorts.sums[:, after]), np.nansum(cohorts.squares[:, after])
    if margin <= 0:
        margin, squares = np.nansum(cohorts.sums[:, 0]), np.nansum(cohorts.squares[:, 0])
        return Noise(float(squares / margin) if margin > 0 else 1.0, 1.0)
    means = np.nan_to_num(cohorts.sums[:, after]) / cohorts.size[:, None]
    expected = float((cohorts.size * (means.sum(axis=1) ** 2 - (means**2).sum(axis=1))).sum())
    together = float(cohorts.later.sum() - squares)
    unlike = together / expected - 1 if expected > 0 else 1.0
    return Noise(float(squares / margin), min(UNLIKE, max(ALIKE, unlike)))
