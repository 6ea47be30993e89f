"""Guardrails: what must not get worse while something else gets better."""

from __future__ import annotations

from enum import StrEnum

from otdel.analytics.experiments.ab.lift import Comparison, Range

MARGIN = 0.02  # relative; a loss smaller than this is not worth stopping for


class Guard(StrEnum):
    """SAFE: a loss of the margin is ruled out. HARMED: it did get worse. UNSURE: neither can be said yet."""

    SAFE = "safe"
    HARMED = "harmed"
    UNSURE = "unsure"


def guard(comparison: Comparison, *, margin: float = MARGIN, less_is_better: bool = False) -> Guard:
    """By the range of the lift. Not noticing harm is not safety: the range itself has to lie above the margin."""
    if comparison.lift is None:
        return Guard.UNSURE
    found = _as_gain(comparison.lift.range, less_is_better=less_is_better)
    if found.high < 0:
        return Guard.HARMED
    return Guard.SAFE if found.low > -margin else Guard.UNSURE


def _as_gain(found: Range, *, less_is_better: bool) -> Range:
    return Range(-found.high, -found.low, found.share) if less_is_better else found
