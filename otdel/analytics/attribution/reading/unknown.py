"""Touches whose origin nobody recorded: one channel of its own, never dropped and never given to another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.shapes import UNKNOWN, Floats, Paths, Places

WORDS = frozenset(
    {"", "(not set)", "not set", "(unknown)", "unknown", "(not provided)", "unassigned", "(unassigned)", "n/a", "na"}
    | {"null", "none", "nan", "-", "?", "(other)", "невідомо", "неизвестно", "не определено", "не визначено"}
)


def cleaned(names: tuple[str, ...], steps: Places) -> tuple[tuple[str, ...], Places, int]:
    """Names with all words for nothing as one channel at their first place, steps to match, and how many were empty."""
    empty = int((steps == names.index("")).sum()) if "" in names else 0
    kept: list[str] = []
    if not any(name.casefold() in WORDS for name in names):
        return names, steps, 0
    to = np.empty(max(1, len(names)), np.int32)
    for place, name in enumerate(names):
        said = UNKNOWN if name.casefold() in WORDS else name
        if said not in kept:
            kept.append(said)
        to[place] = kept.index(said)
    return tuple(kept), to[steps], empty


def known_touches(paths: Paths) -> NDArray[np.bool_]:
    """Touches whose channel is known [t]."""
    if UNKNOWN not in paths.channels:
        return np.ones(len(paths.steps), dtype=bool)
    return np.asarray(paths.steps != paths.channels.index(UNKNOWN))


def set_aside(paths: Paths) -> Paths:
    """Without paths of which no touch is known; their conversions and value stay unknown in every model."""
    if UNKNOWN not in paths.channels and paths.lengths.all():
        return met(paths)
    reached = np.concatenate([[0], np.cumsum(known_touches(paths))])
    known = np.asarray(reached[paths.offsets[1:]] > reached[paths.offsets[:-1]])
    lost = (_sum(paths.conversions, ~known), _sum(paths.value, ~known))
    found = paths.only(known)
    return replace(met(found), aside=(paths.aside[0] + lost[0], paths.aside[1] + lost[1]))


def met(paths: Paths) -> Paths:
    """Without channels that are on no path."""
    there = np.zeros(len(paths.channels), dtype=bool)
    there[paths.steps] = True
    if there.all():
        return paths
    names = tuple(name for name, one in zip(paths.channels, there, strict=True) if one)
    to = (np.cumsum(there) - 1).astype(np.int32)
    return replace(paths, channels=names, steps=to[paths.steps])


def _sum(values: Floats | None, where: NDArray[np.bool_]) -> float:
    return 0.0 if values is None else float(values[where].sum())
