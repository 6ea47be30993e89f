"""Pay: ten thousand people calculated and stored, a plan simulated, the page of a person's pay and its sliders.

Every measurement is a process of its own. Run it with scripts/bench pay.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.support import pages, payroll, sliding
from benchmarks.support.measuring import judged, run, told

ME = "benchmarks.pay"


def people(folder: Path) -> dict[str, Any]:
    """10,000 people with 10 lines each: read from the frozen snapshot, calculated, stored in one transaction."""
    env = {"OTDEL_HOME": str(folder / "payroll")}
    ran = run([sys.executable, "-m", ME, "--child", "people"], env)
    assert ran.said["lines"] == 10 * ran.said["people"] == 100_000, ran.said
    return judged({**ran.said, "peak_mb": round(ran.peak_mb)}, seconds=10)


def simulation(folder: Path) -> dict[str, Any]:
    """One plan of the demo company simulated on 10,000 paths of its own history, the middle of five."""
    return judged(run([sys.executable, "-m", ME, "--child", "simulation"], demo(folder)).said, seconds=1)


def page(folder: Path) -> dict[str, Any]:
    """The page of a person's pay, person after person, through the web server."""
    return judged(pages.asked_of(demo(folder), addresses), p95_ms=150)


def slider(folder: Path) -> dict[str, Any]:
    """What a slider asks while it moves, answered inside the process: everything but the socket."""
    return judged(run([sys.executable, "-m", ME, "--child", "slider"], demo(folder)).said, p95_ms=100)


MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "people": people,
    "simulation": simulation,
    "page": page,
    "slider": slider,
}
CHILDREN: dict[str, Callable[[], dict[str, Any]]] = {
    "people": payroll.pay_everybody,
    "simulation": sliding.simulate_plan,
    "slider": sliding.move,
}


def addresses(signed: dict[str, str]) -> dict[str, list[str]]:
    return {"person": [f"/pay/person/{slug}/" for slug in (signed["paid"].split() * 60)[:60]]}


def demo(folder: Path) -> dict[str, str]:
    """The demo company, built once."""
    home = folder / "demo"
    if not home.exists():
        run([sys.executable, "-m", "otdel", "demo", "--build-only", "--home", str(home)])
    return {"OTDEL_HOME": str(home), "OTDEL_DEMO": "1"}


if __name__ == "__main__":
    told("pay", __doc__, MEASUREMENTS, CHILDREN)
