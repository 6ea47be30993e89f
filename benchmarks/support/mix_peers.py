"""Other mix models on the same weekly file, each a process in an environment of its own (scripts/peers makes them)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.measuring import ROOT, NotHere, Ran, run
from benchmarks.support.mix_worlds import World

PEERS = ("meridian", "pymc")
ENVIRONMENTS = Path(os.environ.get("OTDEL_PEERS", ROOT / "var" / "peers"))


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment. Raises NotHere when there is none."""
    found = ENVIRONMENTS / peer / "bin" / "python"
    if not found.exists():
        raise NotHere(f"{peer} is not installed: scripts/peers {peer}")
    return found


def ran(peer: str, file: Path, out: Path) -> Ran:
    """One whole process of a peer on a weekly file; its draws of returns go to `out`. Raises NotHere."""
    script = ROOT / "benchmarks" / "peers" / f"mix_{peer}.py"
    return run([str(python_of(peer)), str(script), str(file), str(out)])


def returns(peer: str, world: World, folder: Path) -> NDArray[np.float64]:
    """A peer's draws [S, C] of every channel's return; kept in the folder, for a peer needs minutes. Raises NotHere."""
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"{peer}_{world.truth}_{world.seed}.npz"
    if not out.exists():
        file = folder / f"{world.truth}_{world.seed}_{peer}.csv"
        world.write(file)
        said: dict[str, Any] = ran(peer, file, out).shown()
        out.with_suffix(".json").write_text(json.dumps(said))
    with np.load(out) as kept:
        roi = np.asarray(kept["roi"], dtype=float)
    return roi.reshape(-1, roi.shape[-1])
