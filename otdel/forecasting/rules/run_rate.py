"""The plain rule forecasts are compared with: the pace so far goes on, give or take how days scatter."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np

from otdel.forecasting.rules.arrays import Floats

LOOKED_BACK = 28  # days the pace is taken from before a period has days of its own


def run_rate_odds(days: Floats, first: int, length: int, plan: float) -> float:
    """Odds that days [n], of which those from `first` on lie in a period of `length` days, end at `plan` or more.

    The rest of the period goes on at the mean of its days so far (of the last weeks, on the first day), scattered
    normally by the spread of the last weeks.
    """
    own, recent = days[first:], days[-LOOKED_BACK:]
    left = length - len(own)
    if left <= 0:
        return float(own[:length].sum() >= plan)
    rate = float((own if len(own) else recent).mean())
    spread = max(float(recent.std()), 1e-9) * sqrt(left)
    return float(np.clip(0.5 * (1 + erf((own.sum() + rate * left - plan) / (spread * sqrt(2)))), 0.01, 0.99))
