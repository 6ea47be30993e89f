"""News of accounts for chapters above them."""

from __future__ import annotations

from django.dispatch import Signal

invitation_accepted = Signal()
"""Somebody made the account they were invited to. Sent with `person` and `email`, the one the invitation was written
for (it may be empty), inside the transaction.
"""
