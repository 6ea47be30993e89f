"""What an upload may be, and what it is called: checked before a byte is read as data."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from django.conf import settings

from otdel.kit.reason import Reason

MEGABYTE = 1024 * 1024
MOST_FILES = 20
NAME_LENGTH = 200


def too_large(size: int) -> Reason | None:
    """The reason when a file of `size` bytes is over the installation's limit."""
    limit = int(settings.UPLOAD_LIMIT)
    if size <= limit:
        return None
    return Reason.of("file_too_large", megabytes=-(-size // MEGABYTE), limit=limit // MEGABYTE)


def clean_name(name: str) -> str:
    """The file's own name without folders or control characters, cut to a length that fits anywhere."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last).strip(". ")
    if len(plain) <= NAME_LENGTH:
        return plain or "file"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(suffix) - 1]}{dot}{suffix}" if dot and len(suffix) < 10 else plain[:NAME_LENGTH]
