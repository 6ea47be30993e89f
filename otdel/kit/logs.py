"""How much of what happens reaches the log."""

from __future__ import annotations

import logging

BROKEN = 500  # the first HTTP status that says something of ours broke


def told_briefly(record: logging.LogRecord) -> bool:
    """A filter that lets every record through; a request that was refused loses its traceback, since nothing broke."""
    if getattr(record, "status_code", BROKEN) < BROKEN:
        record.exc_info = record.exc_text = None
    return True
