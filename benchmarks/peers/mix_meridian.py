"""Meridian on one weekly file: python mix_meridian.py FILE.csv ROI.npz. Runs in an environment of its own.

National model with its own defaults: geometric adstock, Hill saturation, its ROI prior. Trend and two yearly waves are
given as control columns, so that it knows as much of the base as the other models do.
"""

from __future__ import annotations

import json
import os
import sys
import time

BEGAN = time.perf_counter()
os.environ["MERIDIAN_BACKEND"] = "jax"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from meridian.analysis import analyzer  # noqa: E402
from meridian.data import data_frame_input_data_builder as builder  # noqa: E402
from meridian.model import model, spec  # noqa: E402


def main(file: str, out: str) -> None:
    table = pd.read_csv(file)
    spend = [name for name in table if name.endswith("_spend")]
    controls = with_base(table)
    data = (
        builder.DataFrameInputDataBuilder(kpi_type="revenue")
        .with_kpi(table, kpi_col="revenue", time_col="date")
        .with_controls(table, control_cols=controls, time_col="date")
        .with_media(table, media_cols=spend, media_spend_cols=spend, media_channels=spend, time_col="date")
        .build()
    )
    mix = model.Meridian(input_data=data, model_spec=spec.ModelSpec(knots=1))
    started = time.perf_counter()
    mix.sample_posterior(n_chains=4, n_adapt=500, n_burnin=500, n_keep=1000, seed=1)
    fitted = time.perf_counter() - started
    roi = np.asarray(analyzer.Analyzer(model_context=mix.model_context, inference_data=mix.inference_data).roi())
    np.savez(out, roi=roi)
    print(json.dumps({"fit_seconds": round(fitted, 2), "inside_seconds": round(time.perf_counter() - BEGAN, 2)}))


def with_base(table: pd.DataFrame) -> list[str]:
    """Adds trend and season to the table; the names of all control columns."""
    day = pd.to_datetime(table["date"]).dt.dayofyear
    table["trend"] = np.arange(len(table)) / len(table)
    for wave in (1, 2):
        table[f"sin{wave}"] = np.sin(2 * np.pi * wave * day / 365.25)
        table[f"cos{wave}"] = np.cos(2 * np.pi * wave * day / 365.25)
    return ["promo", "competitor_price", "trend", "sin1", "cos1", "sin2", "cos2"]


if __name__ == "__main__":
    main(*sys.argv[1:])
