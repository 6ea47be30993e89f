"""Which regions to treat: every sensible set is tried on the past, where nothing was done, and told by how small an
effect it would have noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from otdel.analytics.experiments.findings import refuse
from otdel.analytics.experiments.geo.checking import LEAST_BEFORE, TIMES_BEFORE
from otdel.analytics.experiments.geo.shapes import Floats, Panel
from otdel.analytics.experiments.geo.simplex import weights_of

SIFTED, WINDOWS = 4, 16  # past tests played for every set, and for those that are left
LEFT = 40  # sets after sifting
LEVEL, POWER = 0.05, 0.8
MOST_SHARE = 0.5  # of all value may be treated: something has to be left to compare with

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Places of the regions, and what past tests of the same length say: `misses` [windows] the lifts found where
    there was none, `noticed` the smallest lift found with the power asked for, `chance` of noticing the lift hoped
    for, `share` of all value that is treated, `value` it is worth during a test."""

    places: tuple[int, ...]
    misses: tuple[float, ...]
    noticed: float
    chance: float
    share: float
    value: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """`steps` long; sets of `sizes` regions; `lift` hoped for; `forced` regions are in every set and `barred` in
    none."""

    steps: int
    sizes: tuple[int, ...] = (1, 2, 3, 4, 5)
    lift: float = 0.05
    forced: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    level: float = LEVEL
    power: float = POWER


def choose(panel: Panel, wanted: Wanted, *, progress: Progress = lambda _done, _all: None) -> tuple[Choice, ...]:
    """Sets from the one that notices the least effect. Raises Refused when the past is too short to try."""
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
    best = sorted(first, key=lambda one: one.noticed)[:LEFT]
    found = []
    for place, kept in enumerate(best):
        progress(len(sets) * len(sifted) + place * len(past.starts), whole)
        found.append(_choice(panel.values, kept.places, past.misses(kept.places, past.starts), wanted))
    progress(whole, whole)
    return tuple(sorted(found, key=lambda one: one.noticed))


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
            rest = len(values) - len(chosen)
            if rest >= 2 and float(np.abs(values[list(chosen)]).sum()) <= MOST_SHARE * total:
                found[chosen] = None
    return list(found)


def _choice(values: Floats, places: tuple[int, ...], misses: Sequence[float], wanted: Wanted) -> Choice:
    """The usual miss counts its bias too; t with as many degrees as windows, for the miss itself is a guess."""
    spread = float(np.sqrt(np.mean(np.square(misses))))
    freedom = len(misses)
    edge = float(special.stdtrit(freedom, 1 - wanted.level / 2))
    own = values[list(places)]
    return Choice(
        places=places,
        misses=tuple(misses),
        noticed=spread * (edge + float(special.stdtrit(freedom, wanted.power))),
        chance=chance_of(wanted.lift, spread, freedom, wanted.level),
        share=float(own.sum() / values.sum()) if values.sum() else 0.0,
        value=float(own[:, -wanted.steps :].sum()),
    )


def chance_of(lift: float, spread: float, freedom: int, level: float = LEVEL) -> float:
    """That a lift is noticed by a test whose usual miss is `spread`, found from `freedom` past tests."""
    if not spread > 0 or not np.isfinite(spread):
        return 0.0 if spread else 1.0
    edge = float(special.stdtrit(freedom, 1 - level / 2))
    away = abs(lift) / spread
    return float(special.stdtr(freedom, away - edge) + special.stdtr(freedom, -away - edge))
