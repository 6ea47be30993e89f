"""The chart of the department as cards: roles, terms, and who left though others still report to them."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.organisation.models import EngagementKind
from otdel.organisation.queries.people import Person
from otdel.organisation.queries.structure import Structure
from otdel.organisation.rules.chart import Branch
from otdel.web import format
from otdel.web.charts import OrgCard


def cards(found: Structure, may_open: Callable[[int], bool]) -> list[OrgCard]:
    """The roots of the chart; only pages the viewer may open are links."""
    people = {person.who.id: person for person in found.people}
    return [_card(branch, people, may_open) for branch in found.chart]


def terms(person: Person) -> str:
    """How and how much somebody is engaged, in a few words."""
    if person.left:
        return _("left on %(day)s") % {"day": format.short_day(person.left)}
    kinds = {EngagementKind(held.kind) for held in person.holds}
    words = [str(kind.label) for kind in EngagementKind if kind in kinds]
    if person.holds and person.share != 1:
        words.append(format.percent(person.share, places=0))
    return ", ".join(words)


def _card(branch: Branch, people: dict[int, Person], may_open: Callable[[int], bool]) -> OrgCard:
    person = people[branch.member]
    away = bool(person.holds) and all(held.kind == EngagementKind.CONTRACT for held in person.holds)
    return OrgCard(
        name=person.who.name,
        role=person.roles,
        note=terms(person),
        href=reverse("organisation:person", args=[person.who.slug]) if may_open(person.who.id) else "",
        tone="bad" if person.left else "away" if away else "",
        below=tuple(_card(one, people, may_open) for one in branch.below),
    )
