"""The rival of the age curves: BG/NBD for how often customers come back, with gamma-gamma for how much they leave.

Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24 (2005), with the expected number of
purchases to come given a customer's own past; Fader and Hardie, "The gamma-gamma model of monetary value" (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

from otdel.analytics.cohorts.shapes import Floats, Ints, Purchases


@dataclass(frozen=True, eq=False)
class Histories:
    """By customer: `repeats` days with a purchase after the first, `recency` and `age` in weeks, `mean` of repeats."""

    customer: Ints
    repeats: Floats
    recency: Floats
    age: Floats
    mean: Floats


def histories(rows: Purchases, until: int) -> Histories:
    """Of purchases up to the day `until`; refunds and what is free are left out, as the model knows only purchases."""
    kept = (rows.margin > 0) & (rows.day <= until)
    key, at = np.unique(rows.customer[kept] * 100_000 + rows.day[kept], return_inverse=True)
    spent = np.bincount(at, rows.margin[kept])
    customer, day = key // 100_000, key % 100_000
    who, first, count = np.unique(customer, return_index=True, return_counts=True)
    total = np.add.reduceat(spent, first)
    repeats = np.asarray(count, dtype=np.float64) - 1
    mean = np.asarray(np.where(repeats > 0, (total - spent[first]) / np.maximum(repeats, 1), 0), dtype=np.float64)
    last = day[first + count - 1]
    return Histories(who, repeats, (last - day[first]) / 7, (until - day[first]) / 7, mean)


def fit_visits(found: Histories) -> Floats:
    """r, alpha, a and b by maximum likelihood."""
    x, seen, age = found.repeats, found.recency, found.age

    def loss(logs: Floats) -> float:
        r, alpha, a, b = np.exp(logs)
        common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        alive = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
        gone = np.where(
            x > 0, betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + seen), -np.inf
        )
        return float(-(common + np.logaddexp(alive, gone)).mean() + 1e-4 * (logs**2).sum())

    return np.asarray(np.exp(minimize(loss, np.zeros(4), method="Nelder-Mead", options={"maxiter": 800}).x))


def fit_spend(found: Histories) -> Floats:
    """p, q and v by maximum likelihood."""
    some = (found.repeats > 0) & (found.mean > 0)
    x, mean = found.repeats[some], found.mean[some]

    def loss(logs: Floats) -> float:
        p, q, v = np.exp(logs)
        each = (
            gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
            + (p * x - 1) * np.log(mean) + p * x * np.log(x) - (p * x + q) * np.log(v + mean * x)
        )  # fmt: skip
        return float(-each.mean() + 1e-4 * (logs**2).sum())

    start = np.array([1.0, 1.0, np.log(mean.mean())])
    return np.asarray(np.exp(minimize(loss, start, method="Nelder-Mead", options={"maxiter": 800}).x))


def to_come(found: Histories, visits: Floats, weeks: float) -> Floats:
    """Purchases each customer is expected to make in so many weeks."""
    r, alpha, a, b = visits
    x, age = found.repeats, found.age
    share = ((alpha + age) / (alpha + age + weeks)) ** (r + x)
    series = hyp2f1(r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks))
    above = (a + b + x - 1) / (a - 1) * (1 - share * series)
    odds = a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + found.recency)) ** (r + x)
    return np.asarray(above / (1 + np.where(x > 0, odds, 0)))


def each_brings(found: Histories, spend: Floats) -> Floats:
    """What one purchase of each customer is expected to bring."""
    p, q, v = spend
    x = found.repeats
    usual = p * v / (q - 1) if q > 1 else float(found.mean[x > 0].mean())
    weight = p * x / (p * x + q - 1)
    return np.asarray(np.clip(weight * found.mean + (1 - weight) * usual, 0, None))
