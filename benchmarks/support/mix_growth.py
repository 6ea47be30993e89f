"""How long fits take, how they grow, and whether they converge."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from benchmarks.support.mix_studies import data_of, lift_tests
from benchmarks.support.mix_worlds import START, TRUTHS, make
from otdel.analytics.mix.beliefs import default_priors
from otdel.analytics.mix.chains import bulk_ess, r_hat, tail_ess
from otdel.analytics.mix.fit import fit, preview
from otdel.analytics.mix.shapes import Form, Mix, MixData

WEEKS, MANY = (52, 104, 156, 260, 520), (2, 6, 10, 20, 40)


def warm_fits() -> dict[str, Any]:
    """The middle of seven, after one that is not counted."""
    world = make(11, "hill")
    data = data_of(world)
    priors, tests = default_priors(data), lift_tests(world, 1)
    return {
        "one_form": _middle(lambda: fit(data, priors, forms=(Form.HILL,), seed=1)),
        "three_forms": _middle(lambda: fit(data, priors, tests, seed=1)),
        "preview": _middle(lambda: preview(data, priors, tests, seed=1)),
    }


def _middle(ask: Callable[[], object], times: int = 7) -> float:
    ask()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - started)
    return round(sorted(taken)[times // 2], 3)


def converged(seeds: Sequence[int] = range(60_000, 60_010)) -> dict[str, Any]:
    """Ten worlds of each truth, each form of each."""
    return {truth: worst([fit(data_of(make(seed, truth)), seed=1) for seed in seeds]) for truth in TRUTHS}


def worst(mixes: Sequence[Mix]) -> dict[str, Any]:
    """Over every parameter of every form of every fit."""
    fits = [one for mix in mixes for one in mix.fits]
    return {
        "fits": len(fits),
        "largest_r_hat": round(max(float(r_hat(one.draws).max()) for one in fits), 4),
        "least_bulk_ess": round(min(float(bulk_ess(one.draws).min()) for one in fits)),
        "least_tail_ess": round(min(float(tail_ess(one.draws).min()) for one in fits)),
        "divergences": sum(one.divergences for one in fits),
        "largest_evidence_error": round(max(one.evidence_error for one in fits), 3),
    }


def grown() -> dict[str, Any]:
    """Three forms each; convergence beside the seconds, for a fast fit that is not done would be no fit."""
    by_weeks = {str(weeks): _timed(made(weeks, 6)) for weeks in WEEKS}
    by_channels = {str(count): _timed(made(156, count)) for count in MANY}
    return {"weeks": by_weeks, "channels": by_channels, "260 weeks and 40 channels": _timed(made(260, 40))}


def _timed(data: MixData) -> dict[str, Any]:
    fit(data, draws=50, seed=2)
    started = time.perf_counter()
    mix = fit(data, seed=1)
    return {"seconds": round(time.perf_counter() - started, 2), **worst([mix])}


def made(weeks: int, channels: int, seed: int = 7) -> MixData:
    """Any number of channels whose spend follows one cycle in part; what they bring saturates."""
    chance = np.random.default_rng(seed)
    cycle = np.cumsum(chance.normal(0, 0.05, weeks))
    spend = 5_000 * np.exp(0.5 * cycle[:, None] + chance.normal(0, 0.35, (weeks, channels)))
    effects = 2 * 5_000 * 2 * spend / (spend + 5_000)
    turn = 2 * np.pi * np.arange(weeks) / 52.18
    base = 20_000 * channels * (1 + 0.2 * np.cos(turn))
    target = base + effects.sum(axis=1) + chance.normal(0, 1_000 * channels, weeks)
    starts = tuple(START + timedelta(weeks=week) for week in range(weeks))
    return MixData(starts, 7, target, tuple(f"channel {place + 1}" for place in range(channels)), spend)
