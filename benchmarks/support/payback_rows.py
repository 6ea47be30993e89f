"""A ledger of a million rows in five channels over two and a half years, and how long payback takes on it."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from otdel.analytics.cohorts.costs import Costs
from otdel.analytics.cohorts.holdout import told
from otdel.analytics.cohorts.shapes import Purchases, month_of
from otdel.analytics.cohorts.study import last_month, study, tried
from otdel.analytics.cohorts.triangle import triangle

FIRST, MONTHS, EACH = 19_358, 30, 4  # 2023-01-01; months; rows of a customer
CHANNELS = ("search", "social", "mail", "partners", "none")


def ledger(rows: int, seed: int = 7) -> Purchases:
    """Customers join every day, and come back at exponential gaps with a lognormal purse."""
    chance = np.random.default_rng(seed)
    customers = max(1, rows // EACH)
    ends = FIRST + 911  # 2025-06-30
    joined = chance.integers(FIRST, ends + 1, customers)
    who = chance.permutation(np.r_[np.arange(customers), chance.integers(0, customers, rows - customers)])
    gap = (chance.exponential(150, rows) * (chance.random(rows) < 0.75)).astype(np.int64)
    day = joined[who] + gap
    day = np.where(day > ends, joined[who], day)  # whoever would have come later comes at once
    return Purchases(who, day, np.round(chance.lognormal(3, 1, rows), 2), who % len(CHANNELS), CHANNELS)


def timed(rows: str = "1000000") -> dict[str, Any]:
    """Seconds of the triangle (the fastest of three, columns in memory) and of the whole answer with its trial."""
    made = ledger(int(rows))
    last, _ = last_month(made)
    triangle(made.up_to(FIRST + 200), FIRST, by_channel=False)  # the compiler wakes
    fastest = min(_seconds(lambda: triangle(made, last)) for _ in range(3))
    costs = Costs({(int(month_of(made.day).min()) + at, name): 9000.0 for at in range(MONTHS) for name in CHANNELS})
    study(made.up_to(FIRST + 120), int(month_of(np.array([FIRST + 89]))[0]), costs, horizon=12, draws=10)
    started = time.perf_counter()
    found, _ = study(made, last, costs, horizon=24)
    answered = time.perf_counter() - started
    if found is None:
        raise RuntimeError("the ledger of the benchmark was refused")
    started = time.perf_counter()
    cells = tried(made, found)
    held = told(cells)
    return {
        "rows": int(rows),
        "cohorts": len(found.cohorts.size),
        "triangle_seconds": round(fastest, 3),
        "answer_seconds": round(answered, 2),
        "trial_seconds": round(time.perf_counter() - started, 2),
        "trial_cells": held.cells,
        "trial_inside_80": round(held.inside, 3),
    }


def _seconds(call: Any) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
