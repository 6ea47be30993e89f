"""The demo company Lumen Home: a simulated history of known truth, written as its systems would export it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from otdel.testing.demo.exports import write_exports
from otdel.testing.demo.manifest import ExportFile, Manifest, Preset

__all__ = ["ExportFile", "Manifest", "Preset", "build", "write_exports"]


def _quiet(step: str, done: int, total: int) -> None:
    """Says nothing."""


def build(
    home: Path | None = None,
    *,
    today: date | None = None,
    seed: int = 7,
    progress: Callable[[str, int, int], None] = _quiet,
) -> Manifest:
    """Found the demo company in this installation, which must be empty, and import all of its files.

    The exports are kept in `exports` under `home`, by default the installation's data folder. `today` is by default the
    day it is in the company. Needs Django set up and the records migrated. Raises Refused when there is a company.
    """
    from otdel.testing.demo.founding import company_today, found_company, home_folder

    return found_company((home or home_folder()) / "exports", today or company_today(), seed, progress)
