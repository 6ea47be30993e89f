"""A file's way in: received, understood, landed once, undone, brought back."""

from __future__ import annotations

from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Viewer
from otdel.measurement import services
from otdel.measurement.models import State
from otdel.measurement.store import warehouse


def spent() -> str:
    table = warehouse().ask("data_sources").to_pylist()
    return str([(row["source"], row["row_count"]) for row in table])


def test_a_file_lands_after_a_person_says_so(olha: Viewer, spend_csv) -> None:
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    assert item.state == State.WAITING, (item.state, item.trouble, item.preview.get("questions"))
    assert warehouse().ask("data_sources").num_rows == 0  # nothing counts before that
    assert services.start(olha, item)
    run_waiting()
    item.refresh_from_db()
    assert (item.state, item.rows) == (State.LANDED, {"spend": 3})
