"""Every test has its own data folder; none touches the developer's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone, translation
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


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    """Each test begins in English and in no particular place, whoever read a page in the test before."""
    with translation.override("en"), timezone.override(None):
        yield
