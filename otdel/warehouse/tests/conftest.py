"""Every story is told twice: on a folder of files, and in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from otdel.warehouse import Warehouse


@pytest.fixture(params=["folder", "memory"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse") if request.param == "folder" else Warehouse.in_memory()


@pytest.fixture
def folder(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")
