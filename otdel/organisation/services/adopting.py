"""Copying a role of the library into the company, and bringing back one that was retired."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.library import Library, library, reading
from otdel.organisation.library.shapes import ProcessShape, RoleShape
from otdel.organisation.models import JobRole, Process, Zone
from otdel.organisation.signals import role_adopted
from otdel.organisation.words import key_of

MAY_EDIT = (Role.OWNER, Role.HEAD)


@transaction.atomic
def adopt(viewer: Viewer, library_id: str, *, source: Library | None = None) -> JobRole:
    """Copy a role: its zones and processes begin today; accesses are only proposed. A retired role comes back.

    Raises NotAllowed; Refused for a role the library does not have, or one that is in use.
    """
    viewer.must(*MAY_EDIT)
    source = source or library()
    if library_id not in source.structures:
        raise Refused(Reason.of("role_not_in_library", role=library_id))
    kept = JobRole.objects.filter(library=library_id).first()
    if kept is None:
        return make(viewer, _free_code(library_id), source.copy_of(library_id), from_library=library_id)
    if kept.retired_on is None or kept.retired_on > company_today(viewer):
        raise Refused(Reason.of("role_in_use", role=kept.code))
    return bring_back(viewer, kept)


def make(
    viewer: Viewer,
    code: str,
    copied: dict[str, Any],
    *,
    from_library: str = "",
    own: dict[str, Any] | None = None,
) -> JobRole:
    """A role with its zones and processes from plain data, and the news of it. To be called inside a transaction."""
    role = JobRole.objects.create(
        code=code, library=from_library, copied=copied, own=own or {}, position=_next_position()
    )
    shape = reading.role_shape(copied.get("structure", {}))
    add_zones(role, shape.zones)
    add_processes(role, shape, company_today(viewer))
    audit(viewer, "role.adopted", f"role:{code}", role=code)
    role_adopted.send(JobRole, role=role)
    return role


def add_zones(role: JobRole, zones: tuple[str, ...]) -> None:
    """Those zones the role does not have, by their ids, after those it has."""
    has = {key_of(code) for code in role.zones.values_list("code", flat=True)}
    fresh = [zone for zone in zones if zone not in has]
    Zone.objects.bulk_create(
        Zone(code=f"{role.code}.{zone}", role=role, position=len(has) + place) for place, zone in enumerate(fresh)
    )


def add_processes(role: JobRole, shape: RoleShape, day: date) -> None:
    """Those processes of `shape` the role does not have, from `day` on, after those it has."""
    has = {key_of(code) for code in role.processes.values_list("code", flat=True)}
    fresh = [one for one in shape.processes if one.id not in has]
    Process.objects.bulk_create(process_of(role, one, day, len(has) + place) for place, one in enumerate(fresh))


def process_of(role: JobRole, shape: ProcessShape, day: date, position: int) -> Process:
    """A process not yet saved. Its code is the library's, with the role's before it when that one is taken."""
    taken = Process.objects.filter(code=shape.id).exists()
    return Process(
        role=role,
        code=f"{role.code}.{shape.id}" if taken else shape.id,
        cadence=shape.cadence,
        day=shape.day,
        minutes=shape.minutes,
        critical=shape.critical,
        position=position,
        start=day,
    )


@transaction.atomic
def bring_back(viewer: Viewer, role: JobRole) -> JobRole:
    """The company works with a retired role again, and with the zones that went with it. Raises NotAllowed."""
    viewer.must(*MAY_EDIT)
    role.zones.filter(retired_on=role.retired_on).update(retired_on=None)
    role.retired_on = None
    role.save()
    audit(viewer, "role.brought_back", f"role:{role.code}", role=role.code)
    return role


def _next_position() -> int:
    last = JobRole.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _free_code(wanted: str) -> str:
    """`wanted`, or it with the first free number behind."""
    taken = set(JobRole.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    number = 2
    code = wanted
    while code in taken:
        code, number = f"{wanted}-{number}", number + 1
    return code
