"""What is always true of people and rights."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from otdel.kit.reason import Reason
from otdel.kit.viewer import Role

INVITATION_LIVES = timedelta(days=7)


def fresh_secret() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a link's secret: whoever reads the database cannot use the link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def why_not_change(*, role: Role, active: bool, becomes: Role, stays: bool, active_owners: int) -> Reason | None:
    """Why a person may not get this role or be deactivated; nothing when they may. A company keeps one active owner."""
    leaves_ownership = role is Role.OWNER and active and not (becomes is Role.OWNER and stays)
    if leaves_ownership and active_owners <= 1:
        return Reason.of("last_owner")
    return None
