"""How far off the estimator is where nothing was done: over time, and over regions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from otdel.analytics.experiments.ab.lift import Range
from otdel.analytics.experiments.geo.fits import Fit, Ground, fit_on
from otdel.analytics.experiments.geo.playing import ROUNDING, around
from otdel.analytics.experiments.geo.shapes import Design, Estimator, Floats

SETS = 100  # of regions that were not treated, drawn when there are more
WIDEST = 12  # spreads of what is missed to either side: the range is looked for so far
LEAST_SPREAD = 1e-6  # of the treated mean, where the fit is perfect
FINE = 1e-3  # of that spread: how exactly the end of a range is found


@dataclass(frozen=True, slots=True)
class Regions:
    """The chance that untreated regions show so much, of how many sets, and their lifts' middle nine in ten."""

    chance: float
    sets: int
    low: float
    high: float


def over_time(kind: Estimator, design: Design, found: Fit, effect: float = 0.0, ground: Ground | None = None) -> float:
    """The chance of a test period so far off on the mean if the true effect a step were `effect`.

    Conformal (Chernozhukov, Wüthrich and Zhu 2021): the effect is taken away, the estimator fitted over all steps,
    and the mean miss of the test period held against that of every other run of steps as long, going around. The mean
    with its sign, and not of absolute misses: it is the mean effect that is asked for, and effects differ by day."""
    treated = design.treated.copy()
    treated[design.test] -= effect
    ground = ground or Ground(design.controls, design.stop)
    again = fit_on(kind, treated, ground, _strength(kind, found))
    nothing = ROUNDING * float(np.abs(treated).max())
    return around(treated - again.path, design.before, design.length, nothing)


def range_over_time(kind: Estimator, design: Design, found: Fit, share: float) -> Range:
    """Effects a step that `over_time` does not refuse. As many steps as there are bound how small a chance can be:
    with fewer than 1 / (1 − share) the range has no end, and is given as infinite."""
    middle = float((design.treated - found.path)[design.test].mean())
    usual = float(np.std((design.treated - found.path)[: design.before]))
    spread = max(usual, LEAST_SPREAD * float(np.abs(design.treated).mean()))
    if (1 - share) * design.stop < 1:
        return Range(-np.inf, np.inf, share)
    ground = Ground(design.controls, design.stop)
    ends = [_edge(kind, design, found, ground, middle, side * spread, 1 - share) for side in (-1.0, 1.0)]
    return Range(min(ends[0], middle), max(ends[1], middle), share)


def _edge(
    kind: Estimator, design: Design, found: Fit, ground: Ground, middle: float, reach: float, level: float
) -> float:
    """Where effects begin to be refused, going from the middle by doubling and then halving."""
    inside, outside = middle, middle + reach / 4
    while over_time(kind, design, found, outside, ground) > level:
        inside, outside = outside, middle + 2 * (outside - middle)
        if abs(outside - middle) > WIDEST * abs(reach):
            return float(np.copysign(np.inf, reach))
    while abs(outside - inside) > FINE * abs(reach):
        half = (inside + outside) / 2
        inside, outside = (half, outside) if over_time(kind, design, found, half, ground) > level else (inside, half)
    return outside


def _strength(kind: Estimator, found: Fit) -> float | None:
    return found.strength if kind is Estimator.AUGMENTED else None


def over_regions(kind: Estimator, design: Design, found: Fit, seed: int = 0) -> Regions | None:
    """As if sets of as many untreated regions had been treated, by the others (Abadie, Diamond and Hainmueller 2010):
    what is missed in the test over what is missed before it. None with fewer than five sets."""
    sets = _sets(len(design.controls), design.count, seed)
    if len(sets) < 5:
        return None
    own = _unlike(design.treated, found.path, design)
    more, lifts = 0, []
    ground = Ground(design.controls, design.before)
    for chosen in sets:
        treated = design.controls[list(chosen)].mean(axis=0)
        path = fit_on(kind, treated, ground.without(chosen), _strength(kind, found)).path
        more += _unlike(treated, path, design) >= own
        lifts.append(lift_of(treated, path, design))
    low, high = np.quantile(lifts, (0.05, 0.95))
    return Regions((1 + more) / (1 + len(sets)), len(sets), float(low), float(high))


def _sets(controls: int, count: int, seed: int) -> list[tuple[int, ...]]:
    """Every set of so many controls, or some of them, when two others at least are left."""
    if controls < count + 2:
        return []
    if comb(controls, count) <= SETS:
        return list(combinations(range(controls), count))
    chance = np.random.default_rng(seed)
    drawn = {tuple(sorted(chance.choice(controls, count, replace=False).tolist())) for _ in range(SETS)}
    return sorted(drawn)


def _unlike(treated: Floats, path: Floats, design: Design) -> float:
    missed = (treated - path) ** 2
    before = float(missed[: design.before].mean())
    return float(missed[design.test].mean()) / before if before > 0 else np.inf


def lift_of(treated: Floats, path: Floats, design: Design) -> float:
    """Relative: mean of the test over what it would have been, less one; not a number where that is not over zero."""
    would = float(path[design.test].mean())
    return float(treated[design.test].mean()) / would - 1 if would > 0 else float("nan")
