"""The mix model: speed, convergence, calibration where the truth is known, and two other tools on the same files.

Some measurements need many minutes; --only picks. Run it with scripts/bench mix.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.support import mix_growth, mix_peers, mix_public, mix_ranks, mix_studies
from benchmarks.support.measuring import Ran, judged, run, told, tried
from benchmarks.support.mix_worlds import TRUTHS, Floats, World, make

ME = "benchmarks.mix"
SPEND = "search_spend,shopping_spend,social_spend,display_spend,video_spend,affiliate_spend"
AGAINST = 20  # worlds nobody saw, for comparing with peers
UNSEEN = 9_000
WORLDS = 150
FITS = 1_000


def process(folder: Path) -> dict[str, Any]:
    """A whole process on 156 weeks and 6 channels, warm cache, the middle of five; each peer's whole process once."""
    file = folder / "weekly.csv"
    make(11, "hill").write(file)
    words = ["mix", "fit", str(file), "--target", "revenue", "--spend", SPEND, "--controls", "promo,competitor_price"]
    command = [sys.executable, "-m", "otdel", *words, "--json", str(folder / "out.json")]
    run(command)
    ours = sorted((run(command) for _ in range(5)), key=lambda one: one.seconds)[2]
    peers = {peer: tried(lambda: mix_peers.ran(peer, file, folder / f"{peer}.npz").shown()) for peer in mix_peers.PEERS}  # noqa: B023
    slower = {f"times_{peer}": _times(said, ours) for peer, said in peers.items() if "seconds" in said}
    return judged({**_spent(ours), **slower, "peers": peers}, seconds=1.5, peak_mb=300)


def _times(said: dict[str, Any], ours: Ran) -> float:
    return round(float(said["seconds"]) / ours.seconds, 1)


def _spent(ran: Ran) -> dict[str, Any]:
    return {"seconds": round(ran.seconds, 2), "cpu_seconds": round(ran.cpu_seconds, 2), "peak_mb": round(ran.peak_mb)}


def fit(folder: Path) -> dict[str, Any]:
    """A warm fit inside a process: one form; three forms with evidence and three lift tests; the middle of seven."""
    del folder
    return judged(run([sys.executable, "-m", ME, "--child", "fit"]).said, one_form=0.2, three_forms=1.0, preview=0.05)


def convergence(folder: Path) -> dict[str, Any]:
    """The worst R-hat and the least effective sample of every parameter, on worlds of each truth."""
    del folder
    return mix_growth.converged()


def growth(folder: Path) -> dict[str, Any]:
    """Seconds of a fit of three forms by weeks and by channels."""
    del folder
    return mix_growth.grown()


def calibration(folder: Path) -> dict[str, Any]:
    """150 fresh worlds of each truth, and every fifth of them with three lift tests."""
    del folder
    found = mix_studies.calibration(WORLDS)
    means = {
        name: round(sum(one[name] for one in found.values()) / len(found), 4) for name in ("crps", "in_90", "in_50")
    }
    return {**found, "mean": means}


def peers(folder: Path) -> dict[str, Any]:
    """Returns of 20 worlds neither we nor the peers saw: errors of the peers' draws and of ours."""
    del folder
    kept = mix_peers.ENVIRONMENTS / "results"
    return {peer: tried(lambda: mix_studies.against(_drawn(peer, kept))) for peer in mix_peers.PEERS}  # noqa: B023


def _drawn(peer: str, kept: Path) -> Iterator[tuple[World, Floats]]:
    for place in range(AGAINST):
        world = make(UNSEEN + place, TRUTHS[place % len(TRUTHS)])
        yield world, mix_peers.returns(peer, world, kept)


def refresh(folder: Path) -> dict[str, Any]:
    """Two more weeks on 50 worlds: how far returns move, in standard deviations of what was known before."""
    del folder
    return judged(mix_studies.refreshed(50), median_move=0.15, over_one_sd=0)


def ranks(folder: Path) -> dict[str, Any]:
    """Simulation-based calibration: ranks of the truth in 1,000 fits of data drawn from the priors, for every form."""
    del folder
    return mix_ranks.ranks(FITS)


def public(folder: Path) -> dict[str, Any]:
    """The public sets: weeks, convergence, seconds, returns; one of them has its truth in the file."""
    del folder
    return mix_public.every()


MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "process": process,
    "fit": fit,
    "convergence": convergence,
    "growth": growth,
    "public": public,
    "refresh": refresh,
    "ranks": ranks,
    "calibration": calibration,
    "peers": peers,
}
CHILDREN: dict[str, Callable[[], dict[str, Any]]] = {"fit": mix_growth.warm_fits}


if __name__ == "__main__":
    told("mix", __doc__, MEASUREMENTS, CHILDREN)
