"""Worlds whose returns are known: weeks of spend with budget cycles, flights and a season, and what it brought.

Each world gives six channels a carry-over, a saturation and a return; the week's target is base + trend + season +
promotions + a competitor's price + the effects + noise. Channels share a budget cycle, so they are partly collinear.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CHANNELS = ("search", "shopping", "social", "display", "video", "affiliate")
SPEND = dict(zip(CHANNELS, (9000.0, 6500.0, 7500.0, 3500.0, 5000.0, 2200.0), strict=True))
CYCLE = dict(zip(CHANNELS, (1.0, 1.0, 1.3, 1.3, 0.7, 0.8), strict=True))  # how far a channel follows the shared budget
CARRY = dict(zip(CHANNELS, (0.15, 0.10, 0.40, 0.50, 0.70, 0.25), strict=True))
RETURN = dict(zip(CHANNELS, (3.2, 2.4, 1.5, 0.5, 1.2, 2.0), strict=True))
SLOPES = {
    "hill": dict.fromkeys(CHANNELS, 1.0),
    "logistic": dict.fromkeys(CHANNELS, 1.0),
    "mixed": dict(zip(CHANNELS, (0.8, 1.0, 1.4, 1.2, 1.8, 0.7), strict=True)),  # no form of the model is right
}
TRUTHS = tuple(SLOPES)
START = date(2023, 1, 2)
WINDOW = 26  # weeks an effect lasts at most
NOISE = 4500.0


@dataclass(frozen=True, eq=False)
class World:
    """`spend` [n, C], `target` [n]; `roi` and `next_roi` [C] are true; `effects` [n, C] too."""

    truth: str
    seed: int
    starts: tuple[date, ...]
    spend: Floats
    target: Floats
    promo: Floats
    competitor: Floats
    roi: Floats
    next_roi: Floats
    effects: Floats

    def first(self, weeks: int) -> World:
        """The same world before later weeks came; what is true of all of it is kept for those weeks only."""
        cut = slice(0, weeks)
        roi = self.effects[cut].sum(axis=0) / self.spend[cut].sum(axis=0)
        return World(
            self.truth, self.seed, self.starts[cut], self.spend[cut], self.target[cut], self.promo[cut],
            self.competitor[cut], roi, self.next_roi, self.effects[cut],
        )  # fmt: skip

    def write(self, path: Path) -> None:
        with path.open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(["date", "revenue", "promo", "competitor_price", *(f"{name}_spend" for name in CHANNELS)])
            rows = zip(self.starts, self.target, self.promo, self.competitor, self.spend, strict=True)
            for day, target, promo, price, spend in rows:
                out.writerow(
                    [day.isoformat(), f"{target:.2f}", f"{promo:g}", f"{price:.4f}", *map("{:.2f}".format, spend)]
                )


def make(seed: int, truth: str, weeks: int = 156) -> World:
    """A world of one truth ("hill", "logistic" or "mixed"); the same seed spends alike in all of them."""
    chance = np.random.default_rng(seed)
    starts = tuple(START + timedelta(weeks=week) for week in range(weeks))
    day = np.array([start.timetuple().tm_yday for start in starts], dtype=float)
    cycle = _wave(chance, weeks, 0.8, 0.10)
    promo = (chance.random(weeks) < 0.13).astype(float)
    competitor = _wave(chance, weeks, 0.7, 0.7)
    spend = {name: _spend(chance, name, day, cycle, promo) for name in CHANNELS}
    carry = {name: float(np.clip(value + chance.normal(0, 0.05), 0.03, 0.85)) for name, value in CARRY.items()}
    roi = {name: float(value * np.exp(chance.normal(0, 0.25))) for name, value in RETURN.items()}
    effects, nexts = [], []
    for name in CHANNELS:
        effect, next_one = _effect(chance, spend[name], truth, SLOPES[truth][name], carry[name], roi[name])
        effects.append(effect)
        nexts.append(next_one)
    season = 14_000 * np.cos(2 * np.pi * (day - 340) / 365.25) + 5_000 * np.sin(4 * np.pi * (day - 20) / 365.25)
    base = 75_000 + 90 * np.arange(weeks) + season + 11_000 * promo - 2_500 * competitor
    target = base + np.sum(effects, axis=0) + chance.normal(0, NOISE, weeks)
    return World(
        truth, seed, starts, np.column_stack([spend[name] for name in CHANNELS]), target, promo, competitor,
        np.array([roi[name] for name in CHANNELS]), np.array(nexts), np.column_stack(effects),
    )  # fmt: skip


def _wave(chance: np.random.Generator, length: int, kept: float, size: float) -> Floats:
    """An autoregression of order one."""
    shocks, level, found = chance.normal(0, size, length), 0.0, np.zeros(length)
    for step in range(length):
        level = kept * level + shocks[step] if step else shocks[step]
        found[step] = level
    return found


def _spend(chance: np.random.Generator, name: str, day: Floats, cycle: Floats, promo: Floats) -> Floats:
    weeks = len(day)
    demand = 0.16 * np.cos(2 * np.pi * (day - 335) / 365.25) + 0.06 * np.sin(4 * np.pi * day / 365.25)
    spent = SPEND[name] * np.exp(CYCLE[name] * cycle + 0.7 * demand + _wave(chance, weeks, 0.5, 0.16) + 0.1 * promo)
    if name == "video":
        spent = spent * _flights(chance, weeks) * 1.7
    if name == "affiliate":
        spent = spent * np.exp(0.35 * np.arange(weeks) / weeks)
    if name == "display":
        spent = np.where(chance.random(weeks) < 0.08, 0.0, spent)
    return np.round(spent, 2)


def _flights(chance: np.random.Generator, weeks: int) -> Floats:
    on = np.zeros(weeks)
    for start in range(int(chance.integers(2, 8)), weeks, 13):
        on[start : start + int(chance.integers(5, 9))] = 1.0
    return on


def _effect(
    chance: np.random.Generator, spend: Floats, truth: str, slope: float, carry: float, roi: float
) -> tuple[Floats, float]:
    """The target a channel added each week, and what one more per cent of its spend would have returned."""
    mean = spend[spend > 0].mean()
    place = chance.uniform(0.7, 2.0) / mean if truth == "logistic" else mean * chance.uniform(0.7, 1.8)

    def response(spent: Floats) -> Floats:
        return _saturated(_carried(spent, carry), truth, place, slope)

    scale = roi * spend.sum() / response(spend).sum()
    more = scale * (response(1.01 * spend).sum() - response(spend).sum()) / (0.01 * spend.sum())
    return scale * response(spend), float(more)


def _carried(spend: Floats, carry: float) -> Floats:
    weights = carry ** np.arange(WINDOW)
    return np.asarray(np.convolve(spend, weights / weights.sum())[: len(spend)])


def _saturated(pressure: Floats, truth: str, place: float, slope: float) -> Floats:
    if truth == "logistic":
        return np.asarray(np.tanh(pressure * place / 2))
    raised = pressure**slope
    return np.asarray(raised / (place**slope + raised + 1e-300))
