"""Landing an import once, undoing it, bringing it back, and reading everything anew from raw files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from otdel.accounts.trail import audit
from otdel.connectors import understand
from otdel.connectors.contract import Hints, Rejected, Understood
from otdel.connectors.reading import read
from otdel.jobs.models import Job
from otdel.jobs.models import State as JobState
from otdel.jobs.services import start as start_job
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.measurement.models import Import, RejectedRow, State
from otdel.measurement.personal import covered
from otdel.measurement.plain import check_to, reason_to
from otdel.measurement.readings import reading_of
from otdel.measurement.services.overlap import superseded_by
from otdel.measurement.services.understanding import look, look_or_queue, must_see, understood_with_known
from otdel.measurement.store import warehouse
from otdel.warehouse.landing import BatchLike
from otdel.warehouse.rebuilding import Rebuilt
from otdel.warehouse.receipts import Receipt

Step = Callable[[str, int, int], None]
LISTED = 5000  # rows set aside that are kept one by one; the rest are counted


def start(viewer: Viewer, item: Import) -> bool:
    """Ask a worker to land the import. False when it is not ready: still being read, asking, or started already.

    Raises NotAllowed. A file that already counts with the same answers is refused, naming the import it came with.
    """
    must_see(viewer, item)
    with transaction.atomic():
        if not item.preview or not _move(item, State.WAITING, State.RUNNING):
            return False
        if twin := _twin(item):
            item.settle(State.REFUSED, trouble=reason_to(Reason.of("already_counted", import_id=twin.pk)))
            return False
        queue(viewer, item)
        audit(viewer, "import.started", f"import:{item.pk}", name=item.name)
    return True


def queue(viewer: Viewer, item: Import) -> None:
    """Hand a RUNNING import to a worker."""
    item.settle(
        State.RUNNING,
        started_at=timezone.now(),
        job=str(start_job(viewer, "otdel.measurement.tasks.land", f"import:{item.pk}", import_id=item.pk)),
    )


def land_import(import_id: int, step: Step = lambda code, done, total: None) -> None:
    """Read, understand and land. Done over, it leaves the same facts: the warehouse keeps one landing an import."""
    item = Import.objects.select_related("file").get(pk=import_id)
    if item.state != State.RUNNING:
        return
    step("reading", 0, 3)
    reading = reading_of(item.file.sha256, item.name)
    step("understanding", 1, 3)
    understood = understood_with_known(item, reading)
    if understood.refused or understood.questions:
        _hand_back(item, understood)
        return
    step("landing", 2, 3)
    landed = warehouse().land(item.pk, item.file.sha256, understood.batches, receipt=receipt(item))
    _retire_older(item)
    _remember(item, understood, dict(landed.rows))


def notice_lost(item: Import) -> None:
    """When the work on this import was given up, say so on the import, so that a person can start it again."""
    unread = item.state == State.WAITING and not item.preview
    if not (item.state == State.RUNNING or unread) or not item.job:
        return
    job = Job.objects.filter(pk=item.job, state=JobState.FAILED).first()
    if job:
        item.settle(State.FAILED, trouble=job.reason or reason_to(Reason.of("job_failed", error="")))


def retry(viewer: Viewer, item: Import) -> bool:
    """Start a stopped import again. False when it is not stopped. Raises NotAllowed."""
    must_see(viewer, item)
    with transaction.atomic():
        unread = not item.preview and not item.typed
        if not _move(item, State.FAILED, State.WAITING if unread else State.RUNNING):
            return False
        item.settle(State(item.state), trouble=None)
        if not unread:
            queue(viewer, item)
        audit(viewer, "import.retried", f"import:{item.pk}", name=item.name)
    if unread:
        look_or_queue(item)
    return True


def undo_import(viewer: Viewer, item: Import) -> bool:
    """Take a landed import out of every number; what it replaced counts again. False when it has not landed."""
    must_see(viewer, item)
    if item.state != State.LANDED:
        return False
    warehouse().withdraw(item.pk)
    with transaction.atomic():
        item.settle(State.UNDONE, undone_at=timezone.now())
        audit(viewer, "import.undone", f"import:{item.pk}", name=item.name, rows=item.landed_rows)
    return True


def redo_import(viewer: Viewer, item: Import) -> bool:
    """Count an undone import again, with the same place in time as before. False when it was not undone."""
    must_see(viewer, item)
    if item.state != State.UNDONE or _twin(item):
        return False
    warehouse().restore(item.pk)
    with transaction.atomic():
        item.settle(State.LANDED, undone_at=None)
        audit(viewer, "import.redone", f"import:{item.pk}", name=item.name, rows=item.landed_rows)
    return True


def drop_import(viewer: Viewer, item: Import) -> bool:
    """Put away an import that has not landed. False when it has. The raw file is kept."""
    must_see(viewer, item)
    with transaction.atomic():
        if item.state not in (State.WAITING, State.ASKING, State.REFUSED, State.FAILED):
            return False
        item.settle(State.UNDONE, undone_at=timezone.now())
        audit(viewer, "import.dropped", f"import:{item.pk}", name=item.name)
    return True


def rebuild() -> Rebuilt:
    """Read every import again from its raw file and kept answers, and put the result in place in one step.

    Raises RawMissing when a raw file is gone; the old facts stay. The digests before and after are equal unless today's
    readers understand a file differently.
    """
    return warehouse().rebuild(_reread)


def _reread(kept: Receipt, path: Path) -> Iterable[BatchLike]:
    said: dict[str, Any] = dict(kept.details)
    told = Hints(said["answers"], said["report"], said["mapping"], said["time_zone"])
    return understand(read(path, said["name"]), told).batches


def receipt(item: Import) -> dict[str, object]:
    """All that reading the file again the same way would need."""
    return {
        "name": item.name,
        "report": item.report_asked,
        "answers": item.answers,
        "mapping": item.mapping,
        "time_zone": item.time_zone,
    }


def _move(item: Import, before: State, after: State) -> bool:
    """Change the state only if it still is `before`: of two people pressing at once, one wins."""
    moved = Import.objects.filter(pk=item.pk, state=before).update(state=after) == 1
    item.refresh_from_db()
    return moved


def _retire_older(item: Import) -> None:
    """A typed file holds all that is typed, so the ones before it are taken out."""
    if not item.typed:
        return
    for older in Import.objects.landed().filter(typed=item.typed, pk__lt=item.pk):
        warehouse().withdraw(older.pk)
        older.settle(State.UNDONE)


def _twin(item: Import) -> Import | None:
    """Another import of this content, read the same way, that counts now."""
    same = Import.objects.landed().filter(
        file=item.file_id, report=item.report, answers=item.answers, mapping=item.mapping
    )
    return same.exclude(pk=item.pk).order_by("id").first()


def _hand_back(item: Import, understood: Understood) -> None:
    """What was understood before is no longer so (a setting or a preset changed): a person looks again."""
    if understood.refused:
        item.settle(State.REFUSED, trouble=reason_to(understood.refused))
    else:
        look(item)


def _remember(item: Import, understood: Understood, rows: dict[str, int]) -> None:
    over = superseded_by(item.pk)
    with transaction.atomic():
        item.rejects.all().delete()
        RejectedRow.objects.bulk_create(_rejected(item, understood), batch_size=500)
        item.rejected = rejected_count(understood)
        item.checks = [check_to(check) for check in understood.checks]
        item.notes = [reason_to(note) for note in understood.notes]
        item.save(update_fields=["rejected", "checks", "notes", "answers"])
        item.settle(State.LANDED, rows=rows, superseded=over, landed_at=timezone.now(), trouble=None)


def rejected_count(understood: Understood) -> int:
    """Rows set aside, with those a connector counted but did not list."""
    unlisted = (note.values for note in understood.notes if note.code == "rejected_more")
    return len(understood.rejected) + sum(int(v["count"] or 0) - int(v["shown"] or 0) for v in unlisted)


def _rejected(item: Import, understood: Understood) -> list[RejectedRow]:
    return [_rejected_row(item, bad) for bad in islice(understood.rejected, LISTED)]


def _rejected_row(item: Import, bad: Rejected) -> RejectedRow:
    """Personal cells are covered before they are kept."""
    value = covered(bad.column, bad.value)
    values = {**bad.reason.values, "value": value} if "value" in bad.reason.values else dict(bad.reason.values)
    return RejectedRow(
        of=item,
        sheet=bad.sheet[:200],
        row=bad.row,
        column=bad.column[:200],
        value=value[:500],
        code=bad.reason.code,
        values=values,
    )
