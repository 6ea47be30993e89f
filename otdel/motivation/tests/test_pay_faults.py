"""Eight who approve at once book once, and a pay run killed anywhere loses nothing and doubles nothing.

A few rounds always; 1,000 approvals and 100 kills on each kind of database with OTDEL_WHOLE_FAULTS=1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
WHOLE = os.environ.get("OTDEL_WHOLE_FAULTS") == "1"
ROUNDS, KILLS = (1000, 100) if WHOLE else (25, 6)
START = "from otdel.cli import start as s; s.django(create=True)\nfrom django.db import connection\n"
FAULTS = "from otdel.motivation.tests import pay_faults as faults\n"
APPROVE = START + FAULTS + "faults.department(); import json; print(json.dumps(faults.approvals({rounds})))"
KILL = (
    START
    + "connection.close()\n"
    + FAULTS
    + """
assert faults.child(faults.prepare) == 0
children = faults.kills({kills}, seed={seed})
assert children >= {kills}
print(children)
"""
)
LOOK = START + FAULTS + "import json; print(json.dumps([faults.PayRun.objects.count(), faults.proven()]))"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation with nothing in it."""
    own = {**os.environ, "OTDEL_HOME": str(tmp_path / "home"), "OTDEL_LANG": "en"}
    if request.param == "sqlite":
        yield own
    else:
        with postgres() as url:
            own["OTDEL_DATABASE_URL"] = url
            yield own


def python(code: str, env: dict[str, str]) -> str:
    ran = subprocess.run([sys.executable, "-c", code], env=env, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stdout


def test_eight_who_approve_at_once_make_one_booking(installation: dict[str, str]) -> None:
    seen = json.loads(python(APPROVE.format(rounds=ROUNDS), installation))
    assert seen == {"right": ROUNDS, "booked": ROUNDS, "pay_period_is_elsewhere": 7 * ROUNDS}


def test_a_pay_run_killed_anywhere_loses_nothing_and_doubles_nothing(installation: dict[str, str]) -> None:
    python(KILL.format(kills=KILLS, seed=2026), installation)
    begun, wrong = json.loads(python(LOOK, installation))
    assert begun >= 1 and wrong == []
