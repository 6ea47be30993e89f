"""The installation's warehouse, opened where the settings say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from otdel.warehouse import Warehouse


def warehouse() -> Warehouse:
    """One a process and folder, so that its newest state stays open between pages."""
    return _opened(Path(settings.WAREHOUSE_ROOT))


@lru_cache(maxsize=4)
def _opened(root: Path) -> Warehouse:
    return Warehouse(root)
