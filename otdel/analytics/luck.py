"""How much of a payout is luck: what counting few leads, texts or tests moves by itself, without anybody's doing."""

from __future__ import annotations

import numpy as np

from otdel.analytics.payouts import Compiled, Floats, pay


def share_noise(share: Floats, among: Floats) -> Floats:
    """The standard deviation of a share of so many: sqrt(p (1-p) / n)."""
    inside = np.clip(share, 0.0, 1.0)
    return np.asarray(np.sqrt(inside * (1 - inside) / np.maximum(among, 1.0)))


def count_noise(value: Floats, counted: Floats) -> Floats:
    """Of something that goes with a count: the count's own noise is its square root, so the value's is v / sqrt(n)."""
    return np.asarray(np.abs(value) / np.sqrt(np.maximum(counted, 1.0)))


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
