"""Other forecasters on the same cases, each a process in an environment of its own (scripts/peers makes it)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support.forecast_sets import Floats
from benchmarks.support.measuring import ROOT, NotHere, run

ENVIRONMENTS = Path(os.environ.get("OTDEL_PEERS", ROOT / "var" / "peers"))
SCRIPT = ROOT / "benchmarks" / "peers" / "forecast_simulate.py"


def answers(
    peer: str,
    known: Sequence[Floats],
    starts: Sequence[date],
    horizons: Sequence[int],
    *,
    season: int,
    weekly: bool,
    folder: Path,
) -> tuple[Floats, dict[str, Any]]:
    """Totals of paths by case [C, S], or for `weekly` quantiles by step [C, Q, H]; and what the process said.

    Kept in the folder, for a peer needs minutes to hours. Raises NotHere when the environment is missing.
    """
    python = ENVIRONMENTS / "forecast" / "bin" / "python"
    if not python.exists():
        raise NotHere("statsforecast and prophet are not installed: scripts/peers forecast")
    name = f"{peer}_{'weekly' if weekly else 'daily'}_{len(known)}"
    out = folder / f"{name}.npz"
    if not out.exists():
        given = _written(known, starts, horizons, season=season, weekly=weekly, file=folder / f"{name}_cases.npz")
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
        said = run([str(python), str(SCRIPT), peer, str(given), str(folder / f"{name}_part.npz")], single).shown()
        (folder / f"{name}_part.npz").rename(out)
        out.with_suffix(".json").write_text(json.dumps(said))
    return np.load(out)["answers"], json.loads(out.with_suffix(".json").read_text())


def _written(
    known: Sequence[Floats], starts: Sequence[date], horizons: Sequence[int], *, season: int, weekly: bool, file: Path
) -> Path:
    ends = np.cumsum([len(values) for values in known])
    np.savez(
        file,
        values=np.concatenate(known),
        first=ends - [len(values) for values in known],
        last=ends,
        start=np.array([start.isoformat() for start in starts]),
        horizon=np.array(horizons),
        season=season,
        weekly=weekly,
    )
    return file
