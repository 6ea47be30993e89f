"""A worker killed without warning: its job is taken up again, and its effect happens once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
Worker = Callable[[], subprocess.Popen[bytes]]
START = "from otdel.cli import start as s; s.django(create=True)\n"
QUEUE = START + (
    "from otdel.jobs.services import start; from otdel.jobs.tests.tasks import count; "
    "from otdel.kit.viewer import AT_TERMINAL; print(start(AT_TERMINAL, count, name='effect', seconds=10))"
)
LOOK = (
    "from otdel.cli import start as s; s.django(migrate=False)\n"
    "import json; from otdel.jobs.models import Job, Beat; job = Job.objects.get(); "
    "print(json.dumps([job.state, job.attempts, Beat.objects.filter(name__startswith='effect').count()]))"
)


def environment(home: Path, url: str = "") -> dict[str, str]:
    own = {"OTDEL_HOME": str(home), "OTDEL_JOB_LEASE_SECONDS": "2", "OTDEL_LANG": "en"}
    return {**os.environ, **own, **({"OTDEL_DATABASE_URL": url} if url else {})}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation on either database, with one job of ten seconds waiting."""
    if request.param == "sqlite":
        yield environment(tmp_path / "home")
    else:
        with postgres() as url:
            yield environment(tmp_path / "home", url)


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


def wait_for(state: str, env: dict[str, str], seconds: float = 60) -> list[Any]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = list(json.loads(python(LOOK, env)))
        if seen[0] == state:
            return seen
        time.sleep(0.2)
    raise AssertionError(f"the job is not {state} after {seconds} s: {seen}")


def test_a_killed_workers_job_is_done_by_the_next_exactly_once(installation: dict[str, str], worker: Worker) -> None:
    python(QUEUE, installation)
    first = worker()
    assert wait_for("running", installation)[1] == 1
    first.kill()
    first.wait()
    assert wait_for("running", installation) == ["running", 1, 0], "nobody noticed yet, nothing happened yet"
    second = worker()
    try:
        assert wait_for("done", installation) == ["done", 2, 1]
    finally:
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=20) == 0, "a worker asked to stop ends well"


def test_two_workers_share_many_jobs_without_doing_any_twice(installation: dict[str, str]) -> None:
    many = START + (
        "from otdel.jobs.tests.tasks import count\nfor n in range(30): count.enqueue(name=f'effect-{n:02d}')"
    )
    count = LOOK.replace("job = Job.objects.get(); ", "").replace(
        "[job.state, job.attempts, ", "[*Job.objects.values_list('state', 'attempts').order_by().distinct(), "
    )
    python(many, installation)
    both = [subprocess.Popen([sys.executable, "-m", "otdel", "worker", "--once"], env=installation) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert json.loads(python(count, installation)) == [["done", 1], 30]
