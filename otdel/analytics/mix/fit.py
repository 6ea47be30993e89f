"""Fits a mix model: every form by itself on two threads, then all of them averaged by their evidence."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from itertools import count
from time import perf_counter

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix import hmc
from otdel.analytics.mix.averaging import averaged, weights_of
from otdel.analytics.mix.beliefs import default_priors
from otdel.analytics.mix.bridge import Evidence, Normal, evidence, normal_like, root_of, smoothed
from otdel.analytics.mix.chains import CONVERGED, ENOUGH, TAIL, bulk_ess, r_hat, tail_ess
from otdel.analytics.mix.density import names, safe_density, workspace
from otdel.analytics.mix.design import linear
from otdel.analytics.mix.laplace import Peak, peak
from otdel.analytics.mix.packing import LOG_ROOT_2PI, Packed, pack, within
from otdel.analytics.mix.shapes import Floats, Form, FormFit, LiftTest, Mix, MixData, Priors

THREADS = 2
EXPLORE = (120, 200)  # warm-up and draws of the first run, in the metric of the peak
TUNE = 100  # warm-up of the second run, in the metric of the first
MOST_ROUNDS = 10  # the chains go on while they are not enough, until this many times the draws asked for
SHARP = 0.3  # error of the log evidence: weights of forms known to a third
DRAWS = 600  # of a chain at first; rounds of as many go on until they are enough
PREVIEW_DRAWS = 800

Progress = Callable[[str, float], None]
Step = Callable[[], None]


def fit(
    data: MixData,
    priors: Priors | None = None,
    tests: Sequence[LiftTest] = (),
    *,
    forms: Sequence[Form] = tuple(Form),
    draws: int = DRAWS,
    chains: int = 4,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> Mix:
    """The posterior of every form and their average. The same seed gives the same bits.

    Chains go on past `draws` while R-hat, bulk or tail ESS fall short, up to MOST_ROUNDS times as many; whether they
    got there is for `chains` and `health` to say. Tests that reach outside the data are left out: `Mix.tests` has those
    used.
    """
    begun, told = perf_counter(), on_progress or (lambda stage, share: None)
    beliefs, block, used = priors or default_priors(data), linear(data), within(data, tests)
    packed = pack(data, block, beliefs, used)
    fits: list[FormFit] = []
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as threads:
        for place, form in enumerate(forms):
            told(form.name.lower(), place / len(forms))
            step = _steps(told, form, place, len(forms), chains)
            fits.append(fit_form(data, form, packed, threads, draws=draws, chains=chains, seed=seed, on_chain=step))
    told("averaging", 1.0)
    weights = weights_of([one.log_evidence for one in fits])
    answers = averaged(fits, weights, packed, block, seed=seed)
    return Mix(data, beliefs, used, tuple(fits), weights, answers, seed, perf_counter() - begun)


def _steps(told: Progress, form: Form, place: int, forms: int, chains: int) -> Step:
    """Says how far all forms are, one chain of the first two runs after another; later rounds wait at the end."""
    ended = count(1)
    return lambda: told(form.name.lower(), (place + min(1.0, next(ended) / (2 * chains))) / forms)


def _silent() -> None:
    pass


def fit_form(
    data: MixData,
    form: Form,
    packed: Packed,
    threads: Executor,
    *,
    draws: int,
    chains: int,
    seed: int,
    on_chain: Step = _silent,
) -> FormFit:
    """Chains of one form: from its peak, through a first run that shows the true shape, to draws that are enough.

    `on_chain` is called, by the thread that fits, whenever a chain has ended.
    """
    begun = perf_counter()
    top = peak(int(form), packed, seed=seed)
    metric, starts, spent = explored(top, form, packed, threads, chains=chains, seed=seed, on_chain=on_chain)
    rounds, joined, found = drawn(starts, metric, form, packed, threads, draws=draws, seed=seed, on_chain=on_chain)
    flat = [run for one in rounds for run in one]
    return FormFit(
        form=form,
        names=names(data.channels, form),
        draws=joined,
        log_evidence=found.log,
        evidence_error=found.error,
        acceptance=float(np.mean([run.acceptance for run in flat])),
        divergences=sum(run.divergences for run in flat),
        gradients=spent + sum(run.gradients for run in flat),
        seconds=perf_counter() - begun,
    )


def explored(
    top: Peak, form: Form, packed: Packed, threads: Executor, *, chains: int, seed: int, on_chain: Step = _silent
) -> tuple[hmc.Metric, list[Floats], int]:
    """The metric of all chains' first draws together, where each chain ended, and the gradients it took."""
    random = np.random.default_rng((seed, int(form), 0))
    first = hmc.Metric(top.mode, root_of(top.covariance))
    starts = [top.mode + first.root @ random.standard_normal(len(top.mode)) for _ in range(chains)]
    warm_up, draws = EXPLORE
    runs = _together(threads, starts, first, form, packed, warm_up, draws, (seed, int(form), 1), None, on_chain)
    pool = normal_like(np.concatenate([run.draws for run in runs]))
    return hmc.Metric(pool.mean, pool.root), [run.draws[-1] for run in runs], sum(run.gradients for run in runs)


def drawn(
    starts: Sequence[Floats],
    metric: hmc.Metric,
    form: Form,
    packed: Packed,
    threads: Executor,
    *,
    draws: int,
    seed: int,
    on_chain: Step = _silent,
) -> tuple[list[list[hmc.Chain]], Floats, Evidence]:
    """Rounds of draws until there are enough and the evidence is sharp, or the most that are tried; them joined."""
    density = partial(densities, int(form), packed, threads)
    rounds = [_together(threads, starts, metric, form, packed, TUNE, draws, (seed, int(form), 2), None, on_chain)]
    while True:
        joined, last = _joined(rounds), len(rounds) == MOST_ROUNDS
        if last or enough(joined):
            values = np.concatenate([[run.values for run in one] for one in rounds], axis=1)
            found = evidence(joined, values, density, seed=(seed, int(form), 1))
            if last or found.error < SHARP:
                return rounds, joined, found
        ends, strides = [run.draws[-1] for run in rounds[-1]], [run.stride for run in rounds[-1]]
        place = (seed, int(form), 2 + len(rounds))
        rounds.append(_together(threads, ends, metric, form, packed, 0, draws, place, strides, on_chain))


def enough(draws: Floats) -> bool:
    """Whether every quantity of chains [M, N, d] has converged and is worth enough draws, in the middle and far out."""
    known = (bulk_ess(draws) >= ENOUGH).all() and (tail_ess(draws) >= TAIL).all()
    return bool(known and (r_hat(draws) < CONVERGED).all())


def _together(
    threads: Executor,
    starts: Sequence[Floats],
    metric: hmc.Metric,
    form: Form,
    packed: Packed,
    warm_up: int,
    draws: int,
    seed: tuple[int, ...],
    strides: Sequence[float] | None,
    on_chain: Step,
) -> list[hmc.Chain]:
    def one(place: int) -> hmc.Chain:
        stride = strides[place] if strides else hmc.FIRST_STRIDE
        return hmc.run(
            starts[place], metric, int(form), packed, warm_up=warm_up, draws=draws, seed=(*seed, place), stride=stride
        )

    runs = []
    for run in threads.map(one, range(len(starts))):
        runs.append(run)
        on_chain()
    return runs


def _joined(rounds: Sequence[Sequence[hmc.Chain]]) -> Floats:
    return np.concatenate([np.stack([run.draws for run in one]) for one in rounds], axis=1)


def densities(form: int, packed: Packed, threads: Executor, points: Floats) -> Floats:
    """Log densities [N] of points [N, d], on all threads."""
    parts = np.array_split(np.ascontiguousarray(points), THREADS)

    def one(part: Floats) -> Floats:
        out = np.empty(len(part))
        every(part, form, packed, workspace(packed), out)
        return out

    return np.concatenate(list(threads.map(one, parts)))


@compiled
def every(points: Floats, form: int, packed: Packed, work: Floats, out: Floats) -> None:
    gradient = np.empty(points.shape[1])
    for one in range(len(points)):
        out[one] = safe_density(points[one], form, packed, work, gradient)


def preview(data: MixData, priors: Priors | None = None, tests: Sequence[LiftTest] = (), seed: int = 0) -> Mix:
    """The same answer from the normal that touches each form's peak: a first look while the chains run.

    Where importance weights are sound (k-hat below 0.7) the draws are weighed by them; elsewhere they stay as drawn.
    """
    begun = perf_counter()
    beliefs, block, used = priors or default_priors(data), linear(data), within(data, tests)
    packed = pack(data, block, beliefs, used)
    with ThreadPoolExecutor(THREADS) as threads:
        slowest_first = reversed(Form)  # while one thread is at the form with slopes, the other does the rest
        found = {one.form: one for one in threads.map(lambda form: _glance(data, form, packed, seed), slowest_first)}
    fits = [found[form] for form in Form]
    weights = weights_of([one.log_evidence for one in fits])
    answers = averaged(fits, weights, packed, block, seed=seed)
    return Mix(data, beliefs, used, tuple(fits), weights, answers, seed, perf_counter() - begun)


def _glance(data: MixData, form: Form, packed: Packed, seed: int) -> FormFit:
    begun, random = perf_counter(), np.random.default_rng((seed, int(form), 9))
    top = peak(int(form), packed, seed=seed, starts=1)
    touching = Normal(top.mode, root_of(top.covariance))
    points, values = touching.draw(PREVIEW_DRAWS, random), np.empty(PREVIEW_DRAWS)
    every(points, int(form), packed, workspace(packed), values)
    sound = smoothed(values - touching.log_density(points))
    if sound.trusted:
        points = points[random.choice(len(points), len(points), p=sound.weights)]
    size = len(top.mode)
    height = top.value + size * LOG_ROOT_2PI + float(np.log(np.diag(touching.root)).sum())
    took = perf_counter() - begun
    return FormFit(form, names(data.channels, form), points[None], height, np.nan, 1.0, 0, 0, took)
