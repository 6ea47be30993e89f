"""The list of pay rules: its verdict, a line a plan, and who has no agreement yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from otdel.motivation.models import PayPlan
from otdel.motivation.pages.rule_page import STAGES, TONES
from otdel.motivation.queries.plans import PlanRow, VersionRow
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.wording.difference_words import said_between
from otdel.motivation.wording.plan_names import names_now
from otdel.motivation.wording.rule_words import in_short
from otdel.web import format as say
from otdel.web.parts import Attention, Link


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A plan in the list. `stage` and `tone` are of the version it shows."""

    name: str
    role: str
    href: str
    short: str
    stage: str
    tone: str
    since: str
    people: str
    draft: Link | None


@dataclass(frozen=True, slots=True)
class RulesList:
    verdict: str
    cards: tuple[RuleCard, ...]
    todo: tuple[Attention, ...]


def rules_list(found: Sequence[PlanRow]) -> RulesList:
    return RulesList(_verdict(found), tuple(_card(one) for one in found), tuple(_todo(found)))


def _verdict(found: Sequence[PlanRow]) -> str:
    running = sum(1 for one in found if one.shown.stage == "running")
    people = {who.slug for one in found for who in one.without}
    if not found:
        return _("No pay rule is written yet. Start from one of the library, with your own amounts.")
    said = ngettext("%(count)s rule is in force.", "%(count)s rules are in force.", running) % {"count": running}
    if not running:
        return _("No rule is in force yet: check what is written, approve it, and offer it to people.")
    if not people:
        return f"{said} " + _("Everybody who holds a role with a rule has agreed to it.")
    lacks = ngettext(
        "%(count)s person holds a role with a rule and has not agreed to one.",
        "%(count)s people hold a role with a rule and have not agreed to one.",
        len(people),
    )
    return f"{said} {lacks % {'count': len(people)}}"


def _card(one: PlanRow) -> RuleCard:
    row = one.shown
    return RuleCard(
        one.name, one.role, _href(one, row), in_short(one.plan), str(STAGES[row.stage]), TONES[row.stage],
        _("Version %(number)s, from %(start)s") % {"number": row.number, "start": say.dense_day(row.start)},
        _people(one), _draft(one),
    )  # fmt: skip


def _href(one: PlanRow, row: VersionRow) -> str:
    return reverse("motivation:version", args=[one.code, row.number])


def _people(one: PlanRow) -> str:
    said = ngettext("%(count)s person", "%(count)s people", one.people) % {"count": one.people}
    if not one.waiting:
        return said if one.people else pgettext("people", "nobody yet")
    waits = ngettext("%(count)s waits", "%(count)s wait", one.waiting) % {"count": one.waiting}
    return f"{said}, {waits}"


def _draft(one: PlanRow) -> Link | None:
    if one.draft is None:
        return None
    return Link(_("Draft of version %(number)s") % {"number": one.draft.number}, _href(one, one.draft))


def _todo(found: Sequence[PlanRow]) -> list[Attention]:
    """Roles with an approved rule whose holders were not offered it."""
    made = []
    for one in found:
        if one.without and one.shown.stage in ("running", "to_come"):
            names = ", ".join(who.name for who in one.without)
            offer = Link(_("Offer it"), reverse("motivation:offer", args=[one.code, one.shown.number]), icon="plus")
            made.append(
                Attention(one.name, _("Without an agreement: %(names)s") % {"names": names}, [offer], icon="user")
            )
    return made


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of its plan, with what it changed in words."""

    row: VersionRow
    stage: str
    tone: str
    days: str
    changes: tuple[str, ...]


def versions_list(plan: PayPlan, rows: Sequence[VersionRow]) -> list[VersionLine]:
    bodies = {one.number: read_plan(one.body) for one in plan.versions.all()}
    names = names_now(next(iter(bodies.values())).currency)
    kept = [one.number for one in rows if one.stage != "withdrawn"]
    lines = []
    for one in rows:
        before = max((number for number in kept if number < one.number), default=0)
        changes = said_between(bodies[before], bodies[one.number], names) if before else []
        lines.append(VersionLine(one, str(STAGES[one.stage]), TONES[one.stage], _days(one), tuple(changes)))
    return lines


def _days(one: VersionRow) -> str:
    about = {"start": say.day(one.start), "end": say.day(one.end) if one.end else ""}
    return (_("From %(start)s until %(end)s") if one.end else _("From %(start)s")) % about
