"""Other tools on the same file, in the same run: read it and add cost up by campaign, each in its own process."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.support.measuring import NotHere, child, tried, warm

PREAMBLE = 2  # lines before the header
NAMES = ("duckdb", "polars", "pandas")


def imports(path: Path) -> dict[str, Any]:
    """Each peer reads the file into its own typed table: no checks, no totals, no history, no lineage."""
    return {name: tried(lambda: _ran(name, "import", path)) for name in NAMES}  # noqa: B023


def questions(path: Path) -> dict[str, Any]:
    """Each peer adds cost and clicks up by campaign over the table it read, warm."""
    return {name: tried(lambda: _ran(name, "question", path)) for name in NAMES}  # noqa: B023


def _ran(name: str, what: str, path: Path) -> dict[str, Any]:
    if find_spec(name) is None:
        raise NotHere(f"{name} is not installed")
    ran = child("benchmarks.support.peers", name, what, str(path))
    return ran.shown() if what == "import" else dict(ran.said)


def duckdb(path: str) -> Callable[[], Any]:
    import duckdb as engine

    database = engine.connect(config={"threads": 2})
    database.execute("create table rows as select * from read_csv($path, skip=2, header=true)", {"path": path})
    sql = 'select "Campaign ID", Campaign, sum(Cost), sum(Clicks) from rows group by all'
    return lambda: database.execute(sql).fetchall()


def polars(path: str) -> Callable[[], Any]:
    import polars as engine  # type: ignore[import-not-found, unused-ignore]

    rows = engine.read_csv(path, skip_rows=PREAMBLE, try_parse_dates=True)
    return lambda: rows.group_by("Campaign ID", "Campaign").agg(engine.col("Cost", "Clicks").sum())


def pandas(path: str) -> Callable[[], Any]:
    import pandas as engine  # type: ignore[import-untyped, import-not-found, unused-ignore]

    rows = engine.read_csv(path, skiprows=PREAMBLE, parse_dates=["Day"])
    return lambda: rows.groupby(["Campaign ID", "Campaign"])[["Cost", "Clicks"]].sum()


def main(name: str, what: str, path: str) -> None:
    started = time.perf_counter()
    ask = {"duckdb": duckdb, "polars": polars, "pandas": pandas}[name](path)
    read = time.perf_counter() - started
    said = {"read_seconds": round(read, 2)} if what == "import" else warm(ask)
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
