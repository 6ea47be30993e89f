"""How much of a payout is luck: what counting few leads, texts or tests moves by itself, without anybody's doing."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from otdel.analytics.payouts import Compiled, Floats, number, pay


def of_share(share: Decimal, among: Decimal) -> float:
    """The standard deviation of a share of so many, sqrt(p (1-p) / n), as a part of the share."""
    p = min(max(number(share), 0.0), 1.0)
    return float(np.sqrt(p * (1 - p) / max(number(among), 1.0)) / p) if p else 0.0


def of_count(counted: Decimal) -> float:
    """Of something that goes with a count: the count's own deviation is its square root, a part 1 / sqrt(n) of it."""
    return float(1 / np.sqrt(max(number(counted), 1.0)))


def luck(plan: Compiled, table: Floats, noise: Floats, seed: int) -> float:
    """The standard deviation of the variable that sampling noise makes by itself.

    Every path is paid twice with two draws of its noise; half the mean square of the difference is the variance.
    `noise` has the table's shape; nan is noise nobody knows, which counts as none.
    """
    sigma = np.nan_to_num(noise, nan=0.0)
    random = np.random.default_rng(seed)
    first = pay(plan, table + sigma * random.standard_normal(table.shape)).variable
    second = pay(plan, table + sigma * random.standard_normal(table.shape)).variable
    return float(np.sqrt(np.mean((first - second) ** 2) / 2))
