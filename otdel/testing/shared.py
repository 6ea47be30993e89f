"""Where tests find the shared data sets; a test that needs an absent one says so and is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("OTDEL_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def shared(path: str) -> Path:
    """The file or folder `path` of the shared data. Skips the test, visibly, when it is not there."""
    found = ROOT / path
    if not found.exists():
        pytest.skip(f"shared data absent: {path}")
    return found
