"""A company's own words over its copy of a role, and what it takes over from a newer library, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.library import Library, library, reading
from otdel.organisation.library.overlay import at
from otdel.organisation.library.pieces import Piece, differences, fingerprint, pieces, with_piece
from otdel.organisation.models import JobRole, Process
from otdel.organisation.queries.library import open_differences
from otdel.organisation.services.adopting import MAY_EDIT, add_processes, add_zones
from otdel.organisation.services.zones import retire_zone
from otdel.organisation.signals import role_taken
from otdel.organisation.words import key_of, raw_text

Words = str | list[str] | None


@transaction.atomic
def rewrite(viewer: Viewer, role: JobRole, words: Mapping[str, Words]) -> list[str]:
    """Write texts by their paths; words that are the copy's again are not kept. Returns the paths that changed.

    An empty text goes back to the copy's words; None takes a text out of our card. Raises NotAllowed.
    """
    viewer.must(*MAY_EDIT)
    before, copied = dict(role.own), raw_text(role)
    for path, text in words.items():
        if text == at(copied, path) or text in ("", []):
            role.own.pop(path, None)
        else:
            role.own[path] = text
    changed = [
        path
        for path in words
        if before.get(path, "") != role.own.get(path, "") or (path in before) != (path in role.own)
    ]
    if changed:
        role.save()
        audit(viewer, "role.rewritten", f"role:{role.code}", role=role.code, texts=", ".join(changed))
    return changed


@transaction.atomic
def take(viewer: Viewer, role: JobRole, key: str, *, source: Library | None = None) -> None:
    """The piece `key` becomes as the library has it, over our own words too. Raises NotAllowed; Refused when equal."""
    viewer.must(*MAY_EDIT)
    newer = _newer(role, key, source)
    role.copied = {**with_piece(role.copied, newer, key), "version": role.copied.get("version", "")}
    role.own = {path: text for path, text in role.own.items() if path != key and not path.startswith(f"{key}.")}
    if not differences(role.copied, newer):
        role.copied["version"] = newer["version"]
    role.save()
    _carry_out(viewer, role, key, pieces(newer).get(key))
    audit(viewer, "role.taken", f"role:{role.code}", role=role.code, piece=key)
    role_taken.send(JobRole, role=role, paths=[key])


@transaction.atomic
def keep(viewer: Viewer, role: JobRole, key: str, *, source: Library | None = None) -> None:
    """The piece stays as it is, until the library says something newer still. Raises NotAllowed; Refused when equal."""
    viewer.must(*MAY_EDIT)
    newer = _newer(role, key, source)
    role.copied["kept"] = {**role.copied.get("kept", {}), key: fingerprint(pieces(newer).get(key))}
    role.save()
    audit(viewer, "role.kept", f"role:{role.code}", role=role.code, piece=key)


def _newer(role: JobRole, key: str, source: Library | None) -> dict[str, Any]:
    if key not in {one.key for one in open_differences(role, source)}:
        raise Refused(Reason.of("piece_is_equal", piece=key))
    return (source or library()).copy_of(role.library)


def _carry_out(viewer: Viewer, role: JobRole, key: str, piece: Piece | None) -> None:
    """Zones and processes are records of their own: they follow what was taken."""
    group, _, name = key.partition(".")
    if group == "zones":
        _follow_zone(viewer, role, name, piece)
    elif group == "processes":
        _follow_process(viewer, role, name, piece)


def _follow_zone(viewer: Viewer, role: JobRole, name: str, piece: Piece | None) -> None:
    zone = next((one for one in role.zones.all() if key_of(one.code) == name), None)
    if zone is None:
        add_zones(role, (name,))
    elif piece is None:
        retire_zone(viewer, zone, company_today(viewer))
    else:
        role.zones.filter(pk=zone.pk).update(name="")


def _follow_process(viewer: Viewer, role: JobRole, name: str, piece: Piece | None) -> None:
    today = company_today(viewer)
    process = next((one for one in role.processes.all() if key_of(one.code) == name), None)
    if process is None:
        shape = reading.role_shape({"processes": [piece.structure]} if piece else {})
        add_processes(role, shape, today)
    elif piece is None:
        process.end = max(today, process.start + timedelta(days=1))
        process.save()
    else:
        _settle(process, piece.structure)


def _settle(process: Process, structure: Mapping[str, Any]) -> None:
    (shape,) = reading.role_shape({"processes": [structure]}).processes
    process.cadence, process.day, process.minutes = shape.cadence, shape.day, shape.minutes
    process.own = {}
    process.save()
