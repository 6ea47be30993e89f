"""A writer that is killed (SIGKILL) at the n-th step that touches the disk; run as a process of its own.

Usage: killed_writer.py ROOT. For n = 1, 2, ... a child lands the newer import into a copy of ROOT/start
and dies at its n-th step, until a child survives; first by steps that secure a file, then by batches of rows
written. The two are counted apart, for the engine hands rows over in a number of batches that depends on the
machine's load. Prints the folders of those that died.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count
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


def die_at(kind: str, step: int) -> None:
    """From now on the process is killed just before its `step`-th call of the kind."""
    left = [step]

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()  # where a signal takes a moment to arrive, nothing more may be done meanwhile
            return call(*args, **kwargs)

        return counted

    if kind == "secured":
        os.fsync = deadly(os.fsync)
        os.replace = deadly(os.replace)
    else:
        pq.ParquetWriter.write_table = deadly(pq.ParquetWriter.write_table)


def killed(root: Path, folder: Path, kind: str, step: int) -> bool:
    shutil.copytree(root / "start", folder)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            die_at(kind, step)
            Warehouse(folder).land(2, FILE, newer(), receipt={"name": "deals.csv"})
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status) != 0:
        raise ChildProcessError(f"the writer to be killed at step {step} failed by itself: see above")
    return os.WIFSIGNALED(status)


def main(root: Path) -> None:
    for kind in ("secured", "rows"):
        for step in count(1):
            folder = root / f"killed-{kind}-{step}"
            if not killed(root, folder, kind, step):
                break
            sys.stdout.write(f"{folder.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
