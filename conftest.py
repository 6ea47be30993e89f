"""Every test has its own data folder; none touches the developer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.utils import timezone, translation
from pytest_django import Settings

pytest_plugins = ("otdel.testing.browser",)  # a real browser for the tests that ask for one

QUICK_HASH = "django.contrib.auth.hashers.MD5PasswordHasher"
SECONDS = {"slow": 20, "browser": 8}  # what a test of a kind takes, roughly; any other is of no weight


def pytest_configure() -> None:
    """Passwords of tests are kept in a quick way; `otdel new`, run as people run it, is tested with the real one."""
    installed.PASSWORD_HASHERS = [QUICK_HASH]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files go first, so that no worker is left alone with one at the end. Files stay whole."""
    weight: Counter[Path] = Counter()
    for item in items:
        weight[item.path] += max((SECONDS.get(mark.name, 0) for mark in item.iter_markers()), default=0)
    items.sort(key=lambda item: -weight[item.path])


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
