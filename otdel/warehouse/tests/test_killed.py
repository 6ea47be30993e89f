"""A killed writer leaves all of an import or nothing of it, and doing it again sets everything right."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from otdel.warehouse import Warehouse
from otdel.warehouse.tests import killed_writer
from otdel.warehouse.tests.facts import FILE, costs, land_spend, spend


def test_a_killed_writer_leaves_no_half_facts(tmp_path: Path) -> None:
    start = Warehouse(tmp_path / "start")
    start.land(1, FILE, killed_writer.older())
    nothing = start.digests()
    whole = Warehouse(tmp_path / "whole")
    whole.land(1, FILE, killed_writer.older())
    whole.land(2, FILE, killed_writer.newer())
    everything = whole.digests()
    command = [sys.executable, "-m", "otdel.warehouse.tests.killed_writer", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    died = run.stdout.split()
    assert len(died) >= 10, "the story must be told at every step that touches the disk"
    seen = set()
    for folder in died:
        survivor = Warehouse(tmp_path / folder)
        found = survivor.digests()
        assert found in (nothing, everything)
        seen.add(found == everything)
        survivor.land(2, FILE, killed_writer.newer())
        assert survivor.digests() == everything
    assert seen == {False, True}, "some died before the import was live, some after"


def land_one(root: Path, import_id: int) -> None:
    """Runs in a process of its own."""
    land_spend(Warehouse(root), import_id, spend("Shared", import_id), spend(f"Own {import_id}", 1, row=3))


def test_several_processes_land_at_once(tmp_path: Path) -> None:
    """Nobody's import is lost, and the newest wins whoever finished last."""
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(land_one, [tmp_path] * 9, range(1, 10)))
    found = costs(Warehouse(tmp_path))
    assert len(found) == 10
    assert ("Shared", 9) in found
