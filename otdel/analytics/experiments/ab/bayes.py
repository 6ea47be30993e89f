"""What to believe of the lift after the test, given what was believed before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from otdel.analytics.experiments.ab.lift import CONFIDENCE, Range, log_ratio
from otdel.analytics.experiments.ab.measure import Measured

BELIEF = 0.10  # standard deviation of ln(1 + lift) over changes people test: two in three within −10 % … +11 %


@dataclass(frozen=True, slots=True)
class Belief:
    """Of the relative lift: its middle, range, the chance that it is over zero, and what a wrong choice costs.

    `loss_if_taken` is the expected relative loss when the tested arm is taken and is worse; `loss_if_left` when it is
    left and was better. `before` is the width of the belief one came with; `surprise` how many standard deviations
    what was seen lies away from it.
    """

    lift: float
    range: Range
    better: float
    loss_if_taken: float
    loss_if_left: float
    before: float
    surprise: float


def believe(control: Measured, tested: Measured, *, before: float = BELIEF, share: float = CONFIDENCE) -> Belief | None:
    """Normal belief of ln(1 + lift) around no lift, times the normal likelihood of the delta method: closed form.
    None where the lift has no meaning or nothing varied."""
    logs = log_ratio(control, tested)
    if logs is None or not logs[1]:
        return None
    seen, error = logs
    weight = before**2 / (before**2 + error**2)
    middle, spread = weight * seen, error * np.sqrt(weight)
    half = special.ndtri((1 + share) / 2) * spread
    return Belief(
        lift=float(np.expm1(middle)),
        range=Range(float(np.expm1(middle - half)), float(np.expm1(middle + half)), share),
        better=float(special.ndtr(middle / spread)),
        loss_if_taken=_loss(middle, spread),
        loss_if_left=_gain(middle, spread),
        before=before,
        surprise=float(abs(seen) / np.hypot(before, error)),
    )


def _loss(middle: float, spread: float) -> float:
    """E[max(0, 1 − e^z)] of a normal z: how much less than control would be had, on the average."""
    over = middle / spread
    return float(special.ndtr(-over) - np.exp(middle + spread**2 / 2) * special.ndtr(-over - spread))


def _gain(middle: float, spread: float) -> float:
    """E[max(0, e^z − 1)]."""
    over = middle / spread
    return float(np.exp(middle + spread**2 / 2) * special.ndtr(over + spread) - special.ndtr(over))
