"""How the ledger is chained: each line's hash is of everything it says and of the hash before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otdel.motivation.rules.digests import digest_of


def linked(previous: str, number: int, said: Mapping[str, Any]) -> str:
    """The hash of line `number`, which says `said`, after a line with the hash `previous` ("" before the first)."""
    return digest_of([previous, number, dict(said)])
