"""Other forecasters on the same cases: python forecast_simulate.py autoets|autotheta|prophet CASES.npz OUT.npz.

Runs in an environment of its own (scripts/peers forecast). Every case is a series of days and a horizon; what is
written is the sum of each of 300 simulated paths, floored at zero as a total of sales is. Defaults of the tools, season
of seven days; a case a model cannot fit gets the mean of its last eight weeks with its own spread, and is counted.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings

import numpy as np
from numpy.typing import NDArray

warnings.filterwarnings("ignore")
Floats = NDArray[np.float64]
PATHS = 300
LEVELS = (0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975)


def autoets(values: Floats, start: str, horizon: int, season: int) -> Floats:
    from statsforecast.models import AutoETS

    return np.asarray(AutoETS(season_length=season).simulate(h=horizon, n_paths=PATHS, y=values, seed=1))


def autotheta(values: Floats, start: str, horizon: int, season: int) -> Floats:
    from statsforecast.models import AutoTheta

    return np.asarray(AutoTheta(season_length=season).simulate(h=horizon, n_paths=PATHS, y=values, seed=1))


def prophet(values: Floats, start: str, horizon: int, season: int) -> Floats:
    import pandas as pd
    from prophet import Prophet

    np.random.seed(1)
    table = pd.DataFrame({"ds": pd.date_range(start, periods=len(values)), "y": values})
    model = Prophet(uncertainty_samples=PATHS)
    model.fit(table)
    ahead = model.make_future_dataframe(horizon, include_history=False)
    return np.asarray(model.predictive_samples(ahead)["yhat"].T)


def plain(values: Floats, horizon: int) -> Floats:
    """When a model fails: the level of eight weeks, as uncertain as its weeks differ."""
    weeks = values[-56:]
    spread = weeks.std() * np.sqrt(horizon) + 1e-9
    return np.asarray(weeks.mean() * horizon + spread * np.random.default_rng(1).standard_normal(PATHS))


def main(peer: str, cases: str, out: str) -> None:
    given = np.load(cases)
    way, weekly = {"autoets": autoets, "autotheta": autotheta, "prophet": prophet}[peer], bool(given["weekly"])
    found, seconds, failed = [], [], 0
    for place in range(len(given["horizon"])):
        values = given["values"][given["first"][place] : given["last"][place]].astype(float)
        horizon = int(given["horizon"][place])
        began = time.process_time()
        try:
            paths = np.asarray(way(values, str(given["start"][place]), horizon, int(given["season"])), dtype=float)
            paths = paths.reshape(PATHS, horizon)
            if not np.isfinite(paths).all():
                raise ValueError("not finite")
            answer = np.quantile(paths, LEVELS, axis=0) if weekly else np.maximum(paths.sum(axis=1), 0)
        except Exception as error:
            failed += 1
            if failed < 4:
                print(f"{peer} failed on case {place}: {error}", file=sys.stderr)
            answer = np.tile(values[-1], (len(LEVELS), horizon)) if weekly else plain(values, horizon)
        seconds.append(time.process_time() - began)
        found.append(answer)
    np.savez(out, answers=np.array(found))
    print(json.dumps({"cases": len(found), "failed": failed, "cpu_ms_a_case": round(1000 * float(np.mean(seconds)))}))


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main(*sys.argv[1:])
