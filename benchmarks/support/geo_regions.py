"""A country of 200 regions over two years, made anew: the choice of regions for a test, and a test, from the file."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from otdel.analytics.experiments.geo.effect import side_by_side
from otdel.analytics.experiments.geo.markets import Wanted, choose
from otdel.analytics.experiments.geo.reading import Asked, places_of, read
from otdel.analytics.experiments.geo.shapes import design_of
from otdel.evidence.mix_report.tables import table_of

REGIONS, DAYS, TEST, LIFT, SEED = 200, 730, 28, 0.10, 20260101
TREATED = ("r003", "r057", "r121", "r180")
LIMIT = 30.0  # seconds for the choice, with what it takes to read the file


def make(folder: Path) -> Path:
    """Regions of unlike size under four common swings they follow more or less, with a week and noise of 8 %; the
    last four weeks of the treated ones are a tenth higher."""
    chance = np.random.default_rng(SEED)
    swings = np.cumsum(chance.normal(0, 0.02, (4, DAYS)), axis=1)
    level, leaning = np.exp(chance.normal(6, 1, REGIONS)), chance.normal(0, 1, (REGIONS, 4))
    week = 1 + 0.2 * np.sin(np.arange(DAYS) * 2 * np.pi / 7)
    values = level[:, None] * week * np.exp(0.3 * leaning @ swings + chance.normal(0, 0.08, (REGIONS, DAYS)))
    for name in TREATED:
        values[int(name[1:]), -TEST:] *= 1 + LIFT
    days = [(date(2024, 1, 1) + timedelta(days=at)).isoformat() for at in range(DAYS)]
    path = folder / "regions.csv"
    lines = [f"{day},r{region:03},{values[region, at]:.2f}" for region in range(REGIONS) for at, day in enumerate(days)]
    path.write_text("date,region,revenue\n" + "\n".join(lines) + "\n")
    return path


def timed(file: str) -> dict[str, Any]:
    """Seconds by the clock of reading, of choosing, and of a test by all estimators; how often progress was told."""
    started = time.perf_counter()
    table = table_of(Path(file))
    panel, _ = read(table, Asked("date", "region", "revenue", TREATED))  # type: ignore[arg-type]
    reading = time.perf_counter() - started
    told: list[tuple[int, int]] = []
    started = time.perf_counter()
    choices = choose(panel, Wanted(TEST), progress=lambda *at: told.append(at))
    choosing = time.perf_counter() - started
    started = time.perf_counter()
    effects = side_by_side(design_of(panel, places_of(panel, TREATED), DAYS - TEST, DAYS))
    testing = time.perf_counter() - started
    return {
        "rows": len(table.rows),  # type: ignore[union-attr]
        "reading_seconds": round(reading, 2),
        "choosing_seconds": round(choosing, 2),
        "testing_seconds": round(testing, 2),
        "sets_tried": choices[0].tried,
        "least_lift_noticed": round(choices[0].noticed(0.8), 4),
        "progress_told_times": len(told),
        "lift_put_in": LIFT,
        "lifts_found": {str(one.kind): round(one.lift or 0.0, 4) for one in effects},
        "ranges": {
            str(one.kind): [round(one.lift_range.low, 4), round(one.lift_range.high, 4)]
            for one in effects
            if one.lift_range
        },
    }
