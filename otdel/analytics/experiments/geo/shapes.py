"""Values by region and step, which regions were treated when, and what is known of the effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


class Estimator(StrEnum):
    """Ways to reckon what would have been. `docs/algorithms/experiments.md` tells each apart."""

    DEMEANED = "demeaned"
    AUGMENTED = "augmented"
    PLAIN = "plain"
    REGRESSION = "regression"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """`values` [regions, steps] all known; `days` [steps] the first day of each step; a step is `step_days` long."""

    regions: tuple[str, ...]
    days: tuple[date, ...]
    values: Floats
    step_days: int = 1
    unit: str = ""

    @property
    def end(self) -> date:
        """The day after the last step."""
        return self.days[-1] + timedelta(days=self.step_days)

    def only(self, places: list[int]) -> Panel:
        """With these regions alone."""
        return replace(self, regions=tuple(self.regions[at] for at in places), values=self.values[places])


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A panel in the order it is reckoned in: `treated` [T] is the mean of the `count` treated regions, `controls`
    [N, T] the others; the test is the steps [before, stop)."""

    treated: Floats
    controls: Floats
    before: int
    stop: int
    count: int = 1

    @property
    def test(self) -> slice:
        return slice(self.before, self.stop)

    @property
    def length(self) -> int:
        return self.stop - self.before


def design_of(panel: Panel, treated: list[int], before: int, stop: int) -> Design:
    """Steps after the test are left out: the treatment may still work in them."""
    others = [at for at in range(len(panel.regions)) if at not in treated]
    values = panel.values[:, :stop]
    return Design(values[treated].mean(axis=0), values[others], before, stop, len(treated))
