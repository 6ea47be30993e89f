"""Invented shops whose customers' future is known: churn, regulars, a season, and what a cohort would really bring."""

from __future__ import annotations

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Ints, Purchases

START = 2023 * 12  # January 2023


def first_day(month: int) -> int:
    return int((np.datetime64(f"{month // 12:04d}-{month % 12 + 1:02d}-01") - np.datetime64("1970-01-01")).astype(int))


def shop(seed: int, months: int = 18, size: int = 300, channels: int = 1, season: float = 0.15) -> Purchases:
    """Every month about `size` new customers a channel; half stay half as long, each has a pace and a purse of its own.

    Months have shocks common to all; the second channel's customers return half as often as the first's.
    """
    chance = np.random.default_rng(seed)
    shock = np.exp(season * np.cos(np.arange(months * 2) * np.pi / 6) + chance.normal(0, 0.08, months * 2))
    parts: list[tuple[Ints, Ints, Floats, Ints]] = []
    known = 0
    for month in range(months):
        for channel in range(channels):
            count = int(chance.poisson(size * np.exp(chance.normal(0, 0.1))))
            pace = chance.gamma(1.0, 0.35 / (1 + channel) * np.exp(chance.normal(0, 0.05)), count)
            lives = chance.geometric(chance.beta(1, 6, count))
            purse = 40 * np.exp(chance.normal(0, 0.5, count))
            for age in range(months - month):
                visits = chance.poisson(pace * shock[month + age]) * (age < lives) + (age == 0)
                who = np.repeat(np.arange(count), visits)
                day = first_day(START + month + age) + chance.integers(0, 28, len(who))
                if age == 0 and month == months - 1:
                    day[:1] = first_day(START + months) - 1
                spent = np.round(purse[who] * np.exp(chance.normal(0, 0.4, len(who))), 2)
                parts.append((known + who, day, spent, np.full(len(who), channel)))
            known += count
    customer, days, margin, through = (np.concatenate(one) for one in zip(*parts, strict=True))
    names = tuple(f"channel {place}" for place in range(channels)) if channels > 1 else ("",)
    return Purchases(customer, days, margin, through, names)
