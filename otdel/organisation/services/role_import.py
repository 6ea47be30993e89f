"""Bringing a role in from a file: as a new role, or over one the company has."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.library import LANGUAGES, reading
from otdel.organisation.models import JobRole
from otdel.organisation.services.adopting import MAY_EDIT, add_processes, add_zones, make


@transaction.atomic
def import_role(viewer: Viewer, data: dict[str, Any], *, replace: bool = False) -> JobRole:
    """A role from what `exchange.roles.read_role` read. Raises NotAllowed; Refused when its code is taken.

    With `replace` its words and structure stand in place of ours; zones and processes it lacks stay as they are.
    """
    viewer.must(*MAY_EDIT)
    copied = {key: data[key] for key in ("version", "structure", *LANGUAGES) if key in data}
    role = JobRole.objects.filter(code=data["code"]).first()
    if role is None:
        role = make(viewer, data["code"], copied, from_library=data.get("library", ""), own=data.get("own") or {})
    elif replace:
        _replace(viewer, role, copied, data.get("own") or {})
    else:
        raise Refused(Reason.of("role_code_taken", role=data["code"]))
    audit(viewer, "role.imported", f"role:{role.code}", role=role.code)
    return role


def _replace(viewer: Viewer, role: JobRole, copied: dict[str, Any], own: dict[str, Any]) -> None:
    kept = {"kept": role.copied["kept"]} if "kept" in role.copied else {}
    role.copied, role.own = {**copied, **kept}, own
    role.save()
    shape = reading.role_shape(copied.get("structure", {}))
    add_zones(role, shape.zones)
    add_processes(role, shape, company_today(viewer))
    role.zones.exclude(name="").update(name="")  # what the file says of them stands in `own` now
    role.processes.update(own={})
