"""What a later period must pay or take so that an old statement becomes what it should have been."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.lines import Kind, Pay

Key = tuple[str, str, Kind]


def corrections(old: Pay, new: Pay) -> dict[Key, Decimal]:
    """By line (code, subject, kind): the amount to add to the old line to get the new one; equal lines are left out.

    Raises ValueError for statements in two currencies.
    """
    if old.currency != new.currency:
        raise ValueError(f"{old.currency} and {new.currency} cannot be compared")
    was, now = _by_line(old), _by_line(new)
    changed = {
        key: now.get(key, Decimal(0)) - was.get(key, Decimal(0)) for key in [*was, *(k for k in now if k not in was)]
    }
    return {key: amount for key, amount in changed.items() if amount}


def _by_line(pay: Pay) -> dict[Key, Decimal]:
    found: dict[Key, Decimal] = {}
    for one in pay.lines:
        key = (one.code, one.subject, one.kind)
        found[key] = found.get(key, Decimal(0)) + one.amount
    return found
