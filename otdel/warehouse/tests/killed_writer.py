"""A writer that is killed (SIGKILL) at the n-th step that touches the disk; run as a process of its own.

Usage: killed_writer.py ROOT. For n = 1, 2, ... a child lands the newer import into a copy of ROOT/start
and dies at its n-th step, until a child survives. Prints how many died.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from otdel.kit.facts import DEALS, SPEND
from otdel.warehouse import Warehouse
from otdel.warehouse.tests.facts import FILE, batch, deal, spend


def older() -> list[Any]:
    rows = [spend(f"Campaign {n}", n, row=n + 2) for n in range(50)]
    return [batch(SPEND, rows), batch(DEALS, [deal(f"D{n}", "open", row=n + 2) for n in range(20)])]


def newer() -> list[Any]:
    """Speaks for half of what the older said, in both shapes."""
    rows = [spend(f"Campaign {n}", 100 + n, row=n + 2) for n in range(25)]
    return [batch(SPEND, rows), batch(DEALS, [deal(f"D{n}", "won", 7, row=n + 2) for n in range(10)])]


def die_at(step: int) -> None:
    """From now on the process is killed just before its `step`-th call that changes or secures a file."""
    left = [step]

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return counted

    os.fsync = deadly(os.fsync)
    os.replace = deadly(os.replace)
    pq.ParquetWriter.write_table = deadly(pq.ParquetWriter.write_table)


def killed(root: Path, step: int) -> bool:
    shutil.copytree(root / "start", root / f"killed-{step}")
    child = os.fork()
    if child == 0:
        die_at(step)
        Warehouse(root / f"killed-{step}").land(2, FILE, newer(), receipt={"name": "deals.csv"})
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(root: Path) -> None:
    step = 1
    while killed(root, step):
        step += 1
    sys.stdout.write(str(step - 1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
