"""A million paths over twenty channels: made, read from Parquet, credited; and ChannelAttribution on the same file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support.measuring import ROOT, run
from benchmarks.support.mix_peers import python_of
from otdel.analytics.attribution import heuristics
from otdel.analytics.attribution.coalitions import shapley
from otdel.analytics.attribution.markov import markov
from otdel.analytics.attribution.orders import estimated
from otdel.analytics.attribution.reading import Asked
from otdel.analytics.attribution.shapes import Credit, Paths
from otdel.cli.attribution_files import read_parquet

PATHS, CHANNELS, LONGEST = 1_000_000, 20, 30
TIMES = 15
PEER = "channelattribution"


def make(folder: Path, count: int = PATHS) -> Path:
    """Paths of geometric length; each touch converts with its channel's chance, and a conversion is worth 20 to 200."""
    import pyarrow as pa
    from pyarrow import parquet

    file = folder / f"paths_{count}.parquet"
    if file.exists():
        return file
    chance = np.random.default_rng(0)
    lengths = np.minimum(chance.geometric(0.35, count), LONGEST)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    steps = chance.choice(CHANNELS, offsets[-1], p=chance.dirichlet(np.full(CHANNELS, 0.7)))
    effects = chance.uniform(0.005, 0.12, CHANNELS)
    won = np.add.reduceat(chance.random(len(steps)) < effects[steps], offsets[:-1]) > 0
    names = np.array([f"channel {place:02d}" for place in range(CHANNELS)])[steps].tolist()
    texts = [" > ".join(names[offsets[place] : offsets[place + 1]]) for place in range(count)]
    value = np.where(won, chance.integers(2_000, 20_000, count) / 100, 0.0)
    columns = {"path": texts, "conversions": won.astype(np.int64), "value": value, "null": (~won).astype(np.int64)}
    parquet.write_table(pa.table(columns), file)
    return file


def read(file: Path) -> Paths:
    found = read_parquet(file, Asked()).paths
    if found is None:
        raise RuntimeError(f"{file} was refused")
    return found


def spent(ask: Callable[[], object], times: int = TIMES) -> dict[str, float]:
    """Seconds of the fastest and the middle call by the clock, after one that wakes the compiler; of CPU the least."""
    ask()
    taken, used = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        used.append(time.process_time() - busy)
        taken.append(time.perf_counter() - began)
    middle = sorted(taken)[times // 2]
    return {"fastest": round(min(taken), 4), "middle": round(middle, 4), "least_cpu": round(min(used), 4)}


def timed(file: str) -> dict[str, Any]:
    """Of everything that is asked of a million paths."""
    path = Path(file)
    paths = read(path)
    return {
        "paths": len(paths),
        "touches": len(paths.steps),
        "channels": len(paths.channels),
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "markov_from_parquet": spent(lambda: markov(read(path))),
        "markov_from_columns": spent(lambda: markov(paths)),
        "markov_of_order_2": spent(lambda: markov(paths, 2), 3),
        "markov_of_order_3": spent(lambda: markov(paths, 3), 3),
        "shapley_of_conversions": spent(lambda: shapley(paths)),
        "shapley_of_rates": spent(lambda: shapley(paths, "rate"), 5),
        "five_rules": spent(lambda: _rules(paths), 3),
    }


def _rules(paths: Paths) -> list[Credit]:
    direct = np.zeros(len(paths.channels), dtype=bool)
    direct[0] = True
    plain = [rule(paths) for rule in (heuristics.first, heuristics.last, heuristics.linear, heuristics.position)]
    return [*plain, heuristics.last_non_direct(paths, direct)]


def exactness(file: str) -> dict[str, Any]:
    """Removal against a chain without the channel; the estimate of Shapley's rates against all coalitions."""
    paths = read(Path(file))
    exact, close = shapley(paths, "rate"), estimated(paths)
    if close.error is None:
        raise RuntimeError("an estimate says its error")
    total = float(paths.conversions.sum())
    return {
        "markov_off_brute_force_by": float(np.abs(_removed_by_hand(paths) - _effects(paths)).max()),
        "estimate_off_by": round(float(np.abs(close.conversions - exact.conversions).max()) / total, 6),
        "estimate_says_at_most": round(float(close.error.max()) / total, 6),
    }


def _effects(paths: Paths) -> Any:
    return markov(paths).effects


def _removed_by_hand(paths: Paths) -> Any:
    """Effects [K] by a matrix without the channel's row and column, from transitions counted another way."""
    size, first = len(paths.channels), np.zeros(len(paths.steps), dtype=bool)
    first[paths.offsets[:-1]] = True
    before = np.where(first, 0, np.concatenate([[0], paths.steps[:-1] + 1]))
    moves = np.zeros((size + 1, size + 1))
    np.add.at(moves, (before, paths.steps + 1), (paths.conversions + paths.nulls)[paths.of_touch])
    won = np.zeros(size + 1)
    np.add.at(won, paths.steps[paths.last] + 1, paths.conversions)
    ended = np.zeros(size + 1)
    np.add.at(ended, paths.steps[paths.last] + 1, paths.conversions + paths.nulls)
    leaving = moves.sum(axis=1) + ended
    chances, wins = moves / leaving[:, None], won / leaving

    def brings(kept: list[int]) -> float:
        inside = np.eye(len(kept)) - chances[np.ix_(kept, kept)]
        return float(np.linalg.solve(inside, wins[kept])[0])

    whole = brings(list(range(size + 1)))
    return np.array([1 - brings([at for at in range(size + 1) if at != gone + 1]) / whole for gone in range(size)])


def peer(file: Path, folder: Path) -> dict[str, Any]:
    """ChannelAttribution's own time, and how far it lies from ours. Raises NotHere."""
    out = folder / "channelattribution.json"
    script = ROOT / "benchmarks" / "peers" / "attribution_channelattribution.py"
    said = run([str(python_of(PEER)), str(script), str(file), str(out)]).shown()
    theirs, paths = json.loads(out.read_text()), read(file)
    ours = {"first": heuristics.first(paths), "last": heuristics.last(paths), "linear": heuristics.linear(paths)}
    return {**said, "off_by": {name: _off(paths, theirs[name], one) for name, one in ours.items()} | {
        "markov": _off(paths, theirs["markov"], markov(paths)),
    }}  # fmt: skip


def _off(paths: Paths, theirs: dict[str, float], ours: Credit) -> float:
    """The largest difference of a channel, as a part of all conversions."""
    found = np.array([theirs[channel] for channel in paths.channels])
    return round(float(np.abs(found - ours.conversions).max() / paths.conversions.sum()), 6)
