"""Rows of a file become lines of the register: changed where the system and asset are known, made where not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.exchange.cells import NO, YES
from otdel.organisation.exchange.register import BadRow, RegisterFile, RegisterRow
from otdel.organisation.models import Access, Member
from otdel.organisation.services.accesses import AccessCard, change_access, close_access, grant, register_access
from otdel.organisation.services.people import LEADERS

LIMITS = {"system": 120, "asset": 200, "note": 300}
NOTHING = ("nothing", "free")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: lines made, changed and left as they were, and every row that was not taken."""

    made: int = 0
    changed: int = 0
    same: int = 0
    bad: tuple[BadRow, ...] = field(default=())


class _Bad(Exception):
    def __init__(self, column: str, reason: Reason) -> None:
        super().__init__(column)
        self.column, self.reason = column, reason


def take(viewer: Viewer, file: RegisterFile) -> Taken:
    """Every good row is taken, each bad one is named. Raises NotAllowed: it is for owner and head."""
    viewer.must(*LEADERS)
    counts = {"made": 0, "changed": 0, "same": 0}
    bad, seen = list(file.bad), dict[tuple[str, str], int]()
    people = _people()
    with transaction.atomic():
        for row in file.rows:
            try:
                counts[_take(viewer, row, people, seen)] += 1
            except _Bad as error:
                bad.append(BadRow(row.row, error.column, error.reason))
        if counts["made"] or counts["changed"]:
            audit(viewer, "access.imported", "accesses", file=file.name[:100], made=counts["made"], bad=len(bad))
    return Taken(**counts, bad=tuple(sorted(bad, key=lambda one: one.row)))


def _take(viewer: Viewer, row: RegisterRow, people: dict[str, int], seen: dict[tuple[str, str], int]) -> str:
    """One row: "made", "changed" or "same". Raises _Bad with nothing of it taken."""
    key = (_text(row, "system").casefold(), _text(row, "asset").casefold())
    if not key[0]:
        raise _Bad("system", Reason.of("row_no_system"))
    if key in seen:
        raise _Bad("system", Reason.of("row_repeats", row=seen[key]))
    kept = next((one for one in Access.objects.all() if (one.system.casefold(), one.asset.casefold()) == key), None)
    card, holders, closed = _card(row, kept, people), _holders(row, people), _day(row, "closed")
    try:
        with transaction.atomic():
            access, became = _written(viewer, kept, card)
            granted = sum(_granted(viewer, access, member, level) for member, level in holders)
            if closed and access.closed_on is None:
                close_access(viewer, access, closed)
                became = "changed" if kept else "made"
    except Refused as refused:
        raise _Bad("", refused.reason) from refused
    seen[key] = row.row
    return "changed" if became == "same" and granted else became


def _written(viewer: Viewer, kept: Access | None, card: AccessCard) -> tuple[Access, str]:
    if kept is None:
        return register_access(viewer, card), "made"
    if card == _as_card(kept):
        return kept, "same"
    return change_access(viewer, kept, card), "changed"


def _as_card(access: Access) -> AccessCard:
    return AccessCard(
        system=access.system,
        asset=access.asset,
        company_owned=access.company_owned,
        critical=access.critical,
        owner=access.owner_id,
        backup=access.backup_id,
        payer=access.payer,
        renewal=access.renewal,
        note=access.note,
    )


def _card(row: RegisterRow, kept: Access | None, people: dict[str, int]) -> AccessCard:
    """What the row says, over what is known already: a column the file lacks changes nothing."""
    reading: dict[str, Any] = {
        "company_owned": _yes_no,
        "critical": lambda one, name: bool(_yes_no(one, name)),
        "owner": lambda one, name: _person(one.cells[name], name, people),
        "backup": lambda one, name: _person(one.cells[name], name, people),
        "payer": _payer,
        "renewal": _day,
        "note": _text,
    }
    given = {name: read(row, name) for name, read in reading.items() if name in row.cells}
    before = _as_card(kept) if kept else AccessCard(_text(row, "system"), _text(row, "asset"))
    values = {name: getattr(before, name) for name in ("system", "asset", *reading)}
    return AccessCard(**{**values, **given})


def _granted(viewer: Viewer, access: Access, member: int, level: str) -> bool:
    if access.holdings.filter(member_id=member, end=None).exists():
        return False
    grant(viewer, access, Member.objects.get(pk=member), level, company_today(viewer))
    return True


def _holders(row: RegisterRow, people: dict[str, int]) -> list[tuple[int, str]]:
    """ "Olena Kovalenko: admin; Ihor Bondar" as members with their levels."""
    found = []
    for said in filter(None, (one.strip() for one in row.cells.get("holders", "").split(";"))):
        name, _, level = said.partition(":")
        member = _person(name.strip(), "holders", people)
        if member is not None:
            found.append((member, level.strip()[:120]))
    return found


def _people() -> dict[str, int]:
    """Members by name and by slug; a name two people share is nobody's."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for pk, name, slug in Member.objects.values_list("pk", "name", "slug"):
        for word in {name.casefold(), slug.casefold()}:
            if word in found:
                shared.add(word)
            found[word] = pk
    return {word: pk for word, pk in found.items() if word not in shared}


def _person(said: str, column: str, people: dict[str, int]) -> int | None:
    if not said:
        return None
    if said.casefold() not in people:
        raise _Bad(column, Reason.of("row_person_unknown", value=said[:60]))
    return people[said.casefold()]


def _text(row: RegisterRow, column: str) -> str:
    said = row.cells.get(column, "").replace("\x00", "")
    if len(said) > LIMITS[column]:
        raise _Bad(column, Reason.of("row_text_too_long", limit=LIMITS[column]))
    return said


def _yes_no(row: RegisterRow, column: str) -> bool | None:
    said = row.cells[column].lower()
    if not said:
        return None
    if said not in YES | NO:
        raise _Bad(column, Reason.of("row_not_yes_no", value=said[:40]))
    return said in YES


def _payer(row: RegisterRow, column: str) -> str:
    said = row.cells[column].lower()
    if said in NOTHING:
        return ""
    if said not in Access.Payer.values:
        raise _Bad(column, Reason.of("row_payer_unknown", value=said[:40]))
    return said


def _day(row: RegisterRow, column: str) -> date | None:
    said = row.cells.get(column, "")
    try:
        return date.fromisoformat(said[:10]) if said else None
    except ValueError as error:
        raise _Bad(column, Reason.of("row_day_unreadable", value=said[:40])) from error
