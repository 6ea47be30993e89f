"""Small companies with a known truth, made up for tests of the mix model."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from otdel.analytics.mix.shapes import Floats, LiftTest, MixData

MONDAY = date(2024, 1, 1)
CARRY, HALF, ROI, BASE, NOISE = 0.3, 1.0, 2.0, 100_000.0, 4_000.0


def weeks(count: int) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(weeks=week) for week in range(count))


def company(steps: int = 104, channels: int = 3, *, seed: int = 1, together: float = 0.0, dark: float = 0.0) -> MixData:
    """Channels that all carry over 0.3, saturate as Hill at their mean and return 2 for 1.

    `together` is the part of the log of spend that all channels share; `dark` the chance of a week without spend.
    """
    random = np.random.default_rng(seed)
    shared, own = random.standard_normal((steps, 1)), random.standard_normal((steps, channels))
    spend = 5_000 * np.exp(0.4 * (np.sqrt(together) * shared + np.sqrt(1 - together) * own))
    spend *= random.random((steps, channels)) >= dark
    season = 10_000 * np.sin(2 * np.pi * np.arange(steps) / 52.18)
    target = BASE + season + sum(effect(spend[:, place]) for place in range(channels))
    target = target + NOISE * random.standard_normal(steps)
    return MixData(weeks(steps), 7, target, tuple(f"channel{place}" for place in range(channels)), spend)


def effect(spend: Floats) -> Floats:
    """What a channel truly brings a step [n]."""
    weights = CARRY ** np.arange(30)
    pressure = np.convolve(spend, weights / weights.sum())[: len(spend)]
    reached = pressure / (pressure + HALF * spend[spend > 0].mean())
    return np.asarray(ROI * spend.sum() * reached / reached.sum())


def true_test(
    data: MixData, channel: int, first: int, behind: int, *, share: float = 1.0, error: float = 0.15
) -> LiftTest:
    """What a perfect experiment on these steps would have found, with a standard error of such a part of it."""
    spend = data.spend[:, channel]
    less = spend.copy()
    less[first:behind] *= 1 - share
    ceiling = effect(spend)
    lift = float((ceiling - _same_curve(spend, less))[first:behind].sum())
    start, end = data.starts[first], data.starts[behind - 1] + timedelta(days=data.step_days)
    return LiftTest(data.channels[channel], start, end, lift, error * lift, share)


def _same_curve(spend: Floats, less: Floats) -> Floats:
    """The effect of less spend under the curve that the whole spend has."""
    weights = CARRY ** np.arange(30)
    weights = weights / weights.sum()
    half = HALF * spend[spend > 0].mean()
    whole, part = (np.convolve(one, weights)[: len(spend)] for one in (spend, less))
    return np.asarray(ROI * spend.sum() * (part / (part + half)) / (whole / (whole + half)).sum())
