"""How benchmarks measure: whole processes with their peak memory, percentiles, and the machine they ran on."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"


class NotHere(Exception):
    """A measurement cannot be taken on this machine; the text says why. It is shown, never left out."""


@dataclass(frozen=True)
class Ran:
    """One whole process from start to end: seconds by the clock and of processors, MB of peak memory, its last line."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: Any

    def shown(self) -> dict[str, Any]:
        more = self.said if isinstance(self.said, dict) else {}
        return {
            "seconds": round(self.seconds, 2),
            "cpu_seconds": round(self.cpu_seconds, 2),
            "peak_mb": round(self.peak_mb),
            **more,
        }


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Ran:
    """Run it and wait. Raises RuntimeError with what it wrote when it fails."""
    with tempfile.TemporaryFile("w+") as out:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=out, stderr=out, text=True
        )
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{text[-2000:]}")
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, _last_line(text))


def _last_line(text: str) -> Any:
    try:
        return json.loads(text.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return None


def child(module: str, *words: str) -> Ran:
    """One measurement as a process of its own."""
    return run([sys.executable, "-m", module, *words])


def warm(ask: Callable[[], object], *, times: int = 40, first: int = 3) -> dict[str, float]:
    """Milliseconds a call by the clock, after `first` calls that warm it up, and processor time of an average call."""
    for _ in range(first):
        ask()
    taken = []
    used = time.process_time()
    for _ in range(times):
        started = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - started))
    used = time.process_time() - used
    return {**percentiles(taken), "fastest_ms": round(min(taken), 1), "cpu_ms": round(1000 * used / times, 1)}


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {"p50_ms": round(ordered[len(ordered) // 2], 1), "p95_ms": round(p95, 1), "calls": len(ordered)}


def tried(measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The measurement, or why there is none."""
    try:
        return measure()
    except NotHere as reason:
        return {"skipped": str(reason)}
    except RuntimeError as failure:
        return {"failed": str(failure)}


def judged(result: dict[str, Any], **limits: float) -> dict[str, Any]:
    """The result with its limits, and whether each was kept."""
    if "skipped" in result or "failed" in result:
        return {**result, "limits": limits}
    return {**result, "limits": limits, "kept": all(result[name] <= most for name, most in limits.items())}


def machine() -> dict[str, Any]:
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(os.getloadavg()[0], 2),
        **{name: _version(name) for name in ("duckdb", "pyarrow", "pandas", "polars")},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


Measure = Callable[[Path], dict[str, Any]]
Child = Callable[..., dict[str, Any]]


def told(name: str, doc: str | None, measurements: Mapping[str, Measure], children: Mapping[str, Child]) -> None:
    """What `scripts/bench NAME` does: run what is asked for in one folder, print it, and record it when told to.

    A measurement that needs a process of its own calls the file again with `--child`. OTDEL_BENCH_FOLDER names a
    folder that outlives the run, for whoever measures again and again.
    """
    words = argparse.ArgumentParser(prog=f"scripts/bench {name}", description=doc)
    words.add_argument("--only", help=f"some of {','.join(measurements)}", default=",".join(measurements))
    words.add_argument("--save", action="store_true", help="record the result in benchmarks/results")
    words.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        child, *rest = given.child
        sys.stdout.write(json.dumps(children[child](*rest)) + "\n")
        return
    result: dict[str, Any] = {"machine": machine()}
    with tempfile.TemporaryDirectory(prefix="otdel-bench-") as made:
        folder = Path(os.environ.get("OTDEL_BENCH_FOLDER", made))
        for one in given.only.split(","):
            measure = measurements[one]
            result[one] = {"what": measure.__doc__, **tried(lambda: measure(folder))}  # noqa: B023
    text = json.dumps(result, indent=2) + "\n"
    sys.stdout.write(text)
    if given.save:
        (RESULTS / f"{name.replace(' ', '_')}.json").write_text(text)
