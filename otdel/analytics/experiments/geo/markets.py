"""Which regions to treat: every sensible set is tried on the past, where nothing was done, and told by how small an
effect it would have noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from otdel.analytics.experiments.findings import refuse
from otdel.analytics.experiments.geo.checking import LEAST_BEFORE, TIMES_BEFORE
from otdel.analytics.experiments.geo.playing import Played
from otdel.analytics.experiments.geo.shapes import Floats, Panel
from otdel.analytics.experiments.geo.simplex import weights_of

SIFTED, WINDOWS = 4, 16  # past tests played for every set, and for those that are left
LEFT = 40  # sets after sifting
PLAYED, TESTS = 12, 12  # sets that are played to the end, and on how many past tests
LEVEL, POWER = 0.05, 0.8
MOST_SHARE = 0.5  # of all value may be treated: something has to be left to compare with

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Places of the regions, and what past tests of the same length say: `usual` the lift found where there was none
    (root of the mean square), `least` [tests] the least lift each would have noticed, least first, `share` of all
    value that is treated, `value` it is worth during a test; the best of `tried` sets."""

    places: tuple[int, ...]
    usual: float
    share: float
    value: float
    least: tuple[float, ...] = ()
    tried: int = 0

    def noticed(self, power: float) -> float:
        """The least lift noticed in this part of past tests; infinite where there is none."""
        return self.least[min(len(self.least), ceil(power * len(self.least) - 1e-9)) - 1]

    def chance(self, lift: float) -> float:
        """The part of past tests that would have noticed the lift."""
        return sum(one <= lift for one in self.least) / len(self.least)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`steps` long; sets of `sizes` regions; `forced` regions are in every set and `barred` in
    none."""

    steps: int
    sizes: tuple[int, ...] = (1, 2, 3, 4, 5)
    forced: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    level: float = LEVEL
    power: float = POWER


def choose(panel: Panel, wanted: Wanted, *, progress: Progress = lambda _done, _all: None) -> tuple[Choice, ...]:
    """A dozen sets, from the one that notices the least effect. Raises Refused when the past is too short to try."""
    past = _Past(panel.values, wanted.steps)
    sets = _sets(panel.values, wanted)
    if not sets:
        raise refuse("no_sets", regions=len(panel.regions))
    sifted = past.starts[:: max(1, len(past.starts) // SIFTED)][:SIFTED]
    whole = len(sets) * len(sifted) + min(LEFT, len(sets)) * len(past.starts)
    first = []
    for place, one in enumerate(sets):
        progress(place * len(sifted), whole)
        first.append(_choice(panel.values, one, past.misses(one, sifted), wanted))
    best = sorted(first, key=lambda one: one.usual)[:LEFT]
    second = []
    for place, kept in enumerate(best):
        progress(len(sets) * len(sifted) + place * len(past.starts), whole)
        second.append(_choice(panel.values, kept.places, past.misses(kept.places, past.starts), wanted))
    last = sorted(second, key=lambda one: one.usual)[:PLAYED]
    found = _played(panel.values, last, past.starts[:TESTS], wanted)
    progress(whole, whole)
    order = sorted(found, key=lambda one: (one.noticed(wanted.power), one.usual))
    return tuple(replace(one, tried=len(sets)) for one in order)


def _played(values: Floats, choices: Sequence[Choice], starts: Sequence[int], wanted: Wanted) -> list[Choice]:
    """Each with the least lift noticed in every past test."""
    tests = [Played(values[:, : start + wanted.steps], wanted.steps) for start in starts]
    return [
        replace(one, least=tuple(sorted(test.least(one.places, wanted.level) for test in tests))) for one in choices
    ]


class _Past:
    """Products of regions up to the start of every past test: with them a set costs no walk over the days."""

    def __init__(self, values: Floats, steps: int) -> None:
        self.values, self.steps = values, steps
        count = values.shape[1]
        least = max(LEAST_BEFORE, min(TIMES_BEFORE * steps, count // 2))
        if count - steps < least:
            raise refuse("past_too_short", steps=count, needed=least + steps)
        starts = np.unique(np.linspace(least, count - steps, WINDOWS).astype(int))
        self.starts: list[int] = starts.tolist()[::-1]
        self.means = {start: values[:, :start].mean(axis=1) for start in self.starts}
        self.products = {start: self._products(start) for start in self.starts}

    def _products(self, start: int) -> Floats:
        moves = self.values[:, :start] - self.means[start][:, None]
        return np.asarray(moves @ moves.T)

    def misses(self, places: Sequence[int], starts: Sequence[int]) -> list[float]:
        """Lifts a demeaned synthetic control finds in past tests where there was none."""
        chosen = np.array(places)
        others = np.setdiff1d(np.arange(len(self.values)), chosen)
        return [self._miss(chosen, others, start) for start in starts]

    def _miss(self, chosen: np.ndarray, others: np.ndarray, start: int) -> float:
        products, means = self.products[start], self.means[start]
        cross = products[np.ix_(others, chosen)].mean(axis=1)
        own = float(products[np.ix_(chosen, chosen)].mean())
        weights = weights_of(products[np.ix_(others, others)], cross, own)
        test = self.values[:, start : start + self.steps].mean(axis=1)
        would = float(means[chosen].mean() + weights @ (test[others] - means[others]))
        return float(test[chosen].mean()) / would - 1 if would > 0 else float("inf")


def _sets(values: Floats, wanted: Wanted) -> list[tuple[int, ...]]:
    """Each region with those that move most like it: alike regions are noisy together least against the others, and
    all sets would be too many to try."""
    open_to = [at for at in range(len(values)) if at not in wanted.barred]
    alike = np.atleast_2d(np.nan_to_num(np.corrcoef(values)))
    total = float(np.abs(values).sum())
    found: dict[tuple[int, ...], None] = {}
    for seed in open_to:
        near = [at for at in np.argsort(-alike[seed]).tolist() if at in open_to and at != seed]
        ranked = list(dict.fromkeys([*wanted.forced, seed, *near]))
        for size in wanted.sizes:
            chosen = tuple(sorted(ranked[: max(size, len(wanted.forced))]))
            own, rest = values[list(chosen)], len(values) - len(chosen)
            if rest >= 2 and own.sum() > 0 and float(np.abs(own).sum()) <= MOST_SHARE * total:
                found[chosen] = None
    return list(found)


def _choice(values: Floats, places: tuple[int, ...], misses: Sequence[float], wanted: Wanted) -> Choice:
    own = values[list(places)]
    return Choice(
        places=places,
        usual=float(np.sqrt(np.mean(np.square(misses)))),
        share=float(own.sum() / values.sum()) if values.sum() else 0.0,
        value=float(own[:, -wanted.steps :].sum()),
    )
