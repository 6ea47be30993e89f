"""A worker killed while it fits: the job is taken up again by the next one, and one version is kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
Worker = Callable[[], subprocess.Popen[bytes]]
Seen = tuple[str, str, int, int]  # state, step, attempts, versions
START = "from otdel.cli import start as s; s.django(create=True)\n"
FOUND = START + (
    "from otdel.accounts.models import Company; from otdel.accounts.queries import company_today\n"
    "from otdel.evidence.tests.record.conftest import history, land\n"
    "from otdel.evidence.services import fitting; from otdel.kit.viewer import AT_TERMINAL\n"
    "Company.objects.create(name='Sofa shop', currency='UAH', time_zone='Europe/Kyiv')\n"
    "land(history(company_today(AT_TERMINAL), weeks=30)); print(fitting.ask_to_fit(AT_TERMINAL))"
)
JOB = "select state, step, attempts, (select count(*) from evidence_mixfit) from jobs_job where subject = 'mix'"
PATIENCE = 240  # seconds for the slowest machine


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """A company of thirty weeks whose fitting waits for a worker."""
    own = {"OTDEL_HOME": str(tmp_path / "apart"), "OTDEL_JOB_LEASE_SECONDS": "2", "OTDEL_LANG": "en"}
    env = {**os.environ, **own}
    python(FOUND, env)
    return env


def python(code: str, env: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def worker(installation: dict[str, str]) -> Iterator[Worker]:
    """Starts a worker; whatever becomes of the test, none outlives it."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-m", "otdel", "worker"], env=installation))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(env: dict[str, str], done: Callable[[Seen], bool]) -> Seen:
    """The job's state, step and attempts, and how many versions there are, once `done` is true of them.

    Read straight from the file: a process that starts to ask would come too late.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(Path(env["OTDEL_HOME"]) / "otdel.sqlite3", timeout=30)) as records:
            seen: Seen = records.execute(JOB).fetchone()
        if done(seen):
            return seen
        time.sleep(0.02)
    raise AssertionError(seen)


def test_a_killed_fitting_is_ended_by_the_next_worker_once(installation: dict[str, str], worker: Worker) -> None:
    first = worker()
    until(installation, lambda seen: seen[1].startswith("mix_"))
    first.kill()
    first.wait()
    state, _step, attempts, versions = until(installation, lambda seen: True)
    assert (state, attempts, versions) == ("running", 1, 0)
    worker()
    state, _step, attempts, versions = until(installation, lambda seen: seen[0] == "done")
    assert (state, attempts, versions) == ("done", 2, 1)
    assert len(list((Path(installation["OTDEL_HOME"]) / "mix").glob("*.npz"))) == 1
