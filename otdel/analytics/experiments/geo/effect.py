"""The effect of a treatment of regions by one estimator, and by all of them side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from otdel.analytics.experiments.ab.lift import CONFIDENCE, Range
from otdel.analytics.experiments.geo.fits import Fit, fit
from otdel.analytics.experiments.geo.placebo import Regions, over_regions, over_time, range_over_time
from otdel.analytics.experiments.geo.playing import ROUNDING
from otdel.analytics.experiments.geo.shapes import Design, Estimator, Floats

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """`a_step` for each treated region; `lift` relative to what would have been, with `lift_range` None where that is
    not over zero; `total` over all treated regions and steps. `missed` is the usual miss before the test as a share of
    the treated mean; `before` the lift that the estimator finds in a test of the same length just before the test,
    where there was none. `chance` is over time, `regions` over regions."""

    kind: Estimator
    fit: Fit
    a_step: float
    step_range: Range
    lift: float | None
    lift_range: Range | None
    total: float
    total_range: Range
    would: float
    missed: float
    before: float | None
    chance: float
    regions: Regions | None


def effect_of(
    kind: Estimator, design: Design, *, share: float = CONFIDENCE, seed: int = 0, regions: bool = True
) -> Effect:
    """By one estimator. The ranges are conformal, over time."""
    found = fit(kind, design.treated, design.controls, design.before)
    gap = _without_rounding(design.treated - found.path, design)
    a_step, would = float(gap[design.test].mean()), float(found.path[design.test].mean())
    wide = range_over_time(kind, design, found, share)
    whole = design.count * design.length
    return Effect(
        kind=kind,
        fit=found,
        a_step=a_step,
        step_range=wide,
        lift=a_step / would if would > 0 else None,
        lift_range=Range(wide.low / would, wide.high / would, share) if would > 0 else None,
        total=a_step * whole,
        total_range=Range(wide.low * whole, wide.high * whole, share),
        would=would * whole,
        missed=_missed(design, found),
        before=_before(kind, design),
        chance=over_time(kind, design, found),
        regions=over_regions(kind, design, found, seed) if regions else None,
    )


def _without_rounding(gap: Floats, design: Design) -> Floats:
    return np.where(np.abs(gap) < ROUNDING * np.abs(design.treated).max(), 0.0, gap)


def side_by_side(
    design: Design, *, share: float = CONFIDENCE, seed: int = 0, progress: Progress = lambda _done, _all: None
) -> tuple[Effect, ...]:
    """By every estimator, in the order of `Estimator`."""
    found = []
    for place, kind in enumerate(Estimator):
        progress(place, len(Estimator))
        found.append(effect_of(kind, design, share=share, seed=seed))
    progress(len(Estimator), len(Estimator))
    return tuple(found)


def regression_range(design: Design, share: float = CONFIDENCE) -> Range:
    """Of the total, as the paper on time-based regression has it: least squares with the doubt of its own line and
    independent misses. Misses of neighbouring days are alike in truth, so this is narrower than it should be; it is
    here to be compared with other tools."""
    along = design.controls.mean(axis=0)
    first, test = along[: design.before], along[design.test]
    missed = design.treated - fit(Estimator.REGRESSION, design.treated, design.controls, design.before).path
    freedom = design.before - 2
    spread = float(np.sqrt((missed[: design.before] ** 2).sum() / freedom))
    square = float(((first - first.mean()) ** 2).sum())
    away = (float(test.mean()) - float(first.mean())) ** 2 / square if square > 0 else 0.0
    error = spread * np.sqrt(design.length + design.length**2 * (1 / design.before + away))
    half = float(special.stdtrit(freedom, (1 + share) / 2) * error) * design.count
    middle = float(missed[design.test].sum()) * design.count
    return Range(middle - half, middle + half, share)


def _missed(design: Design, found: Fit) -> float:
    gap = (design.treated - found.path)[: design.before]
    level = abs(float(design.treated[: design.before].mean()))
    return float(np.sqrt((gap**2).mean())) / level if level else float("inf")


def _before(kind: Estimator, design: Design) -> float | None:
    """None when there are too few steps before to play it through."""
    start = design.before - design.length
    if start < max(2 * design.length, 10):
        return None
    path = fit(kind, design.treated[: design.before], design.controls[:, : design.before], start).path
    would = float(path[start:].mean())
    return float(design.treated[start : design.before].mean()) / would - 1 if would > 0 else None
