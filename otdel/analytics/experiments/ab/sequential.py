"""A view that may be looked at every day: chances and ranges that stay valid whenever one stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.experiments.ab.lift import CONFIDENCE, Range, log_ratio
from otdel.analytics.experiments.ab.measure import Measured

TUNED = 0.05  # ln(1 + lift) the sequence is quickest to find; must be chosen before the test
FEWEST = 100  # users of an arm before the first look: the normal law has to hold by then


@dataclass(frozen=True, slots=True)
class Look:
    """After so many users: the lift, a range that holds at all looks together, and the always-valid chance.

    `range` None until both arms are large enough. `chance` never rises again: evidence once had stays.
    """

    users: int
    lift: float | None
    range: Range | None
    chance: float


def sequence(
    looks: Sequence[tuple[Measured, Measured]], *, tuned: float = TUNED, share: float = CONFIDENCE
) -> tuple[Look, ...]:
    """Control and tested arm at each look, earliest first.

    The mixture sequential probability ratio test of Robbins (1970) in the form of Johari, Pekelis and Walsh (2015),
    for ln(1 + lift): with variance V of the estimate z and mixture width τ the ratio is
    √(V/(V+τ²)) · exp(τ²z² / (2V(V+τ²))); its inverse bounds the p-value at any time.
    """
    found: list[Look] = []
    chance, low, high = 1.0, -np.inf, np.inf
    for control, tested in looks:
        logs = log_ratio(control, tested)
        count = control.count + tested.count
        if logs is None or not logs[1] or min(control.count, tested.count) < FEWEST:
            found.append(Look(count, None if logs is None else float(np.expm1(logs[0])), None, chance))
            continue
        seen, error = logs
        chance = min(chance, always_valid(seen, error, tuned))
        half = half_width(error, tuned, 1 - share)
        low, high = max(low, seen - half), min(high, seen + half)
        if low > high:  # the ranges of two looks do not meet: the effect itself changed on the way
            low, high = seen - half, seen + half
        found.append(
            Look(count, float(np.expm1(seen)), Range(float(np.expm1(low)), float(np.expm1(high)), share), chance)
        )
    return tuple(found)


def always_valid(seen: float, error: float, tuned: float) -> float:
    """A p-value that may be looked at any time."""
    variance, width = error**2, tuned**2
    log = 0.5 * np.log(variance / (variance + width)) + width * seen**2 / (2 * variance * (variance + width))
    return float(min(1.0, np.exp(-log)))


def half_width(error: float, tuned: float, level: float) -> float:
    """Of the confidence sequence: where `always_valid` is just `level`."""
    variance, width = error**2, tuned**2
    return float(np.sqrt(variance * (variance + width) / width * np.log((variance + width) / (variance * level**2))))
