"""All models of one set of paths, by the names they are asked for; what a model cannot answer is said instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution import heuristics
from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.coalitions import shapley
from otdel.analytics.attribution.markov import with_range
from otdel.analytics.attribution.shapes import Credit, Paths
from otdel.kit.reason import NoData

MODELS = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley")
DIRECT = ("direct", "(direct)", "(direct) / (none)", "(none)", "прямий", "прямі", "прямые", "прямой", "прямые заходы")


@dataclass(frozen=True, slots=True)
class Choices:
    """`direct` names in any letter case; `half_life` in days; `order` of the chain; `worth` of a coalition."""

    direct: tuple[str, ...] = DIRECT
    half_life: float = heuristics.HALF_LIFE
    order: int = 1
    worth: str = "conversions"
    seed: int = 0


def credit(paths: Paths, model: str, choices: Choices) -> Credit | NoData:
    """What `model` gives each channel; the paths must have passed `check`. Raises KeyError for an unknown model."""
    return _ANSWERS[model](paths, choices)


def noted(paths: Paths, models: Sequence[str], choices: Choices) -> tuple[Finding, ...]:
    """What the choices leave a model without."""
    if "last_non_direct" in models and not is_direct(paths, choices.direct).any():
        return (finding("no_direct"),)
    return ()


def is_direct(paths: Paths, direct: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which channels are direct visits [K]."""
    names = {name.casefold().strip() for name in direct}
    return np.array([channel.casefold() in names for channel in paths.channels], dtype=bool)


def _last_non_direct(paths: Paths, choices: Choices) -> Credit | NoData:
    return heuristics.last_non_direct(paths, is_direct(paths, choices.direct))


def _time_decay(paths: Paths, choices: Choices) -> Credit | NoData:
    if paths.ages is None:
        return NoData.because("attribution.no_times")
    return heuristics.time_decay(paths, choices.half_life)


def _shapley(paths: Paths, choices: Choices) -> Credit | NoData:
    if choices.worth == "rate" and not paths.nulls_known:
        return NoData.because("attribution.no_rate")
    return shapley(paths, choices.worth, seed=choices.seed)


_ANSWERS: dict[str, Callable[[Paths, Choices], Credit | NoData]] = {
    "first": lambda paths, _: heuristics.first(paths),
    "last": lambda paths, _: heuristics.last(paths),
    "last_non_direct": _last_non_direct,
    "linear": lambda paths, _: heuristics.linear(paths),
    "position": lambda paths, _: heuristics.position(paths),
    "time_decay": _time_decay,
    "markov": lambda paths, choices: with_range(paths, choices.order, seed=choices.seed),
    "shapley": _shapley,
}
