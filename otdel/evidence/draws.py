"""The draws of a fitted model as a file of the installation: written whole or not at all, missed when not right."""

from __future__ import annotations

import hashlib
import io
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from otdel.analytics.mix.shapes import Draws
from otdel.warehouse.files import write_whole

MOST = 1_000  # draws kept: enough for a range, and few enough for a slider
SUFFIX = ".npz"


def folder() -> Path:
    return Path(settings.OTDEL_HOME) / "mix"


def write(draws: Draws, name: str) -> tuple[str, str]:
    """Keep the draws under `name`; the file's name and the hash of its bytes. Replaces a file of that name."""
    held = io.BytesIO()
    parts: dict[str, Any] = {one.name: _small(getattr(draws, one.name)) for one in fields(Draws)}
    np.savez_compressed(held, **parts)
    folder().mkdir(parents=True, exist_ok=True)
    write_whole(folder() / f"{name}{SUFFIX}", held.getvalue())
    return f"{name}{SUFFIX}", hashlib.sha256(held.getvalue()).hexdigest()


def read(name: str, digest: str) -> Draws | None:
    """The draws of a file; None when it is gone or its bytes are not those that were written."""
    try:
        told = (folder() / name).read_bytes()
    except OSError:
        return None
    if not name or hashlib.sha256(told).hexdigest() != digest:
        return None
    with np.load(io.BytesIO(told), allow_pickle=False) as held:
        return Draws(**{one.name: _large(held[one.name]) for one in fields(Draws)})


def kept(name: str) -> bool:
    """Whether there is a file at all, asked of a list."""
    return bool(name) and (folder() / name).is_file()


def _small(values: np.ndarray) -> np.ndarray:
    return values.astype(np.int8 if values.dtype.kind == "i" else np.float32)


def _large(values: np.ndarray) -> np.ndarray:
    return values.astype(np.int64 if values.dtype.kind == "i" else np.float64)
