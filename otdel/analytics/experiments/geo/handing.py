"""An effect as the mix model takes it in: what the spend of the test brought, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy import special

from otdel.analytics.experiments.geo.effect import Effect
from otdel.analytics.experiments.geo.shapes import Design, Panel


@dataclass(frozen=True, slots=True)
class Handed:
    """`lift` of the target over [start, end) that the spend brought, give or take the standard error `error`."""

    start: date
    end: date
    lift: float
    error: float


def handed(effect: Effect, panel: Panel, design: Design, *, switched_off: bool = False) -> Handed | None:
    """None where the range has no end or no width: such a test teaches nothing. Of a switch-off the sign is turned:
    what was lost is what the spend had brought. The error is that of a normal law with the same range."""
    low, high = effect.total_range.low, effect.total_range.high
    if not np.isfinite([low, high]).all() or not high > low:
        return None
    error = (high - low) / 2 / float(special.ndtri((1 + effect.total_range.share) / 2))
    end = panel.days[design.stop - 1] + timedelta(days=panel.step_days)
    return Handed(panel.days[design.before], end, -effect.total if switched_off else effect.total, error)
