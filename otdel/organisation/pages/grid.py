"""The grid of responsibility as rows and cells, by role, and the filters over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from otdel.organisation.models import Part
from otdel.organisation.queries.members import MemberRef
from otdel.organisation.queries.structure import Structure, ZoneRow
from otdel.web.parts import Filter, FilterBar, Option

PROBLEMS: dict[str, str | Promise] = {
    "empty": gettext_lazy("nobody answers"),
    "double": gettext_lazy("two or more answer"),
    "bare": gettext_lazy("nobody stands in"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the grid is shown."""

    who: str = ""
    role: str = ""
    problem: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        return cls(given.get("who", ""), given.get("role", ""), given.get("problem", ""))


@dataclass(frozen=True, slots=True)
class GridCell:
    """A person's part in a zone: the strongest as a mark, all of them in words. Empty where they have none."""

    who: MemberRef
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class GridRow:
    zone: ZoneRow
    cells: tuple[GridCell, ...]
    backed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The zones of one role."""

    role: str
    code: str
    rows: tuple[GridRow, ...]


def groups(found: Structure, asked: Asked) -> list[Group]:
    """The rows asked for, by role in the order of roles."""
    rows = [_row(zone, found.columns) for zone in found.zones if _wanted(zone, found, asked)]
    return [
        Group(key[1], key[0], tuple(part))
        for key, part in groupby(rows, key=lambda row: (row.zone.role_code, row.zone.role))
    ]


def filters(found: Structure, asked: Asked, keep: list[tuple[str, str]]) -> FilterBar:
    roles = {zone.role_code: zone.role for zone in found.zones if zone.role_code}
    people = [Option(one.slug, one.name, chosen=one.slug == asked.who) for one in found.columns]
    anything = asked.who or asked.role or asked.problem
    clear = "?" + "&".join(f"{name}={value}" for name, value in keep) if keep else "?"
    return FilterBar(
        [
            Filter("who", _("Person"), [Option("", pgettext("people", "everybody")), *people]),
            Filter("role", pgettext("work", "Role"), _options(roles, asked.role, pgettext("roles", "all roles"))),
            Filter("problem", _("Problem"), _options(PROBLEMS, asked.problem, _("with or without"))),
        ],
        keep=keep,
        clear=clear if anything else "",
    )


def _options(names: Mapping[str, str | Promise], chosen: str, anything: str) -> list[Option]:
    return [Option("", anything), *(Option(code, name, chosen=code == chosen) for code, name in names.items())]


def _wanted(zone: ZoneRow, found: Structure, asked: Asked) -> bool:
    who = next((one.id for one in found.columns if one.slug == asked.who), None)
    wrong = {"": True, "bare": _bare(zone)}.get(asked.problem, zone.state == asked.problem)
    return wrong and (not asked.who or who in zone.parts) and (not asked.role or zone.role_code == asked.role)


def _bare(zone: ZoneRow) -> bool:
    return not any(Part.BACKUP in parts for parts in zone.parts.values())


def _row(zone: ZoneRow, columns: tuple[MemberRef, ...]) -> GridRow:
    cells = tuple(_cell(who, zone.parts.get(who.id, ()), zone) for who in columns)
    return GridRow(zone, cells, backed=not _bare(zone))


def _cell(who: MemberRef, parts: tuple[str, ...], zone: ZoneRow) -> GridCell:
    held = [part for part in Part if part in parts]
    mark = str(held[0]) if held else ""
    if mark == Part.ACCOUNTABLE and zone.state == "double":
        mark = "double"
    return GridCell(who, mark, ", ".join(str(part.label) for part in held))
