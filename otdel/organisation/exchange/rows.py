"""One row of an exchanged table as a person, a zone, an engagement or a part: found again, changed, or made."""

from __future__ import annotations

import re
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.kit.viewer import Viewer
from otdel.organisation.exchange import cells
from otdel.organisation.exchange.cells import BadCell
from otdel.organisation.exchange.tables import Line
from otdel.organisation.models import Accountability, Engagement, EngagementKind, JobRole, Member, Part, Zone
from otdel.organisation.rules.dates import Span
from otdel.organisation.services.engaging import Terms, check
from otdel.organisation.services.people import Card, add_member, change_member
from otdel.organisation.services.zones import why_not_part

What = Literal["new", "changed", "same"]
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
CODE = re.compile(r"[\w.-]{1,120}")
SCOPE = ("channels", "regions", "products")


def take_person(viewer: Viewer, line: Line) -> What:
    """By slug, else by name. Raises BadCell, Refused."""
    slug, name = cells.text(line, "slug", 60), cells.text(line, "name", 150)
    if slug and not SLUG.fullmatch(slug):
        raise BadCell("slug", "exchange_slug", value=slug)
    kept = Member.objects.filter(slug=slug).first() if slug else Member.objects.filter(name=name).first()
    was = _card_of(kept) if kept else None
    card = _card(line, name, was)
    if kept is None:
        add_member(viewer, card, slug)
        return "new"
    if card == was:
        return "same"
    change_member(viewer, kept, card)
    return "changed"


def take_zone(viewer: Viewer, line: Line) -> What:
    """By its code; a new one needs a name unless its role's copy has one. Raises BadCell."""
    code, name = cells.text(line, "zone", 120), cells.text(line, "name", 200)
    if not CODE.fullmatch(code):
        raise BadCell("zone", "exchange_slug", value=code)
    kept = Zone.objects.filter(code=code).first()
    if kept is None and not name:
        raise BadCell("name", "exchange_cell_empty")
    zone = kept or Zone(code=code)
    role = role_named(line) if line.cells.get("role") else None
    values = {"name": name, "critical": cells.yes(line, "critical"), "retired_on": cells.day(line, "retired")}
    given = {"name": "name", "critical": "critical", "retired_on": "retired"}
    told = {field: value for field, value in values.items() if given[field] in line.cells}
    return _saved(zone, told | ({"role_id": role.pk} if role else {}), fresh=kept is None)


def take_engagement(viewer: Viewer, line: Line) -> What:
    """By person, role and first day. Raises BadCell, Refused."""
    member, role, start = person_named(line, "person"), role_named(line), cells.day(line, "from")
    assert start is not None  # it is a needed column
    leader = person_named(line, "reports_to") if line.cells.get("reports_to") else None
    terms = Terms(
        kind=cells.one_of(line, "kind", EngagementKind.values, "staff"),
        share=cells.share(line, "share"),
        reports_to=leader.pk if leader else None,
        scope={name: found for name in SCOPE if (found := cells.words(line, name))},
        ramp=cells.ramp(line, "ramp"),
    )
    kept = Engagement.objects.filter(member=member, role=role, start=start).first()
    end = cells.day(line, "to")
    check(member, role, terms, Span(start, end), but=kept.pk if kept else None)
    row = kept or Engagement(member=member, role=role, start=start)
    row.scope = {name: words for name, words in row.scope.items() if words}  # an empty list narrows nothing
    values = {"kind": terms.kind, "share": terms.share, "reports_to_id": terms.reports_to, "end": end}
    return _saved(row, {**values, "scope": terms.scope, "ramp": list(terms.ramp)}, fresh=kept is None)


def take_part(viewer: Viewer, line: Line) -> What:
    """By zone, person, part and first day. A second one who answers is let in: the grid shows it until it is mended.

    Raises BadCell, Refused.
    """
    zone, member, start = _zone_named(line), person_named(line, "person"), cells.day(line, "from")
    assert start is not None  # it is a needed column
    part, end = cells.one_of(line, "part", Part.values, "accountable"), cells.day(line, "to")
    kept = Accountability.objects.filter(zone=zone, member=member, part=part, start=start).first()
    why = why_not_part(zone, member, part, Span(start, end), but=kept.pk if kept else 0)
    if why and why.code != "somebody_answers":
        raise Refused(why)
    row = kept or Accountability(zone=zone, member=member, part=part, start=start)
    return _saved(row, {"end": end}, fresh=kept is None)


def person_named(line: Line, column: str) -> Member:
    """The member of this slug, else the only one of this name. Raises BadCell."""
    word = cells.text(line, column, 150)
    found = list(Member.objects.filter(slug=word)) or list(Member.objects.filter(name=word)[:2])
    if len(found) == 1:
        return found[0]
    raise BadCell(column, "exchange_two_of_name" if found else "exchange_person_unknown", name=word)


def role_named(line: Line) -> JobRole:
    """The company's role of this code, else its copy of the library's role. Raises BadCell."""
    word = cells.text(line, "role", 60)
    found = JobRole.objects.filter(code=word).first() or JobRole.objects.filter(library=word).first()
    if found is None:
        known = ", ".join(JobRole.objects.values_list("code", flat=True)[:20])
        raise BadCell("role", "exchange_role_unknown", role=word, known=known)
    return found


def doubles() -> tuple[str, ...]:
    """Codes of zones with two different people who answer on one day."""
    held: dict[str, list[tuple[int, Span]]] = {}
    rows = Accountability.objects.filter(part=Part.ACCOUNTABLE).select_related("zone")
    for row in rows:
        held.setdefault(row.zone.code, []).append((row.member_id, Span(row.start, row.end)))
    return tuple(code for code, spans in held.items() if _meet(spans))


def _meet(spans: list[tuple[int, Span]]) -> bool:
    return any(
        one != other and first.meets(second)
        for place, (one, first) in enumerate(spans)
        for other, second in spans[place + 1 :]
    )


def _zone_named(line: Line) -> Zone:
    word = cells.text(line, "zone", 200)
    found = list(Zone.objects.filter(code=word)) or list(Zone.objects.filter(name=word)[:2])
    if len(found) != 1:
        raise BadCell("zone", "exchange_zone_unknown", zone=word)
    return found[0]


def _card(line: Line, name: str, was: Card | None) -> Card:
    """What the row says; columns the file does not have stay as they were."""
    email, account = cells.text(line, "email", 254), cells.text(line, "account", 254)
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise BadCell("email", "exchange_cell_not_email", value=email) from error
    person = Person.objects.filter(email=account.lower()).first() if account else None
    if account and person is None:
        raise BadCell("account", "exchange_account_unknown", value=account)
    old = was or Card(name)
    return Card(
        name=name,
        title=cells.text(line, "title", 120) if "title" in line.cells else old.title,
        is_firm=cells.yes(line, "firm") if "firm" in line.cells else old.is_firm,
        email=email if "email" in line.cells else old.email,
        contact=cells.text(line, "contact", 200) if "contact" in line.cells else old.contact,
        person=(person.pk if person else None) if "account" in line.cells else old.person,
    )


def _card_of(member: Member) -> Card:
    return Card(member.name, member.title, member.is_firm, member.email, member.contact, member.person_id)


def _saved(row: Model, values: dict[str, object], *, fresh: bool) -> What:
    """Write the values that differ."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if fresh or changed or row.pk is None:
        row.save()
    return "new" if fresh else "changed" if changed else "same"
