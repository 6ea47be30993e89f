"""News of the department for chapters above it."""

from __future__ import annotations

from django.dispatch import Signal

role_adopted = Signal()
"""A role was copied from the library or written by import. Sent with `role`, inside the transaction."""

role_taken = Signal()
"""Something of a newer library was taken over. Sent with `role` and `paths`, inside the transaction."""
