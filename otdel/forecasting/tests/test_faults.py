"""A worker killed before any of its writes, two at once, a day passed twice: kept is what one quiet run keeps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from otdel.testing.postgres import postgres

pytestmark = pytest.mark.slow
START = "from otdel.cli import start as s; s.django(create=True)\n"
START += "from otdel.forecasting.tests import forecast_faults as f\n"
PREPARE = START + "f.prepare()"
WORK = START + "f.work()"
UNTIL = START + "f.work_until({last})"
LOOK = START + "import json; print(json.dumps(f.kept()))"
Kept = list[list[str]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation whose goals were not forecast yet."""
    own = {**os.environ, "OTDEL_HOME": str(tmp_path / "home"), "OTDEL_LANG": "en"}
    if request.param == "sqlite":
        python(PREPARE, own)
        yield own
    else:
        with postgres() as url:
            own["OTDEL_DATABASE_URL"] = url
            python(PREPARE, own)
            yield own


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """What one run keeps that nobody disturbs."""
    own = {**os.environ, "OTDEL_HOME": str(tmp_path_factory.mktemp("quiet")), "OTDEL_LANG": "en"}
    python(PREPARE, own)
    python(WORK, own)
    kept = seen(own)
    assert all(kept), "forecasts, warnings and outcomes"
    return kept


def started(code: str, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def python(code: str, env: dict[str, str]) -> str:
    ran = started(code, env)
    out, told = ran.communicate(timeout=300)
    assert ran.returncode == 0, told[-3000:]
    return out


def seen(env: dict[str, str]) -> Kept:
    found: Kept = json.loads(python(LOOK, env))
    return found


def test_a_worker_killed_before_each_of_its_writes_loses_nothing_and_doubles_nothing(
    installation: dict[str, str], quiet: Kept
) -> None:
    """Each child gets one write further than it found things, and dies; the last one has nothing left to write."""
    deaths = 0
    for last in (1, 2, 4):
        child = started(UNTIL.format(last=last), installation)
        _, told = child.communicate(timeout=300)
        assert child.returncode in (0, -signal.SIGKILL), told[-3000:]
        deaths += child.returncode != 0
    assert deaths >= 2
    python(WORK, installation)
    assert seen(installation) == quiet


def test_two_clocks_at_once_tell_everybody_once(installation: dict[str, str], quiet: Kept) -> None:
    both = [started(WORK, installation) for _ in range(2)]
    ends = [child.communicate(timeout=300) for child in both]
    assert [child.returncode for child in both] == [0, 0], [told[-2000:] for _, told in ends]
    assert seen(installation) == quiet
    python(WORK, installation)
    assert seen(installation) == quiet, "and the day passed once more adds nothing"
