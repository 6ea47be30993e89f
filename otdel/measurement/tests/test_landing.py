"""A file's way in: received, understood, landed once, undone, brought back, read anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from otdel.accounts.models import AuditLine
from otdel.jobs.models import Job
from otdel.jobs.worker import run_waiting, take
from otdel.kit.viewer import Viewer
from otdel.measurement import services
from otdel.measurement.models import Import, State
from otdel.measurement.services import landing, understanding
from otdel.measurement.store import warehouse

Writer = Callable[..., Path]


def spend_rows() -> int:
    rows = warehouse().ask("data_sources").to_pylist()
    return sum(int(row["row_count"]) for row in rows if row["shape"] == "spend")


def imported(viewer: Viewer, path: Path) -> Import:
    """The file received, started and landed."""
    item = services.receive_file(viewer, path, path.name).item
    services.start(viewer, item)
    run_waiting()
    item.refresh_from_db()
    return item


def test_a_file_counts_only_after_a_person_says_so(olha: Viewer, spend_csv: Writer) -> None:
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    assert item.state == State.WAITING
    assert spend_rows() == 0
    assert services.start(olha, item)
    run_waiting()
    item.refresh_from_db()
    assert (item.state, item.rows) == (State.LANDED, {"spend": 3})
    assert spend_rows() == 3


def test_pressing_twice_starts_once(olha: Viewer, spend_csv: Writer) -> None:
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    assert services.start(olha, item)
    assert not services.start(olha, Import.objects.get(pk=item.pk))
    assert Job.objects.count() == 1


def test_the_same_file_twice_counts_once_and_names_the_first(olha: Viewer, spend_csv: Writer) -> None:
    first = imported(olha, spend_csv())
    copy = shutil.copy(spend_csv(), spend_csv().with_name("renamed.csv"))
    received = services.receive_file(olha, Path(copy), "renamed.csv")
    assert received.already
    assert received.item == first
    assert Import.objects.count() == 1


def test_reading_again_with_the_same_answers_is_refused(olha: Viewer, spend_csv: Writer) -> None:
    first = imported(olha, spend_csv())
    second = services.read_again(olha, first)
    assert not services.start(olha, second)
    second.refresh_from_db()
    assert second.state == State.REFUSED
    assert second.why is not None
    assert (second.why.code, second.why.values["import_id"]) == ("already_counted", first.pk)
    assert spend_rows() == 3


def test_undo_takes_the_rows_out_and_redo_brings_them_back(olha: Viewer, spend_csv: Writer) -> None:
    item = imported(olha, spend_csv())
    assert services.undo_import(olha, item)
    assert (spend_rows(), item.state) == (0, State.UNDONE)
    assert services.redo_import(olha, item)
    assert (spend_rows(), item.state) == (3, State.LANDED)
    verbs = list(AuditLine.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["import.received", "import.started", "import.undone", "import.redone"]


def test_a_restatement_wins_and_says_whose_days_it_took(olha: Viewer, spend_csv: Writer) -> None:
    older = imported(olha, spend_csv("a.csv", first=1, days=10, cost="10.50"))
    newer = imported(olha, spend_csv("b.csv", first=8, days=5, cost="20.00"))
    assert [(one["import_id"], one["days"], one["first_day"], one["last_day"]) for one in newer.superseded] == [
        (older.pk, 3, "2026-10-08", "2026-10-10")
    ]
    assert spend_rows() == 12
    services.undo_import(olha, newer)
    assert spend_rows() == 10  # the older word counts again


def test_a_worker_killed_while_landing_lands_the_file_once(
    olha: Viewer, spend_csv: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = services.receive_file(olha, spend_csv(bad=2), "google.csv").item
    services.start(olha, item)
    job = take("doomed")
    assert job is not None

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt  # the facts are written, the record is not: the worst moment

    with monkeypatch.context() as patched:
        patched.setattr(landing, "_remember", killed)
        with pytest.raises(KeyboardInterrupt):
            landing.land_import(item.pk)
    item.refresh_from_db()
    assert (item.state, spend_rows()) == (State.RUNNING, 3)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    run_waiting()
    item.refresh_from_db()
    assert (item.state, item.rows, item.rejected, spend_rows()) == (State.LANDED, {"spend": 3}, 2, 3)
    assert item.rejects.count() == 2


def test_an_import_whose_work_was_given_up_can_be_started_again(olha: Viewer, spend_csv: Writer) -> None:
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    services.start(olha, item)
    reason = {"code": "job_worker_lost", "values": {}}
    Job.objects.update(state="failed", reason=reason)
    landing.notice_lost(item)
    assert item.state == State.FAILED
    assert services.retry(olha, item)
    run_waiting()
    item.refresh_from_db()
    assert item.state == State.LANDED


def test_reading_everything_anew_gives_the_same_facts(olha: Viewer, spend_csv: Writer) -> None:
    imported(olha, spend_csv("a.csv", first=1, days=10))
    undone = imported(olha, spend_csv("b.csv", first=8, days=5, cost="20.00"))
    asking = services.receive_file(olha, spend_csv("c.csv", first=20, cost='"1,234"'), "c.csv").item
    services.answer(olha, asking, {"decimal_mark:Cost": "."})
    services.start(olha, asking)
    run_waiting()
    services.undo_import(olha, undone)
    rebuilt = services.rebuild()
    assert rebuilt.same
    assert spend_rows() == 13


def test_a_large_file_is_read_by_a_worker_while_the_page_says_so(
    olha: Viewer, spend_csv: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understanding, "AT_ONCE", 10)
    item = services.receive_file(olha, spend_csv(), "google.csv").item
    assert (item.state, item.preview) == (State.WAITING, {})
    assert not services.start(olha, item)  # nobody counts what nobody has seen
    run_waiting()
    item.refresh_from_db()
    found = services.preview(olha, item)
    assert found is not None
    assert (item.state, found.rows) == (State.WAITING, 3)
