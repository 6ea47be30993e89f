"""Taking a file in: kept by its content, once, whatever it is called."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from otdel.accounts.models import Company
from otdel.accounts.trail import audit
from otdel.jobs.worker import NO_ROOM
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.limits import clean_name, too_large
from otdel.measurement.models import Import, ImportFile
from otdel.measurement.services.understanding import look_or_queue, must_see
from otdel.measurement.store import warehouse

MAY_IMPORT = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
CHUNK = 1 << 20


class FileRefused(Exception):
    """The file was not taken in; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Received:
    """The import a file became. `already` means this content was here before and nothing new was made."""

    item: Import
    already: bool


def receive_file(viewer: Viewer, content: Path | BinaryIO, name: str, *, again: bool = False) -> Received:
    """Keep the file and look at it. The same content counts once, unless `again` asks for another reading of it.

    Raises NotAllowed, and FileRefused when the file is larger than the installation takes or there is no room for it.
    """
    viewer.must(*MAY_IMPORT)
    try:
        if isinstance(content, Path):
            return _receive(viewer, content, clean_name(name), again=again)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "upload"
            _copy(content, path)
            return _receive(viewer, path, clean_name(name), again=again)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise FileRefused(Reason.of("disk_full")) from error


def read_again(viewer: Viewer, item: Import) -> Import:
    """Another import of the same file, to be read with other answers."""
    must_see(viewer, item)
    return receive_file(viewer, warehouse().raw_path(item.file.sha256), item.name, again=True).item


def _receive(viewer: Viewer, path: Path, name: str, *, again: bool) -> Received:
    if reason := too_large(path.stat().st_size):
        raise FileRefused(reason)
    raw = warehouse().keep_raw(path, name)
    with transaction.atomic():
        file, _ = ImportFile.objects.get_or_create(
            sha256=raw.sha256, defaults={"name": name, "size": raw.size, "uploaded_by_id": viewer.person or None}
        )
        first = file.imports.live().uploaded().order_by("id").first()
        if first and not again:
            return Received(first, already=True)
        item = Import.objects.create(
            file=file, name=name, by_id=viewer.person or None, time_zone=_time_zone(), fresh=not again
        )
        audit(viewer, "import.received", f"import:{item.pk}", name=name, size=raw.size)
    look_or_queue(item)
    return Received(item, already=False)


def _copy(content: BinaryIO, path: Path) -> None:
    """Write the stream to disk piece by piece, and stop as soon as it is over the limit."""
    size = 0
    with path.open("wb") as file:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if reason := too_large(size):
                raise FileRefused(reason)
            file.write(chunk)


def _time_zone() -> str:
    return Company.objects.values_list("time_zone", flat=True).first() or "UTC"
