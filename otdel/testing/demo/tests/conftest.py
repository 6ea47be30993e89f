"""One written folder for all tests of the demo: writing it takes seconds, and nothing in it changes."""

from __future__ import annotations

from datetime import date

import pytest

from otdel.testing.demo import Manifest, write_exports
from otdel.testing.demo.world import World, world

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def lived() -> World:
    return world(TODAY)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return write_exports(tmp_path_factory.mktemp("exports"), today=TODAY)
