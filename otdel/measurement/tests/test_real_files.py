"""Real exports through the page's own path: each ends in rows, in a question or in a sentence, and its row opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Viewer
from otdel.measurement import services
from otdel.measurement.models import Import, State
from otdel.measurement.queries.rows import source_row
from otdel.testing.shared import shared

LARGEST = 3_000_000  # bytes: larger ones are the readers' own tests
WANTED = (".csv", ".tsv", ".xlsx", ".json", ".txt")


def files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in WANTED)
    return sorted(path for path in found if path.stat().st_size < LARGEST)


@pytest.mark.slow
def test_every_real_export_ends_in_rows_a_question_or_a_sentence(olha: Viewer) -> None:
    for path in files(shared("data/formats")):
        item = services.receive_file(olha, path, path.name).item
        assert item.state in (State.WAITING, State.ASKING, State.REFUSED), path.name
        assert services.preview(olha, item) is not None
        assert item.state != State.REFUSED or item.why is not None, path.name


def test_a_real_report_adds_up_to_its_own_total_and_its_rows_open(olha: Viewer) -> None:
    checked = 0
    for path in files(shared("data/formats/google_ads"))[:12]:
        item = services.receive_file(olha, path, path.name).item
        found = services.preview(olha, item)
        if item.state != State.WAITING or found is None or not found.checks:
            continue
        assert all(check.agrees for check in found.checks), path.name
        services.start(olha, item)
        run_waiting()
        landed = Import.objects.get(pk=item.pk)
        assert landed.state == State.LANDED
        checked += 1
    assert checked >= 2
    last = Import.objects.landed().latest("pk")
    sheet = last.preview["sheets"][0]["name"]
    rows = (source_row(olha, last.pk, sheet, number) for number in range(1, 12))
    assert any(row.found and row.facts for row in rows)
