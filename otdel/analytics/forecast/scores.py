"""How good forecasts were: proper scores of samples and of odds, coverage, and whether odds kept their word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.smoothing import Floats


def crps(draws: Floats, actual: Floats) -> Floats:
    """Continuous ranked probability score of samples [S, ...] against [...]; the smaller the better.

    The sample form of Gneiting & Raftery (2007), equation 21.
    """
    ordered = np.sort(draws, axis=0)
    count = len(ordered)
    weights = (2 * np.arange(1, count + 1) - count - 1).reshape(-1, *[1] * (ordered.ndim - 1))
    return np.asarray(np.abs(ordered - actual).mean(axis=0) - (weights * ordered).sum(axis=0) / count**2)


def brier(odds: Floats, happened: Floats) -> float:
    """Mean squared distance of odds from what happened, 0 or 1 (Brier 1950)."""
    return float(((odds - happened) ** 2).mean())


def log_score(odds: Floats, happened: Floats, clip: float = 0.01) -> float:
    """Mean negative logarithm of the odds given to what happened; odds are clipped away from certainty."""
    safe = np.clip(odds, clip, 1 - clip)
    return float(-(happened * np.log(safe) + (1 - happened) * np.log(1 - safe)).mean())


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """By bin of odds [B]: how many, their mean, how often it happened; and the mean distance, weighted by count."""

    count: Floats
    said: Floats
    happened: Floats
    error: float


def reliability(odds: Floats, happened: Floats, bins: int = 10) -> Reliability:
    """Expected calibration error over equal bins of odds (Naeini, Cooper & Hauskrecht 2015)."""
    place = np.minimum((odds * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins).astype(float)
    some = np.maximum(count, 1)
    said = np.bincount(place, weights=odds, minlength=bins) / some
    came = np.bincount(place, weights=happened, minlength=bins) / some
    return Reliability(count, said, came, float((np.abs(said - came) * count).sum() / max(count.sum(), 1)))


def covered(draws: Floats, actual: Floats, level: float) -> Floats:
    """Whether the central range of samples [S, ...] holds what came [...]: 0 or 1."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.asarray((low <= actual) & (actual <= high), dtype=float)


def pinball(quantiles: Floats, levels: Floats, actual: Floats) -> Floats:
    """Loss [Q, ...] of quantiles [Q, ...] at levels [Q]."""
    apart = actual - quantiles
    shaped = levels.reshape(-1, *[1] * (quantiles.ndim - 1))
    return np.asarray(np.maximum(shaped * apart, (shaped - 1) * apart))


def wql(quantiles: Floats, levels: Floats, actual: Floats) -> float:
    """Weighted quantile loss [Q, ...] against [...]: twice the mean pinball loss over the size of the sum."""
    size = float(np.abs(actual).sum())
    return float(2 * pinball(quantiles, levels, actual).mean(axis=0).sum() / size) if size > 0 else float("nan")


def mase(middle: Floats, actual: Floats, past: Floats, period: int) -> float:
    """Mean distance of a forecast [H] in units of the seasonal naive's own past errors (Hyndman & Koehler 2006)."""
    scale = float(np.nanmean(np.abs(past[period:] - past[:-period]))) if len(past) > period else 0.0
    return float(np.abs(middle - actual).mean() / scale) if scale > 0 else float("nan")
