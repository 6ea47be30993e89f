"""The mix model on public weekly sets: those of other tools and a real-like one. Only one has its truth beside it."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from benchmarks.support.measuring import NotHere, tried
from benchmarks.support.mix_growth import worst
from otdel.analytics.mix.fit import fit
from otdel.analytics.mix.shapes import MixData
from otdel.testing.shared import ROOT as SHARED

Row = dict[str, str]


def every() -> dict[str, Any]:
    return {name: tried(lambda: _fitted(read, name)) for name, read in SETS.items()}  # noqa: B023


def _fitted(read: Callable[[], tuple[MixData, dict[str, float]]], name: str) -> dict[str, Any]:
    data, truth = read()
    started = time.perf_counter()
    mix = fit(data, seed=1)
    seconds = time.perf_counter() - started
    returns = {}
    for place, channel in enumerate(data.channels):
        low, middle, high = np.quantile(mix.draws.roi[:, place], [0.05, 0.5, 0.95])
        said = {"median": float(f"{middle:.4g}"), "in_90": [float(f"{low:.4g}"), float(f"{high:.4g}")]}
        returns[channel] = said | ({"true": truth[channel]} if channel in truth else {})
    return {"steps": len(data.starts), "seconds": round(seconds, 2), **worst([mix]), "returns": returns}


def _rows(path: str) -> list[Row]:
    file = SHARED / path
    if not file.exists():
        raise NotHere(f"the shared file {path} is absent")
    return list(csv.DictReader(file.open(encoding="utf-8-sig")))


def _data(rows: list[Row], day: str, target: str, spend: dict[str, str], controls: tuple[str, ...] = ()) -> MixData:
    def column(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.array([float(row[name] or 0) for row in rows])

    return MixData(
        tuple(date.fromisoformat(row[day][:10]) for row in rows), 7, column(target), tuple(spend),
        np.column_stack([column(name) for name in spend.values()]), target_name=target, control_names=controls,
        controls=np.column_stack([column(name) for name in controls]) if controls else np.zeros((0, 0)),
    )  # fmt: skip


def _roas() -> tuple[MixData, dict[str, float]]:
    rows = _rows("data/mmm/pymc-marketing/mmm_roas_data.csv")
    names = {"x1": "x1", "x2": "x2"}
    day = next(name for name in rows[0] if name.startswith("date"))
    truth = {
        name: round(
            sum(float(row["y"]) - float(row[without]) for row in rows) / sum(float(row[name]) for row in rows), 3
        )
        for name, without in (("x1", "y01"), ("x2", "y02"))
    }
    return _data(rows, day, "y", names), truth


def _pymc() -> tuple[MixData, dict[str, float]]:
    rows = _rows("data/mmm/pymc-marketing/mmm_example.csv")
    return _data(rows, "date_week", "y", {"x1": "x1", "x2": "x2"}, ("event_1", "event_2")), {}


def _robyn() -> tuple[MixData, dict[str, float]]:
    rows = _rows("data/mmm/robyn/dt_simulated_weekly.csv")
    spend = {name: name for name in ("tv_S", "ooh_S", "print_S", "facebook_S", "search_S")}
    return _data(rows, "DATE", "revenue", spend, ("competitor_sales_B",)), {}


def _meridian() -> tuple[MixData, dict[str, float]]:
    rows = _rows("data/mmm/meridian/national_media.csv")
    rows = [row for row in rows if row["conversions"] and row["Channel0_spend"]]
    for row in rows:
        row["revenue"] = str(float(row["conversions"]) * float(row["revenue_per_conversion"]))
    spend = {name.removesuffix("_spend"): name for name in rows[0] if name.endswith("_spend")}
    controls = tuple(name for name in rows[0] if name.endswith("_control"))
    return _data(rows, "time", "revenue", spend, controls), {}


def _stan() -> tuple[MixData, dict[str, float]]:
    rows = _rows("data/sets/mmm_stan/data.csv")
    spend = {name.removeprefix("mdsp_"): name for name in rows[0] if name.startswith("mdsp_")}
    day = next(name for name in rows[0] if name.startswith("wk") or "date" in name.lower())
    return _data(rows, day, "sales", spend), {}


SETS: dict[str, Callable[[], tuple[MixData, dict[str, float]]]] = {
    "pymc-marketing mmm_roas_data": _roas,
    "pymc-marketing mmm_example": _pymc,
    "robyn dt_simulated_weekly": _robyn,
    "meridian national_media": _meridian,
    "mmm_stan": _stan,
}
