"""Several series of one tree imagined together, so that sums and ratios of their paths are those of one future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.dependence import ordered_together
from otdel.analytics.forecast.mixture import Imagined, imagine
from otdel.analytics.forecast.smoothing import Floats

THREADS = 2


def together(
    values: Mapping[str, Floats],
    rhythm: Rhythm,
    horizon: int,
    *,
    draws: int = 900,
    seed: int = 0,
    calendar: Floats | None = None,
    known: Mapping[str, Floats] | None = None,
    threads: int = THREADS,
) -> dict[str, Imagined]:
    """Futures of every series [n], all ending at the same step; path s of each belongs to the same future.

    Each series is imagined as `imagine` does alone; then paths are put in a common order (dependence.py). Sums over a
    tree and ratios are to be taken path by path. `calendar` is one for all and as long as the longest series and the
    horizon; `known` is by name.
    """
    every = each(values, rhythm, horizon, draws=draws, seed=seed, calendar=calendar, known=known, threads=threads)
    names = list(values)
    paths = ordered_together(
        [every[name].paths for name in names], [values[name] for name in names], rhythm.period, seed
    )
    return {
        name: Imagined(path, every[name].weights, every[name].trials) for name, path in zip(names, paths, strict=True)
    }


def each(
    values: Mapping[str, Floats],
    rhythm: Rhythm,
    horizon: int,
    *,
    draws: int = 900,
    seed: int = 0,
    calendar: Floats | None = None,
    known: Mapping[str, Floats] | None = None,
    threads: int = THREADS,
) -> dict[str, Imagined]:
    """Futures of every series by itself, on several threads: the loops run outside the interpreter's lock."""

    def one(name: str) -> Imagined:
        own = None if calendar is None else calendar[len(calendar) - len(values[name]) - horizon :]
        mine = None if known is None else known.get(name)
        return imagine(values[name], rhythm, horizon, draws=draws, seed=seed, calendar=own, known=mine)

    names = list(values)
    if threads < 2 or len(names) < 2:
        return {name: one(name) for name in names}
    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(names, pool.map(one, names), strict=True))


def sum_of(paths: Sequence[Floats]) -> Floats:
    """Of series imagined together, path by path [S, H]."""
    return np.asarray(np.sum(paths, axis=0))


def ratio_of(above: Floats, below: Floats) -> Floats:
    """Of totals [S], path by path; nan where there is nothing to divide by."""
    return np.asarray(np.divide(above, below, out=np.full(len(above), np.nan), where=below != 0))
