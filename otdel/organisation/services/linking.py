"""An account that was just made finds its place in the department."""

from __future__ import annotations

from typing import Any

from otdel.accounts.models import Person
from otdel.accounts.trail import audit
from otdel.accounts.viewers import as_viewer
from otdel.organisation.models import Member


def link_invited(person: Person, email: str, **_: Any) -> None:
    """Joins an account to the one member whose e-mail the invitation was written for, when they have no account yet.

    The owner wrote that e-mail; what the invited person types about themselves joins them to nobody.
    """
    found = list(Member.objects.select_for_update().filter(email__iexact=email)) if email else []
    if len(found) != 1 or found[0].person_id is not None:
        return
    found[0].person = person
    found[0].save(update_fields=["person"])
    audit(as_viewer(person), "member.linked", f"member:{found[0].pk}", name=found[0].name)
