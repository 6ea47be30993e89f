"""KPI values of two hundred people: all of two years from nothing, the next day's, and the scorecard page.

Every measurement is a process of its own. Run it with scripts/bench kpi.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.support import pages, staff
from benchmarks.support.measuring import judged, run, told

ME = "benchmarks.kpi"


def cold(folder: Path) -> dict[str, Any]:
    """All values of 200 people for 24 months, by week, month, quarter and year, none of them there before."""
    ran = run([sys.executable, "-m", ME, "--child", "cold"], crowded(folder))
    return judged({**ran.said, "process_seconds": round(ran.seconds, 2), "peak_mb": round(ran.peak_mb)}, seconds=30)


def daily(folder: Path) -> dict[str, Any]:
    """The next day: a fresh report landed, then everything it touches; the middle of five days in one worker."""
    if not (folder / "computed").exists():
        cold(folder)
    return judged(run([sys.executable, "-m", ME, "--child", "daily"], crowded(folder)).said, seconds=2)


def page(folder: Path) -> dict[str, Any]:
    """The scorecard as the demo company's owner opens it: weeks, months, quarters, one person, in turn."""
    env = demo(folder)
    run([sys.executable, "-m", ME, "--child", "refresh"], env)
    return judged(pages.asked_of(env, addresses), p95_ms=150)


def crowd(folder: Path) -> dict[str, Any]:
    """The same pages in the company of 200: one person's card, and the page of everybody for comparison."""
    if not (folder / "computed").exists():
        cold(folder)
    env = crowded(folder)
    return judged(pages.asked_of(env, addresses_of_one), p95_ms=150) | {
        "everybody": pages.asked_of(env, lambda signed: {"everybody": ["/team/scorecard/?by=month"] * 6})
    }


MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "cold": cold,
    "daily": daily,
    "page": page,
    "crowd": crowd,
}


def addresses(signed: dict[str, str]) -> dict[str, list[str]]:
    """Pages of each kind, as a person turns them over."""
    return {
        "weeks": ["/team/scorecard/?by=week"] * 20,
        "months": ["/team/scorecard/?by=month"] * 20,
        "quarters": ["/team/scorecard/?by=quarter"] * 20,
        "one_person": [f"/team/scorecard/?by=month&who={slug}" for slug in (signed["members"].split() * 20)[:20]],
    }


def addresses_of_one(signed: dict[str, str]) -> dict[str, list[str]]:
    slugs = signed["members"].split()[:40]
    return {unit: [f"/team/scorecard/?by={unit}&who={slug}" for slug in slugs] for unit in ("week", "month")}


def demo(folder: Path) -> dict[str, str]:
    """The demo company, built once."""
    home = folder / "demo"
    if not home.exists():
        run([sys.executable, "-m", "otdel", "demo", "--build-only", "--home", str(home)])
    return environment(home)


def crowded(folder: Path) -> dict[str, str]:
    """A copy of the demo company's facts with two hundred people in ten roles, nothing computed yet."""
    home = folder / "crowd"
    if not home.exists():
        demo(folder)
        staff.hire(folder / "demo", home)
    return environment(home)


def environment(home: Path) -> dict[str, str]:
    return {"OTDEL_HOME": str(home), "OTDEL_DEMO": "1"}


CHILDREN: dict[str, Callable[[], dict[str, Any]]] = {
    "cold": staff.compute_all,
    "daily": staff.compute_days,
    "refresh": staff.refresh,
}


if __name__ == "__main__":
    told("kpi", __doc__, MEASUREMENTS, CHILDREN)
