"""The department as a file: YAML to read and edit, XLSX with a sheet a table, CSV files in a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

from otdel.connectors import writing
from otdel.connectors.writing import XLSX
from otdel.kit.viewer import Viewer
from otdel.organisation.exchange.tables import ENGAGEMENTS, PARTS, PEOPLE, TABLES, ZONES
from otdel.organisation.models import Accountability, Engagement, Member, Zone
from otdel.organisation.services.people import LEADERS

Rows = dict[str, list[dict[str, str]]]


def rows_of(viewer: Viewer) -> Rows:
    """Everything there is and was, contacts included. Raises NotAllowed: it is for owner and head."""
    viewer.must(*LEADERS)
    engagements = Engagement.objects.select_related("member", "role", "reports_to")
    return {
        PEOPLE: [_person(member) for member in Member.objects.select_related("person")],
        ZONES: [_zone(zone) for zone in Zone.objects.select_related("role")],
        ENGAGEMENTS: [_engagement(row) for row in engagements],
        PARTS: [_part(row) for row in Accountability.objects.select_related("zone", "member")],
    }


def as_yaml(rows: Rows) -> bytes:
    """Empty cells are left out."""
    plain = {
        table: [{name: cell for name, cell in row.items() if cell} for row in found] for table, found in rows.items()
    }
    return writing.as_yaml(plain)


def as_xlsx(rows: Rows) -> bytes:
    return writing.as_xlsx(
        {
            table: (spec.columns, [[row[name] for name in spec.columns] for row in rows[table]])
            for table, spec in TABLES.items()
        }
    )


def as_csv(rows: Rows) -> bytes:
    """A ZIP with people.csv, zones.csv, engagements.csv and accountabilities.csv."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, spec in TABLES.items():
            lines = [[row[name] for name in spec.columns] for row in rows[table]]
            archive.writestr(f"{table}.csv", writing.as_csv(spec.columns, lines))
    return held.getvalue()


WRITERS: dict[str, tuple[Callable[[Rows], bytes], str]] = {
    "yaml": (as_yaml, "application/yaml"),
    "xlsx": (as_xlsx, XLSX),
    "zip": (as_csv, "application/zip"),
}


def _person(member: Member) -> dict[str, str]:
    return {
        "slug": member.slug,
        "name": member.name,
        "title": member.title,
        "firm": "yes" if member.is_firm else "",
        "email": member.email,
        "contact": member.contact,
        "account": member.person.email if member.person else "",
    }


def _zone(zone: Zone) -> dict[str, str]:
    return {
        "zone": zone.code,
        "role": zone.role.code if zone.role else "",
        "name": zone.name,
        "critical": "yes" if zone.critical else "",
        "retired": _day(zone.retired_on),
    }


def _engagement(row: Engagement) -> dict[str, str]:
    return {
        "person": row.member.slug,
        "role": row.role.code,
        "kind": row.kind,
        "share": f"{row.share:f}",
        "reports_to": row.reports_to.slug if row.reports_to else "",
        "from": _day(row.start),
        "to": _day(row.end),
        **{name: ", ".join(row.scope.get(name, [])) for name in ("channels", "regions", "products")},
        "ramp": ", ".join(f"{month:g}" for month in row.ramp),
    }


def _part(row: Accountability) -> dict[str, str]:
    return {
        "zone": row.zone.code,
        "person": row.member.slug,
        "part": row.part,
        "from": _day(row.start),
        "to": _day(row.end),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
