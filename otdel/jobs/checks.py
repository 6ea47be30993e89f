"""Looks at the database the jobs and records live in, and says what to do about what it finds."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

Version = tuple[int, int, int]


def may_lose_wal(version: Version) -> bool:
    """SQLite before 3.51.3, and 3.52, can lose a commit when a checkpoint resets the log while another begins."""
    return version < (3, 51, 3) or (3, 52, 0) <= version < (3, 53, 0)


@register(Tags.database)
def sqlite_is_sound(app_configs: Any = None, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"] or not may_lose_wal(sqlite3.sqlite_version_info):
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} can, very rarely, lose a commit when two processes write at once.",
            hint="Use a Python that brings SQLite 3.51.3 or newer, or PostgreSQL through OTDEL_DATABASE_URL; "
            "until then copy the data folder every day, with Otdel stopped for that moment: it makes no copies itself.",
            id="otdel.W001",
        )
    ]
