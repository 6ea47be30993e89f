"""What takes long to make is made once in a run, whichever worker needs it first, and copied to each test."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` shared by all workers of a run, filled by `make` in the first of them; the others wait.

    Nobody may change what is in it: tests take copies. Raises what `make` raises, to each who asks.
    """
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # the folder of the run, above those of workers
    folder, done = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder
