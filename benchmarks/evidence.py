"""What really brought the result: attribution of a million paths, with ChannelAttribution beside it in the same run.

scripts/peers channelattribution makes the peer's environment; without it its part says that it was skipped. Run it with
scripts/bench evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.support import evidence_paths, geo_regions, payback_rows
from benchmarks.support.measuring import Measure, child, judged, told, tried

ME = "benchmarks.evidence"
LIMITS = {  # seconds of the fastest of fifteen calls: other work on the machine is not ours
    "markov_from_parquet": 0.25,
    "markov_from_columns": 0.05,
    "shapley_of_conversions": 0.2,
    "shapley_of_rates": 0.2,
}


def paths(folder: Path) -> dict[str, Any]:
    """1,000,000 paths over 20 channels: exact Markov from Parquet and from columns, Shapley, rules; the peer beside."""
    file = evidence_paths.make(folder)
    ours = child(ME, "--child", "timed", str(file)).shown()
    kept = {name: ours[name]["fastest"] <= most for name, most in LIMITS.items()}
    peer = tried(lambda: evidence_paths.peer(file, folder))
    return {**ours, "channelattribution": peer, "limits": LIMITS, "kept_each": kept, "kept": all(kept.values())}


def exactness(folder: Path) -> dict[str, Any]:
    """The same paths: removal against brute force, the estimate beyond 20 channels against all coalitions."""
    said = child(ME, "--child", "exactness", str(evidence_paths.make(folder))).shown()
    kept = said["markov_off_brute_force_by"] <= 1e-10 and said["estimate_off_by"] <= said["estimate_says_at_most"]
    return {**said, "limits": {"markov_off_brute_force_by": 1e-10}, "kept": kept}


def regions(folder: Path) -> dict[str, Any]:
    """200 regions over two years: the choice of regions for a test from the file, and a test by every estimator."""
    said = child(ME, "--child", "regions", str(geo_regions.make(folder))).shown()
    whole = round(said["reading_seconds"] + said["choosing_seconds"], 2)
    return judged({**said, "choice_from_file_seconds": whole}, choice_from_file_seconds=geo_regions.LIMIT)


def payback(_folder: Path) -> dict[str, Any]:
    """A ledger of 1,000,000 rows, five channels, 30 months: triangle from columns, whole answer, trial on itself."""
    return judged(child(ME, "--child", "payback").shown(), triangle_seconds=0.5, answer_seconds=10)


MEASUREMENTS: dict[str, Measure] = {"paths": paths, "exactness": exactness, "regions": regions, "payback": payback}
CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {
    "timed": evidence_paths.timed,
    "exactness": evidence_paths.exactness,
    "regions": geo_regions.timed,
    "payback": payback_rows.timed,
}


if __name__ == "__main__":
    told("evidence", __doc__, MEASUREMENTS, CHILDREN)
