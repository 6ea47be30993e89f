"""A child process with a hard end: whatever it does, however busy the machine, its group dies at the deadline."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
_FIRST, _LONGEST = 0.002, 0.05  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended: its exit code (negative: the signal that killed it), None when it ran out of time.

    `peak` is the most memory it held, in bytes; as the kernel counts it, never less than ours when it was started.
    """

    code: int | None
    said: str = ""
    peak: int = 0


def run(command: Sequence[str], noise: Path, deadline: float) -> Outcome:
    """Run a command in a process group of its own until `deadline` (of time.monotonic); `noise` takes its stderr.

    Nothing is piped: a pipe held open by a grandchild would keep us waiting after the end.
    """
    if time.monotonic() >= deadline:
        return Outcome(None)
    with noise.open("wb") as stderr:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True
        )
    try:
        status, peak = _watch(child.pid, deadline)
    except BaseException:  # interrupted: nothing of ours stays behind
        _kill_group(child.pid)
        raise
    timely = status is not None
    if status is None:
        _kill_group(child.pid)  # before it is waited for: until then its number belongs to nobody else
        status, peak = _reap(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status or 0)
    if not timely:
        return Outcome(None, "", peak)
    return Outcome(child.returncode, noise.read_bytes()[-300:].decode("utf-8", "replace"), peak)


def _watch(pid: int, deadline: float) -> tuple[int | None, int]:
    """The child's status and peak memory; no status when the deadline came first."""
    pause = _FIRST
    while True:
        status, peak = _reap(pid, os.WNOHANG)
        left = deadline - time.monotonic()
        if status is not None or left <= 0:
            return status, peak
        time.sleep(min(pause, left))
        pause = min(pause * 2, _LONGEST)


def _reap(pid: int, options: int) -> tuple[int | None, int]:
    found, status, usage = os.wait4(pid, options)
    return (status, usage.ru_maxrss * _UNIT) if found else (None, 0)


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # all gone, or only its zombie is left
        return
