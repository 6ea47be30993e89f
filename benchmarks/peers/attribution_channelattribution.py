"""ChannelAttribution on a Parquet file of paths: its rules of thumb and its simulated chain, timed, results as JSON.

Runs in an environment of its own: paths.parquet out.json.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import ChannelAttribution as peer  # type: ignore[import-not-found]
import pandas as pd


def timed(call: Any) -> tuple[Any, dict[str, float]]:
    began, used = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        result = call()
    spent = {"seconds": round(time.perf_counter() - began, 3), "cpu_seconds": round(time.process_time() - used, 3)}
    return result, spent


def main(file: str, out: str) -> None:
    data = pd.read_parquet(file)
    rules, of_rules = timed(
        lambda: peer.heuristic_models(data, "path", "conversions", var_value="value", flg_pro=False)
    )
    chain, of_chain = timed(
        lambda: peer.markov_model(
            data, "path", "conversions", var_value="value", var_null="null", order=1, out_more=False, verbose=False,
            flg_pro=False,
        )
    )  # fmt: skip
    found = {
        "first": dict(zip(rules["channel_name"], rules["first_touch_conversions"], strict=True)),
        "last": dict(zip(rules["channel_name"], rules["last_touch_conversions"], strict=True)),
        "linear": dict(zip(rules["channel_name"], rules["linear_touch_conversions"], strict=True)),
        "markov": dict(zip(chain["channel_name"], chain.iloc[:, 1], strict=True)),
    }
    Path(out).write_text(json.dumps(found))
    sys.stdout.write(json.dumps({"rules": of_rules, "markov": of_chain}) + "\n")


main(*sys.argv[1:])
