"""Fitting again for comparison: quickly, and with fewer draws where the whole distribution is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from otdel.analytics.mix.fit import fit, preview
from otdel.analytics.mix.shapes import LiftTest, Mix, MixData, Priors

Refit = Callable[[MixData, Priors, Sequence[LiftTest]], Mix]
FEWER = 250  # draws a chain


def lighter(data: MixData, priors: Priors, tests: Sequence[LiftTest]) -> Mix:
    """The full method with a quarter of the draws."""
    return fit(data, priors, tests, draws=FEWER)


def quick(data: MixData, priors: Priors, tests: Sequence[LiftTest]) -> Mix:
    """The preview: each form's peak and the normal that touches it."""
    return preview(data, priors, tests)
