"""Two workers at once, and one that was killed: what is stored is what one quiet computing would store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
START = "from otdel.cli import start as s; s.django(create=True)\n"
ON = "date(2026, 11, 23)"
MAKE = (
    START
    + """
from datetime import UTC, date, datetime, timedelta
from otdel.accounts.models import Company
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.models import Engagement, Member
from otdel.organisation.services.adopting import adopt
from otdel.planning.models import Task
Company.objects.create(name="Lamp shop", currency="EUR", time_zone="Europe/Kyiv")
roles = [adopt(AT_TERMINAL, code) for code in ("cmo", "copywriter")]
for n in range(12):
    member = Member.objects.create(name=f"Writer {n}", slug=f"writer-{n}")
    Engagement.objects.create(member=member, role=roles[n > 0], start=date(2026, 1, 1))
    for day in range(0, 300, 9):
        due = date(2026, 1, 10) + timedelta(days=day + n)
        done = datetime(due.year, due.month, due.day, 9, tzinfo=UTC) if (day + n) % 4 else None
        Task.objects.create(title="Text", kind="text", points=n, owner=member, first_due=due, due=due,
                            created_at=datetime(2026, 1, 1, tzinfo=UTC), handed_at=done, accepted_at=done)
"""
)
COMPUTE = "from datetime import date; from otdel.scorecard.services.computing import compute\n"
ONCE = START + COMPUTE + f"done = compute({ON}, months_back=10)\nprint(done.changed, done.overtaken)"
SLOWLY = (
    START
    + COMPUTE
    + f"""
import time
from otdel.scorecard.services import computing
computing.TOGETHER, real = 50, computing.store
def slow(run, batch):
    found = real(run, batch)
    print("written", found, flush=True)
    time.sleep(0.4)
    return found
computing.store = slow
print(compute({ON}, months_back=10).overtaken, flush=True)
"""
)
LOOK = (
    START
    + """
import json
from otdel.scorecard.models import KpiValue, Ledger
names = ("unit", "start", "whose", "kpi", "value", "reason", "attainment", "state", "parts")
rows = [list(map(str, row)) for row in KpiValue.objects.order_by(*names[:4]).values_list(*names)]
print(json.dumps([rows, str(Ledger.objects.values_list("on", flat=True).first())]))
"""
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation with twelve writers, nothing computed yet."""
    own = {**os.environ, "OTDEL_HOME": str(tmp_path / "home"), "OTDEL_LANG": "en"}
    if request.param == "sqlite":
        python(MAKE, own)
        yield own
    else:
        with postgres() as url:
            own["OTDEL_DATABASE_URL"] = url
            python(MAKE, own)
            yield own


def python(code: str, env: dict[str, str]) -> str:
    ran = subprocess.run([sys.executable, "-c", code], env=env, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def started(code: str, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)


def seen(env: dict[str, str]) -> tuple[list[list[str]], str]:
    rows, on = json.loads(python(LOOK, env))
    return rows, on


def settled(env: dict[str, str]) -> list[list[str]]:
    """What is stored, after making sure that one more computing would change nothing of it."""
    assert python(ONCE.replace("months_back=10", "months_back=10, everything=True"), env).split() == ["0", "False"]
    rows, on = seen(env)
    assert on == "2026-11-23"
    keys = [tuple(row[:4]) for row in rows]
    assert len(keys) == len(set(keys)) > 1000, "every value once"
    return rows


def test_two_workers_at_once_end_in_the_values_of_one(installation: dict[str, str]) -> None:
    both = [started(SLOWLY, installation), started(ONCE, installation)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert any("False" in text for text in said), "one of them came to the end"
    if not seen(installation)[1].startswith("2026"):
        python(ONCE, installation)
    settled(installation)


def test_a_worker_killed_in_the_middle_is_finished_by_the_next(installation: dict[str, str]) -> None:
    victim = started(SLOWLY, installation)
    assert victim.stdout
    for _ in range(3):
        assert victim.stdout.readline().startswith("written")
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    time.sleep(0.2)
    half, on = seen(installation)
    assert half and on == "None", "some batches are written whole; nothing says that it was finished"
    changed, overtaken = python(ONCE, installation).split()
    assert overtaken == "False"
    rows = settled(installation)
    assert int(changed) == len(rows) - len(half), "what the first had written stays as it was"
