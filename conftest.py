"""Every test has its own data folder; none touches the developer's."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

pytest_plugins = ("otdel.testing.browser",)  # a real browser for the tests that ask for one


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    """An empty data folder of this test."""
    folder = tmp_path / "home"
    folder.mkdir()
    settings.OTDEL_HOME = folder
    settings.WAREHOUSE_ROOT = folder / "warehouse"
    settings.UPLOADS_ROOT = folder / "uploads"
    return folder
