"""What a mix model is asked with and what it answers: weeks of spend and target, priors, lift tests, draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Form(IntEnum):
    """How an effect saturates with pressure x, all with half of the ceiling at x = half.

    HILL: x / (x + half). LOGISTIC: tanh(x * log(3) / 2 / half). FREE_HILL: 1 / (1 + (half / x) ** slope).
    """

    HILL = 0
    LOGISTIC = 1
    FREE_HILL = 2


@dataclass(frozen=True, slots=True, eq=False)
class MixData:
    """Steps of equal length without gaps: `starts` [n], `target` [n], `spend` [n, C], `controls` [n, K].

    `step_days` is 7 or 1. `target` is money or a count in its own unit; `spend` is money. `holidays` [n, H] are
    shares of a step that named days fill, 0 to 1. Nothing here is NaN: whoever reads a file answers for that.
    """

    starts: tuple[date, ...]
    step_days: int
    target: Floats
    channels: tuple[str, ...]
    spend: Floats
    target_name: str = "target"
    target_is_money: bool = True
    currency: str = ""
    control_names: tuple[str, ...] = ()
    controls: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    holiday_names: tuple[str, ...] = ()
    holidays: Floats = field(default_factory=lambda: np.zeros((0, 0)))


@dataclass(frozen=True, slots=True)
class LiftTest:
    """An experiment: from `start` to before `end` the channel's spend brought `lift` more target than without it.

    `share` is the part of its spend in those days whose effect was measured: 1 for a switch-off, 1/3 for a rise by
    half. `error` is the standard error of `lift`. `lift` is the difference between the target with all the spend of the
    channel and with (1 - share) of it in those days, summed over the days from `start` to before `measured_to`
    (by default `end`).
    """

    channel: str
    start: date
    end: date
    lift: float
    error: float
    share: float = 1.0
    measured_to: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoiPrior:
    """Target for each 1 spent over the whole data: log-normal, `median` and the standard deviation of its logarithm."""

    median: float
    spread: float


@dataclass(frozen=True, slots=True)
class Priors:
    """Everything believed before the data, one line each.

    carry ~ Beta(carry_a, carry_b) a step; half / mean spend of weeks with spend ~ log-normal(half_median, half_spread);
    slope ~ log-normal(1, slope_spread), FREE_HILL only; noise / largest target ~ half-normal(noise).
    """

    roi: Mapping[str, RoiPrior]
    carry_a: float = 1.0
    carry_b: float = 3.0
    half_median: float = 1.0
    half_spread: float = 0.7
    slope_spread: float = 0.35
    noise: float = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class FormFit:
    """Chains of one form: `draws` [chains, draws, d] unconstrained, ordered as `names` [d].

    `log_evidence` with its standard error `evidence_error` by bridge sampling; `divergences` of all draws.
    """

    form: Form
    names: tuple[str, ...]
    draws: Floats
    log_evidence: float
    evidence_error: float
    acceptance: float
    divergences: int
    gradients: int
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Equally likely answers [S] in natural units; of every form as many as its weight says.

    `form` [S]; `carry`, `half`, `slope`, `ceiling`, `roi` [S, C]; `noise` [S]; `linear` [S, L] coefficients of the
    columns of the linear block (see design.Linear). `half` is spend a step in money; `ceiling` is target a step at
    unlimited spend; `noise` is target a step.
    """

    form: Whole
    carry: Floats
    half: Floats
    slope: Floats
    ceiling: Floats
    roi: Floats
    noise: Floats
    linear: Floats

    def __len__(self) -> int:
        return len(self.form)

    def thinned(self, most: int) -> Draws:
        """At most so many of them, evenly from first to last, so that every form keeps its share."""
        kept = np.linspace(0, len(self) - 1, min(most, len(self))).astype(np.int64)
        return Draws(**{one.name: getattr(self, one.name)[kept] for one in fields(self)})


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """A fitted model: its question, each form's own fit, the weights [F] of the forms and the averaged draws."""

    data: MixData
    priors: Priors
    tests: tuple[LiftTest, ...]
    fits: tuple[FormFit, ...]
    weights: Floats
    draws: Draws
    seed: int
    seconds: float
