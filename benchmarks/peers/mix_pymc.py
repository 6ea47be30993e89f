"""PyMC-Marketing on one weekly file: python mix_pymc.py FILE.csv ROI.npz. Runs in an environment of its own.

Its own defaults: geometric adstock over eight weeks, logistic saturation, its priors; two yearly waves by its own
switch, trend as a control; sampled by nutpie.
"""

from __future__ import annotations

import json
import sys
import time
import warnings

BEGAN = time.perf_counter()
warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from pymc_marketing.mmm import MMM, GeometricAdstock, LogisticSaturation  # noqa: E402


def main(file: str, out: str) -> None:
    table = pd.read_csv(file, parse_dates=["date"])
    table["trend"] = np.arange(len(table)) / len(table)
    spend = [name for name in table if name.endswith("_spend")]
    mix = MMM(
        date_column="date", channel_columns=spend, control_columns=["promo", "competitor_price", "trend"],
        adstock=GeometricAdstock(l_max=8), saturation=LogisticSaturation(), yearly_seasonality=2,
    )  # fmt: skip
    started = time.perf_counter()
    mix.fit(
        table.drop(columns="revenue"), table["revenue"], nuts_sampler="nutpie", chains=4, draws=1000, tune=1000,
        target_accept=0.9, random_seed=1, progressbar=False,
    )  # fmt: skip
    fitted = time.perf_counter() - started
    brought = mix.compute_channel_contribution_original_scale()
    total = brought.sum("date").transpose("chain", "draw", "channel").values
    np.savez(out, roi=total / table[spend].sum().values)
    print(json.dumps({"fit_seconds": round(fitted, 2), "inside_seconds": round(time.perf_counter() - BEGAN, 2)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
