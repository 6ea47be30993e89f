"""Files that are either wholly there or not there at all, and a lock that several processes respect."""

from __future__ import annotations

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` in one step: a reader, or a machine that lost power, sees the old content or the new."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk."""
    sync(folder)


def sweep_leftovers(folder: Path, grace: float) -> int:
    """Delete half-written files of killed writers, in the folder and below, once older than `grace` seconds."""
    limit = time.time() - grace
    old = [path for path in folder.glob("**/.*") if path.is_file() and path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the writers' lock. The system frees it when a process dies, so a killed writer never blocks the next."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
