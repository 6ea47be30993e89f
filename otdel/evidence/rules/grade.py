"""How strong the evidence of a channel is. docs/algorithms/mix.md tells the same in prose.

A: an experiment of the last year that measured its effect to within a quarter. B: an older or wider experiment with
which the model agrees. C: no experiment, but the weeks taught the model something. D: hardly more than was believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from otdel.analytics.chances import EIGHT_IN_TEN
from otdel.kit.grade import Grade
from otdel.kit.reason import Reason

YOUNG = timedelta(days=365)
NARROW = 0.25  # standard error as a part of what was measured
TAUGHT = 0.8  # of the width of the prior: what is left when the data said something


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment beside the model: `lift` give or take `error`, and the 8-in-10 range of the model for the same."""

    end: date
    lift: float
    error: float
    model_low: float
    model_high: float

    @property
    def narrow(self) -> bool:
        return self.error <= NARROW * abs(self.lift)

    @property
    def agrees(self) -> bool:
        """Whether the two 8-in-10 ranges overlap."""
        reach = EIGHT_IN_TEN * self.error
        return self.model_low <= self.lift + reach and self.lift - reach <= self.model_high


def grade(tests: Iterable[Experiment], learned: float, on: date) -> tuple[Grade, Reason]:
    """The grade as of a day, and why. `learned` is the width now as a part of the width of the prior."""
    newest = sorted(tests, key=lambda test: test.end, reverse=True)
    for test in newest:
        if test.narrow and test.end > on - YOUNG:
            return Grade.A, Reason.of("grade_experiment", until=test.end.isoformat(), percent=_percent(test))
    for test in newest:
        if test.agrees:
            return Grade.B, Reason.of("grade_experiment_agrees", until=test.end.isoformat(), percent=_percent(test))
    narrowed = round(100 * max(0.0, 1 - learned))
    if learned < TAUGHT:
        return Grade.C, Reason.of("grade_model", percent=narrowed)
    return Grade.D, Reason.of("grade_prior", percent=narrowed)


def _percent(test: Experiment) -> int:
    return round(100 * test.error / abs(test.lift)) if test.lift else 999
