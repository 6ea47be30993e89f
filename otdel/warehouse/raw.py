"""Raw files by content hash: kept once, never changed, with every name they were uploaded under."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from otdel.warehouse.files import sync_folder, write_whole

CHUNK = 1 << 20


class RawMissing(LookupError):
    """The raw file is not kept here."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A kept file. `names` are those it was uploaded under, oldest first."""

    sha256: str
    size: int
    path: Path
    names: tuple[str, ...]


class RawFiles:
    """The folder of raw files: raw/ab/cdef... holds the bytes, raw/ab/cdef....names their names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, path: Path, name: str) -> RawFile:
        """Copy the file in, once a content. Raises OSError when it cannot be read or the disk is full."""
        self.root.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".{uuid.uuid4().hex}"
        try:
            sha256 = _copy(path, temporary)
            kept = self._place(sha256)
            if not kept.exists():
                kept.parent.mkdir(exist_ok=True)
                temporary.chmod(0o444)
                temporary.replace(kept)
                sync_folder(kept.parent)
        finally:
            temporary.unlink(missing_ok=True)
        self._remember(sha256, name)
        return self.get(sha256)

    def get(self, sha256: str) -> RawFile:
        kept = self.path(sha256)
        return RawFile(sha256, kept.stat().st_size, kept, self._names(sha256))

    def path(self, sha256: str) -> Path:
        kept = self._place(sha256)
        if len(sha256) != 64 or not kept.exists():
            raise RawMissing(f"no raw file {sha256}")
        return kept

    def __iter__(self) -> Iterator[RawFile]:
        for kept in sorted(self.root.glob("??/*")):
            if not kept.suffix:
                yield self.get(kept.parent.name + kept.name)

    def _place(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def _names(self, sha256: str) -> tuple[str, ...]:
        listed = self._place(sha256).with_suffix(".names")
        return tuple(json.loads(listed.read_text())) if listed.exists() else ()

    def _remember(self, sha256: str, name: str) -> None:
        names = self._names(sha256)
        if name not in names:
            data = json.dumps([*names, name], ensure_ascii=False).encode()
            write_whole(self._place(sha256).with_suffix(".names"), data)


def _copy(path: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, target.open("wb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
