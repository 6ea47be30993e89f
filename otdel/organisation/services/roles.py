"""Putting a role away when the company no longer works with it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Engagement, JobRole
from otdel.organisation.services.people import LEADERS
from otdel.organisation.services.zones import retire_zone


def retire_role(viewer: Viewer, role: JobRole, day: date) -> None:
    """From `day` on the role and its zones are history. Raises NotAllowed, and Refused while somebody holds it."""
    viewer.must(*LEADERS)
    holders = Engagement.objects.filter(role=role).during(day, date.max).values_list("member__name", flat=True)
    if holders:
        raise Refused(Reason.of("role_is_held", names=", ".join(sorted(set(holders)))))
    with transaction.atomic():
        role.retired_on = day
        role.save()
        for zone in role.zones.filter(retired_on=None):
            retire_zone(viewer, zone, day)
        audit(viewer, "role.retired", f"role:{role.pk}", code=role.code, day=str(day))
