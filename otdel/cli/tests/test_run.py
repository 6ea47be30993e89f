"""`otdel run`: the parts live and die together, and what dies by itself is started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from otdel.cli.tests.test_commands import otdel

pytestmark = pytest.mark.slow


def until(happens: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def parts(parent: int) -> dict[str, int]:
    """The processes `otdel run` started, by name."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return {args.rsplit(" ", 1)[1]: int(pid) for pid, ppid, args in rows if int(ppid) == parent and "otdel" in args}


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_run_serves_restarts_what_dies_and_leaves_nothing_behind(company: Path) -> None:
    port = free_port()
    environment = {**os.environ, "OTDEL_HOME": str(company), "OTDEL_LANG": "en"}
    run = subprocess.Popen([sys.executable, "-m", "otdel", "run", "--port", str(port)], env=environment)
    try:
        until(lambda: answers(port))
        first = parts(run.pid)
        assert set(first) == {"web", "worker"}
        os.kill(first["worker"], signal.SIGKILL)
        until(lambda: parts(run.pid).get("worker", first["worker"]) != first["worker"])
        last = parts(run.pid)
        taken = otdel(company, "run", "--port", str(port))
        assert f"Port {port} at 127.0.0.1 cannot be used" in taken.stderr
        run.send_signal(signal.SIGTERM)
        assert run.wait(timeout=30) == 0
        until(lambda: not any(alive(pid) for pid in last.values()), 10)
        assert not answers(port)
    finally:
        run.kill()
        run.wait()


def test_parts_end_by_themselves_when_run_is_killed(company: Path) -> None:
    port = free_port()
    environment = {**os.environ, "OTDEL_HOME": str(company), "OTDEL_LANG": "en"}
    run = subprocess.Popen([sys.executable, "-m", "otdel", "run", "--port", str(port)], env=environment)
    until(lambda: answers(port))
    left = parts(run.pid)
    run.kill()
    run.wait()
    until(lambda: not any(alive(pid) for pid in left.values()), 20)
    assert not answers(port)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return not state.startswith("Z")
