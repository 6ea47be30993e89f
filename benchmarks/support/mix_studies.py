"""How right the mix model is where the truth is known: calibration, lift tests, two more weeks, and its own prior."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.support.mix_worlds import CHANNELS, TRUTHS, Floats, World, make
from otdel.analytics.mix.beliefs import default_priors
from otdel.analytics.mix.fit import fit
from otdel.analytics.mix.shapes import LiftTest, Mix, MixData

FRESH = 20_000  # first seed of worlds nobody looked at while building
TESTED = ("search", "social", "video")
TEST_ERROR = 0.15
DRAWS = 400  # a chain; chains go on until they are enough all the same


def data_of(world: World) -> MixData:
    """What the model is told of a world: never its truth."""
    return MixData(
        world.starts, 7, world.target, CHANNELS, world.spend, target_name="revenue",
        control_names=("promo", "competitor_price"), controls=np.column_stack([world.promo, world.competitor]),
    )  # fmt: skip


def lift_tests(world: World, seed: int) -> list[LiftTest]:
    """Three switch-offs over the whole data, each with an error of 15 % of the true lift."""
    chance = np.random.default_rng(seed)
    return [_lift_test(world, CHANNELS.index(name), chance) for name in TESTED]


def _lift_test(world: World, place: int, chance: np.random.Generator) -> LiftTest:
    true = float(world.effects[:, place].sum())
    error = TEST_ERROR * true
    end = world.starts[-1] + (world.starts[1] - world.starts[0])
    return LiftTest(CHANNELS[place], world.starts[0], end, true + error * chance.standard_normal(), error)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One set of draws against the truth, by channel [C]; errors are shares of the true return."""

    crps: Floats
    error: Floats
    in_90: Floats
    in_80: Floats
    in_50: Floats


def scored(draws: Floats, true: Floats) -> Scored:
    """`draws` [S, C] of returns against `true` [C]."""
    low, high = np.quantile(draws, [0.05, 0.1, 0.25], axis=0), np.quantile(draws, [0.95, 0.9, 0.75], axis=0)
    held = ((low <= true) & (true <= high)).astype(float)
    crps = np.array([crps_of(draws[:, place], value) / value for place, value in enumerate(true)])
    error = np.abs(np.median(draws, axis=0) - true) / true
    return Scored(crps, error, held[0], held[1], held[2])


def crps_of(draws: Floats, true: float) -> float:
    """The continuous ranked probability score of a sample (Gneiting & Raftery 2007, equation 21)."""
    ordered = np.sort(draws)
    count = len(ordered)
    weights = 2 * np.arange(1, count + 1) - count - 1
    return float(np.abs(ordered - true).mean() - (weights * ordered).sum() / count**2)


def told(scores: Sequence[Scored]) -> dict[str, Any]:
    """Means over worlds and channels."""

    def mean(name: str) -> float:
        return round(float(np.mean([getattr(one, name) for one in scores])), 4)

    return {
        "worlds": len(scores),
        "crps": mean("crps"),
        "error_of_median": mean("error"),
        "in_90": mean("in_90"),
        "in_80": mean("in_80"),
        "in_50": mean("in_50"),
        "crps_by_channel": dict(zip(CHANNELS, np.mean([one.crps for one in scores], axis=0).round(3), strict=True)),
    }


def calibration(worlds: int, first: int = FRESH) -> dict[str, Any]:
    """The averaged model and each form alone on fresh worlds of every truth."""
    return {truth: _calibration(truth, range(first, first + worlds)) for truth in TRUTHS}


def _calibration(truth: str, seeds: Iterable[int]) -> dict[str, Any]:
    scores: list[Scored] = []
    weights, tested, untested = [], [], []
    for seed in seeds:
        world = make(seed, truth)
        mix = fitted(world)
        scores.append(scored(mix.draws.roi, world.roi))
        weights.append(mix.weights)
        if seed % 5 == 0:  # every fifth once more with three lift tests
            untested.append(scores[-1])
            tested.append(scored(fitted(world, lift_tests(world, seed)).draws.roi, world.roi))
    forms = {
        fit.form.name.lower(): weight for fit, weight in zip(mix.fits, np.mean(weights, axis=0).round(3), strict=True)
    }
    said = told(scores) | {"weights": forms}
    if tested:
        said["with_lift_tests"] = told(tested) | {
            "crps_cut": round(1 - told(tested)["crps"] / told(untested)["crps"], 3)
        }
    return said


def fitted(world: World, tests: Sequence[LiftTest] = (), seed: int = 1) -> Mix:
    data = data_of(world)
    return fit(data, default_priors(data), tests, draws=DRAWS, seed=seed)


def refreshed(worlds: int, first: int = FRESH) -> dict[str, Any]:
    """Two more weeks: how far each channel's return moves, in standard deviations of what was known before."""
    moves = np.array(list(_moves(worlds, first)))
    return {
        "worlds": worlds,
        "median_move": round(float(np.median(moves)), 3),
        "p95_move": round(float(np.quantile(moves, 0.95)), 3),
        "largest_move": round(float(moves.max()), 3),
        "over_one_sd": int((moves > 1).sum()),
    }


def _moves(worlds: int, first: int) -> Iterator[Floats]:
    for seed in range(first, first + worlds):
        world = make(seed, TRUTHS[seed % len(TRUTHS)])
        before, after = (fitted(world.first(weeks)).draws.roi for weeks in (154, 156))
        yield np.abs(after.mean(axis=0) - before.mean(axis=0)) / before.std(axis=0)


def against(peer_draws: Iterable[tuple[World, Floats]]) -> dict[str, Any]:
    """Scores of a peer's draws and of ours on the same worlds."""
    pairs = [(scored(draws, world.roi), scored(fitted(world).draws.roi, world.roi)) for world, draws in peer_draws]
    theirs, ours = (told([pair[side] for pair in pairs]) for side in (0, 1))
    return {"theirs": theirs, "ours": ours, "ours_minus_theirs_crps": round(ours["crps"] - theirs["crps"], 4)}


def uniform(ranks: Floats, bins: int, highest: int) -> float:
    """The chi-square probability that ranks 0..highest are uniform."""
    from scipy.stats import chisquare

    edges = np.linspace(0, highest + 1, bins + 1).round().astype(int)
    widths = np.array([right - left for left, right in pairwise(edges)])
    counts = np.histogram(ranks, bins=edges)[0]
    return float(chisquare(counts, len(ranks) * widths / widths.sum()).pvalue)
