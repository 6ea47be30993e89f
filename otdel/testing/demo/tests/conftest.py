"""One written folder for all tests of the demo, read once: it takes seconds, and nothing in it changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Understood
from otdel.connectors.reading import read
from otdel.evidence.queries.answer import MoneyAnswer
from otdel.evidence.queries.money import money
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL
from otdel.testing.demo import ExportFile, Manifest, company, write_exports
from otdel.testing.demo.rules import RULES
from otdel.testing.demo.world import World, world
from otdel.warehouse import Warehouse

TODAY = date(2026, 11, 23)
QUARTER = Period(date(2026, 10, 1), TODAY)


@pytest.fixture(scope="session")
def lived() -> World:
    return world(TODAY)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return write_exports(tmp_path_factory.mktemp("exports"), today=TODAY)


def understood(written: Manifest, file: ExportFile) -> Understood:
    told: dict[str, Mapping[str, str] | str] = {"answers": file.answers}
    if file.preset:
        told = {"report": file.preset.report, "mapping": file.preset.mapping}
    name = Path(file.name).name
    return understand(read(written.path(file), name), Hints(**told, time_zone=company.TIME_ZONE))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def everything(written: Manifest) -> dict[str, Understood]:
    return {file.name: understood(written, file) for file in written.files}


@pytest.fixture(scope="session")
def warehouse(written: Manifest, everything: dict[str, Understood]) -> Warehouse:
    """All files landed in the order they were exported; the one downloaded twice is landed once, as imports do."""
    landed = Warehouse.in_memory()
    files = [file for file in written.files if " (1)" not in file.name]
    for number, file in enumerate(files, 1):
        result = everything[file.name]
        landed.land(number, result.reading.sha256, result.batches)
    return landed


def asked(warehouse: Warehouse, period: Period) -> MoneyAnswer:
    question = MoneyQuestion(currency="UAH", today=TODAY, period=period, rules=RULES, zone=company.TIME_ZONE)
    return money(AT_TERMINAL, warehouse, question)
