"""What spend brought step by step."""

from __future__ import annotations

import numpy as np

from otdel.analytics.mix.response.curves import over_time
from otdel.analytics.mix.shapes import Draws, Floats
from otdel.analytics.mix.transforms import window


def effects(draws: Draws, place: int, spend: Floats, *, step_days: int) -> Floats:
    """[S, n]: target that each step of `spend` [n] of the channel at `place` brings, from nothing spent before."""
    answer = np.empty((len(draws), len(spend)))
    shape = draws.carry[:, place], draws.half[:, place], draws.slope[:, place], draws.ceiling[:, place]
    over_time(np.ascontiguousarray(spend, dtype=np.float64), window(step_days), draws.form, *shape, answer)
    return answer
