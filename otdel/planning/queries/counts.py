"""Counts over tasks and promises for measures: a value with every record it counted, for people and a period.

`Work.load(viewer)` reads the records once; `count` then answers from memory, so that two hundred people over two years
are a matter of seconds. What each measure counts stands in `rules/counting.py`. A running period is counted to its end:
whoever asks cuts it at today first. Nobody's rights are asked here: pages ask before they show a person's records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any, Literal

from django.db.models import Min

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.planning.models import Promise, PromiseKind, Task, TaskKind
from otdel.planning.queries.pieces import FIELDS, company_zone, piece_from, touched_since, waits_and_looks
from otdel.planning.rules.counting import COUNTINGS
from otdel.planning.rules.life import Piece

EVERYBODY: frozenset[int] = frozenset()
TASKS = frozenset(map(str, TaskKind.values))
PROMISED = {  # which promises; those that end in "_due" count all of them, the others only what was kept in time
    "promises_due": "promise",
    "promises_kept": "promise",
    "partner_payouts_due": f"promise.{PromiseKind.PAYOUT}",
    "partner_payouts_on_time": f"promise.{PromiseKind.PAYOUT}",
}
CODES: tuple[str, ...] = (*COUNTINGS, *PROMISED)
FOR_ITS_CUSTOMER = ("deliverable",)  # who asked a contractor for it answers for it too
SINCE = timedelta(days=1)  # moments are narrowed by their day in UTC, a zone away from the company's


@dataclass(frozen=True, slots=True)
class Record:
    """A task or promise that was counted: the day it counts on, and `amount`, what it added to the value.

    `by` is the day of what had to happen before the period's end, for measures that ask it. A promise of the company
    itself has no owner.
    """

    kind: Literal["task", "promise"]
    id: int
    title: str
    owner: int | None
    day: date
    amount: Decimal
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure's value with the records behind it, oldest first. They add up to it, except for a median.

    `NoData` says that nothing of the kind was ever written down before the period's end, or that a median has no
    records; a zero is a zero.
    """

    value: Decimal | NoData
    records: tuple[Record, ...] = ()
    adds_up: bool = True


@dataclass
class _Shelf:
    """Records of one measure: each owner's in the order of days, and everybody's under nobody."""

    needs_by: bool = False
    median: bool = False
    kinds: frozenset[str] = TASKS
    of: dict[int | None, list[Record]] = field(default_factory=lambda: defaultdict(list))
    days: dict[int | None, list[date]] = field(default_factory=dict)

    def add(self, record: Record, owners: Iterable[int]) -> None:
        self.of[None].append(record)
        for owner in owners:
            self.of[owner].append(record)

    def settle(self) -> None:
        for owner, records in self.of.items():
            records.sort(key=lambda record: (record.day, record.id))
            self.days[owner] = [record.day for record in records]

    def during(self, members: Collection[int], period: Period) -> Iterator[Record]:
        seen: set[int] = set()
        for owner in members or (None,):
            days = self.days.get(owner, [])
            for record in self.of.get(owner, [])[bisect_left(days, period.start) : bisect_left(days, period.end)]:
                if self.needs_by and (record.by is None or record.by >= period.end):
                    continue
                if record.id not in seen:
                    seen.add(record.id)
                    yield record


class Work:
    """All tasks and promises, read once and laid out by measure and person."""

    def __init__(self) -> None:
        self._shelves = {
            code: _Shelf(needs_by=one.by is not None, median=one.median, kinds=one.kinds or TASKS)
            for code, one in COUNTINGS.items()
        }
        self._shelves |= {code: _Shelf(kinds=frozenset({kind})) for code, kind in PROMISED.items()}
        self._first: dict[str, date] = {}

    @classmethod
    def load(cls, viewer: Viewer, since: date | None = None) -> Work:
        """Everything written down; with `since`, only what can count on that day or later (for a daily update)."""
        work = cls()
        work._read_first_days()
        work._read_tasks(since)
        work._read_promises(since)
        for shelf in work._shelves.values():
            shelf.settle()
        return work

    def count(self, code: str, members: Collection[int], period: Period) -> Counted:
        """The measure `code` over `period` for members by id; for everybody when there are none. KeyError: unknown."""
        shelf = self._shelves[code]
        if missing := self._never_written(shelf.kinds, period):
            return Counted(missing, adds_up=not shelf.median)
        records = tuple(sorted(shelf.during(members, period), key=lambda record: (record.day, record.id)))
        amounts = [record.amount for record in records]
        if not shelf.median:
            return Counted(sum(amounts, Decimal(0)), records)
        value = median(amounts) if amounts else NoData.because("nothing_to_take_the_middle_of")
        return Counted(value, records, adds_up=False)

    def every(self) -> Iterator[tuple[str, Record]]:
        """Each measure with each record it may count, in whatever period."""
        for code, shelf in self._shelves.items():
            for record in shelf.of.get(None, ()):
                yield code, record

    def first_days(self) -> dict[str, date]:
        """The first day anything of a kind was due or written down."""
        return dict(self._first)

    def _never_written(self, kinds: frozenset[str], period: Period) -> NoData | None:
        if any(self._first.get(kind, period.end) < period.end for kind in kinds):
            return None
        return NoData.because("work_never_written_down", kind="task" if kinds == TASKS else min(kinds))

    def _read_first_days(self) -> None:
        """The first day anything of a kind was due or written down: before it, nobody knows."""
        tasks = Task.objects.order_by().values("kind").annotate(due=Min("first_due"), made=Min("created_at"))
        self._first = {row["kind"]: min(row["due"], row["made"].date()) for row in tasks}
        for kind, due in Promise.objects.order_by().values_list("kind").annotate(due=Min("due")):
            self._first[f"promise.{kind}"] = due
            self._first["promise"] = min(due, self._first.get("promise", due))

    def _read_tasks(self, since: date | None) -> None:
        zone = company_zone()
        chosen = touched_since(since - SINCE if since else None)
        waits, looks = waits_and_looks(chosen)
        for row in Task.objects.filter(chosen).order_by().values("pk", "title", "owner_id", "customer_id", *FIELDS):
            pk = row["pk"]
            self._lay_out(row, piece_from(row, zone, waits.get(pk, ()), looks.get(pk, ())))

    def _lay_out(self, row: dict[str, Any], piece: Piece) -> None:
        both = piece.kind in FOR_ITS_CUSTOMER and row["customer_id"]
        owners = {row["owner_id"], row["customer_id"]} if both else {row["owner_id"]}
        for code, counting in COUNTINGS.items():
            if counting.kinds and piece.kind not in counting.kinds:
                continue
            if day := counting.day(piece):
                by = counting.by(piece) if counting.by else None
                record = Record("task", row["pk"], row["title"], row["owner_id"], day, counting.amount(piece), by)
                self._shelves[code].add(record, owners)

    def _read_promises(self, since: date | None) -> None:
        rows = Promise.objects.filter(due__gte=since) if since else Promise.objects.all()
        for pk, what, maker, kind, due, kept_on in rows.order_by().values_list(
            "pk", "what", "maker_id", "kind", "due", "kept_on"
        ):
            record = Record("promise", pk, what, maker, due, Decimal(1))
            in_time = kept_on is not None and kept_on <= due
            for code, wanted in PROMISED.items():
                if wanted in ("promise", f"promise.{kind}") and (in_time or code.endswith("_due")):
                    self._shelves[code].add(record, (maker,) if maker else ())
