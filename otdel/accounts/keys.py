"""Personal keys for programs: made, shown once, used, taken back. A key opens what its person may see, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from otdel.accounts.models import ApiKey, Person
from otdel.accounts.rules import digest, fresh_secret
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer

BEGINS = "otdel_"  # a leaked key is known for what it is
HINT = len(BEGINS) + 4
MOST = 20  # working keys of one person
SEEN_EVERY = timedelta(minutes=5)  # a busy program does not write a line at each call


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as its page shows it; `hint` is its beginning."""

    id: int
    name: str
    hint: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@transaction.atomic
def make_key(viewer: Viewer, name: str) -> str:
    """The secret of a new key of the viewer's own. It is returned once; only its digest is kept."""
    words = " ".join(name.split())
    if not words:
        raise Refused(Reason.of("key_needs_name"))
    if ApiKey.objects.filter(person_id=viewer.person, revoked_at=None).count() >= MOST:
        raise Refused(Reason.of("too_many_keys", most=MOST))
    secret = BEGINS + fresh_secret()
    made = ApiKey.objects.create(person_id=viewer.person, name=words[:80], digest=digest(secret), hint=secret[:HINT])
    audit(viewer, "key_made", f"key:{made.pk}", name=made.name)
    return secret


@transaction.atomic
def take_back(viewer: Viewer, key: int) -> None:
    """The key stops working at once. One's own; an owner may take anybody's. Others are left as they are."""
    keys = ApiKey.objects.filter(pk=key, revoked_at=None)
    found = (keys if viewer.may(Role.OWNER) else keys.filter(person_id=viewer.person)).first()
    if found is None:
        return
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    audit(viewer, "key_revoked", f"key:{found.pk}", name=found.name)


def keys_of(viewer: Viewer) -> list[KeyRow]:
    """The viewer's own keys, those that work first, then the newest."""
    rows = [
        KeyRow(key.pk, key.name, key.hint, key.created_at, key.used_at, key.revoked_at)
        for key in ApiKey.objects.filter(person_id=viewer.person)
    ]
    return sorted(rows, key=lambda row: row.revoked_at is not None)


def holder(secret: str) -> Person | None:
    """Whose key it is; nothing for one that is unknown or taken back, or whose person may not sign in any more."""
    key = ApiKey.objects.select_related("person").filter(digest=digest(secret), revoked_at=None).first()
    if key is None or not key.person.is_active:
        return None
    now = timezone.now()
    if key.used_at is None or now - key.used_at > SEEN_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_at=now)
    return key.person
