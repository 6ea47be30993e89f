"""Every KPI of the demo company agrees with a count that uses nothing of the engine: pandas on the raw exports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
LEAST_KPIS, LEAST_VALUES = 60, 800


def ran(*command: str, home: Path) -> str:
    env = {**os.environ, "OTDEL_HOME": str(home), "OTDEL_DEMO": "1", "OTDEL_LANG": "en", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([sys.executable, "-m", *command], env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_all_kpis_with_data_agree_with_an_independent_count(tmp_path: Path) -> None:
    """Months and quarters of everybody in the demo; a value missing on one side is a difference, too."""
    home = tmp_path / "demo"
    ran("otdel", "demo", "--build-only", "--home", str(home), home=home)
    found = json.loads(ran("otdel.scorecard.tests.independent_check", str(home / "exports"), home=home))
    assert found["differing"] == []
    assert len(found["kpis"]) >= LEAST_KPIS, found["kpis"]
    assert found["compared"] >= LEAST_VALUES
