"""A company founded at the terminal once in a run; each test has a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from otdel.cli.tests.test_commands import NEW, OWNER, PASSWORD, otdel
from otdel.testing.once import made_once


def found(folder: Path) -> None:
    made = otdel(folder, *NEW, *OWNER, given=PASSWORD)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "founded-at-the-terminal", found)


@pytest.fixture
def company(founded: Path, tmp_path: Path) -> Path:
    """A data folder with a company in it."""
    return shutil.copytree(founded, tmp_path / "data")
