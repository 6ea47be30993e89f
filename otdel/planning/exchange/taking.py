"""Rows of a board's export become tasks: good ones kept, each bad one named with its row, column and reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from otdel.accounts.models import Person
from otdel.accounts.trail import audit
from otdel.connectors.columns.days import NotADay, day
from otdel.kit.reason import Reason, Value
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Member, Zone
from otdel.planning.exchange.reading import Bad, Board, Line
from otdel.planning.models import Outcome, Severity, Task, TaskKind
from otdel.planning.queries.pieces import company_zone
from otdel.planning.queries.rights import reach
from otdel.planning.services.adding import MOST_POINTS
from otdel.planning.services.common import TITLE

NOON = time(12)  # a day without an hour; which day it is holds in every zone nearby
NOT_DONE = frozenset({"", "no", "false", "0", "open", "todo", "to do", "in progress", "ні", "нет", "не"})
DONE = frozenset({"yes", "true", "1", "done", "completed", "closed", "так", "да", "виконано", "готово", "выполнено"})
KINDS = {str(label).casefold(): value for value, label in TaskKind.choices} | {
    value: value for value in TaskKind.values
}


def kinds() -> dict[str, str]:
    """Kinds by their code and by their word in each language, in small letters."""
    found = {value: str(value) for value in TaskKind.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): value for value, label in TaskKind.choices}
    return found


class BadCell(Exception):
    """A cell the row cannot be taken with; names our column and why."""

    def __init__(self, column: str, code: str, **values: Value) -> None:
        super().__init__(code)
        self.column, self.reason = column, Reason.of(code, **values)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many tasks were added, how many were here already, and which rows were left out."""

    name: str
    added: int
    already: int
    bad: tuple[Bad, ...]


@transaction.atomic
def take_board(viewer: Viewer, board: Board) -> Taken:
    """Add the tasks that are not here yet. The same title, owner and first date make the same task.

    Raises NotAllowed for a viewer who gives no work; rows for people who are not theirs are left out and named.
    """
    of = reach(viewer)
    if not of.may_give:
        raise NotAllowed("this person gives no work")
    taking = _Taking(viewer)
    added, already, bad = 0, 0, list(board.bad)
    for line in board.lines:
        try:
            task = taking.task(line)
            if not of.may_give_to(task.owner_id):
                raise BadCell("owner", "work_not_theirs", who=line.cells["owner"])
        except BadCell as error:
            column = line.headers.get(error.column, error.column)
            bad.append(Bad(line.row, column, line.cells.get(error.column, "")[:80], error.reason))
            continue
        is_new = taking.keep(task)
        added, already = added + is_new, already + (not is_new)
    audit(viewer, "tasks.imported", "tasks", file=board.name, added=added, left_out=len(bad))
    return Taken(board.name, added, already, tuple(sorted(bad, key=lambda one: one.row)))


class _Taking:
    """What the rows of one file are matched against, read once."""

    def __init__(self, viewer: Viewer) -> None:
        self.zone = company_zone()
        self.kinds = kinds()
        self.now = timezone.now()
        self.by = viewer.person if Person.objects.filter(pk=viewer.person).exists() else None
        self.people: dict[str, list[Member]] = defaultdict(list)
        for member in Member.objects.all():
            for word in {member.slug, member.name.casefold(), member.email.casefold()} - {""}:
                self.people[word].append(member)
        self.zones = {word.casefold(): zone for zone in Zone.objects.all() for word in (zone.code, zone.name) if word}
        self.here = set(Task.objects.values_list("title", "owner_id", "first_due"))

    def keep(self, task: Task) -> bool:
        """False when it is here already."""
        key = (task.title, task.owner_id, task.first_due)
        if key in self.here:
            return False
        self.here.add(key)
        task.save()
        return True

    def task(self, line: Line) -> Task:
        """Raises BadCell."""
        due = self._day(line, "due")
        if due is None:
            raise BadCell("due", "work_no_day", value="")
        done = self._done(line)
        kind = self._kind(line)
        given: dict[str, Any] = {name: self._moment(line, name) for name in ("handed", "ready", "live")}
        created = self._moment(line, "created") or min(self._at(due), done or self._at(due), self.now)
        return Task(
            title=self._title(line),
            text=line.cells.get("text", "")[:5000],
            kind=kind,
            owner=self._member(line, "owner"),
            customer=self._member(line, "customer") if line.cells.get("customer") else None,
            zone=self._zone(line),
            first_due=due,
            due=due,
            severity=self._word(line, "severity", Severity.values, "task_severity_unknown"),
            points=self._points(line),
            outcome=self._word(line, "outcome", Outcome.values, "test_outcome_unknown"),
            handed_at=given["handed"] or done,
            ready_at=given["ready"],
            live_at=given["live"],
            accepted_at=done,
            created_at=created,
            by_id=self.by,
        )

    def _at(self, on: date) -> datetime:
        return datetime.combine(on, NOON, self.zone)

    def _day(self, line: Line, column: str) -> date | None:
        text = line.cells.get(column, "")
        try:
            return day(text, line.order) if text else None
        except NotADay as error:
            raise BadCell(column, "work_no_day", value=text[:40]) from error

    def _moment(self, line: Line, column: str) -> datetime | None:
        found = self._day(line, column)
        if found and found > self.now.astimezone(self.zone).date():
            raise BadCell(column, "work_moment_ahead")
        return self._at(found) if found else None

    def _done(self, line: Line) -> datetime | None:
        """The day it was done; a bare yes says not when, and so cannot be counted."""
        word = line.cells.get("done", "").casefold()
        if word in NOT_DONE:
            return None
        if word in DONE:
            raise BadCell("done", "work_done_without_day")
        return self._moment(line, "done")

    def _title(self, line: Line) -> str:
        text = " ".join(line.cells.get("title", "").split())
        if not text:
            raise BadCell("title", "task_needs_title")
        if len(text) > TITLE:
            raise BadCell("title", "work_words_too_long", most=TITLE, signs=len(text))
        return text

    def _member(self, line: Line, column: str) -> Member:
        word = line.cells.get(column, "")
        found = self.people.get(word.casefold(), [])
        if not word:
            raise BadCell(column, "work_nobody_named")
        if not found:
            raise BadCell(column, "work_member_unknown", who=word[:80])
        if len(found) > 1:
            raise BadCell(column, "work_member_several", who=word[:80], count=len(found))
        return found[0]

    def _zone(self, line: Line) -> Zone | None:
        word = line.cells.get("zone", "")
        if word and word.casefold() not in self.zones:
            raise BadCell("zone", "work_zone_unknown", zone=word[:80])
        return self.zones[word.casefold()] if word else None

    def _kind(self, line: Line) -> str:
        word = line.cells.get("kind", "").casefold()
        if word and word not in self.kinds:
            raise BadCell("kind", "work_kind_unknown_cell", value=word[:40], known=", ".join(TaskKind.values))
        return self.kinds[word] if word else TaskKind.TASK

    def _word(self, line: Line, column: str, known: list[str], code: str) -> str:
        word = line.cells.get(column, "").casefold()
        if word and word not in known:
            raise BadCell(column, code, value=word[:40])
        return word

    def _points(self, line: Line) -> Decimal:
        text = line.cells.get("points", "").replace(",", ".")
        try:
            points = Decimal(text or 0).quantize(Decimal("0.1"))
        except InvalidOperation:
            raise BadCell("points", "not_a_number_of_points", value=text[:40]) from None
        if not 0 <= points < MOST_POINTS:
            raise BadCell("points", "task_points_out_of_range", points=text[:40])
        return points
