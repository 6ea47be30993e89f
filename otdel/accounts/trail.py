"""The audit trail: one line for each thing a person did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otdel.accounts.models import AuditLine, Person
from otdel.kit.reason import Value
from otdel.kit.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    name: str
    verb: str
    subject: str
    values: dict[str, Value]


def audit(viewer: Viewer, verb: str, subject: str = "", /, **values: Value) -> None:
    """Write down that `viewer` did `verb` to `subject` ("import:12"). Never pass a password, a link or a key."""
    person = viewer.person if Person.objects.filter(pk=viewer.person).exists() else None
    AuditLine.objects.create(person_id=person, name=viewer.name, verb=verb, subject=subject, values=values)


def trail(viewer: Viewer, *, subject: str = "", limit: int = 100) -> list[Line]:
    """The newest lines first, all or those about `subject`. For owners and heads."""
    viewer.must(Role.OWNER, Role.HEAD)
    lines = AuditLine.objects.filter(subject=subject) if subject else AuditLine.objects.all()
    return [Line(line.at, line.name, line.verb, line.subject, line.values) for line in lines[:limit]]
