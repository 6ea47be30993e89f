"""One text for one meaning: canonical JSON of plain data and its hash, for plans, snapshots and statements."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from otdel.motivation.rules.rounding import text


def canonical_json(what: object) -> str:
    """Sorted keys, no spaces, decimals as plain text. Raises TypeError for a float, which has no one text."""
    _without_floats(what)
    return json.dumps(what, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def digest_of(what: object) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(canonical_json(what).encode()).hexdigest()


def _without_floats(what: object) -> None:
    kind = type(what)
    if kind is str or what is None or kind is int or kind is bool:
        return
    if isinstance(what, dict):
        for one in what.values():
            _without_floats(one)
    elif isinstance(what, list | tuple):
        for one in what:
            _without_floats(one)
    elif isinstance(what, float):
        raise TypeError("a float has no one text")


def _plain(what: Any) -> str:
    if isinstance(what, Decimal):
        return text(what)
    raise TypeError(f"{type(what).__name__} has no canonical text")
