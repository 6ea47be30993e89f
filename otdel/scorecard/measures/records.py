"""Counts over the department's own records: tasks, promises, critical things that have a backup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.models import Access, Holding, Process
from otdel.organisation.queries.cover import CriticalAsset, critical_assets
from otdel.planning.models import Promise, Task
from otdel.planning.queries.counts import CODES, Work
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.rules.units import Way

WHOLE = Decimal(1)


@dataclass
class Records:
    """`work` holds tasks and promises; the register of each day asked about is read once."""

    work: Work
    people: frozenset[int] = frozenset()  # who has any record at all: the others all count the same
    _register: dict[date, list[CriticalAsset]] = field(default_factory=dict)

    @classmethod
    def load(cls, since: date | None = None) -> Records:
        """With `since`, without tasks and promises that count only before it."""
        owners = (
            Task.objects.values_list("owner_id"),
            Task.objects.values_list("customer_id"),
            Promise.objects.values_list("maker_id"),
            Process.objects.values_list("holder_id"),
            Access.objects.values_list("owner_id"),
            Holding.objects.values_list("member_id"),
        )
        people = frozenset(one for rows in owners for (one,) in rows.order_by().distinct() if one is not None)
        return cls(Work.load(AT_TERMINAL, since), people)

    def value(self, measure: Measure, members: tuple[int, ...], period: Period) -> Found:
        """The measure for members (everybody when there are none) over days that are over."""
        if measure.code not in CODES:
            return self._covered(measure, members, period)
        counted = self.work.count(measure.code, members, period)
        if isinstance(counted.value, NoData):
            return missing(Way.RECORDS, counted.value)
        return Found(counted.value, Way.RECORDS, len(counted.records), WHOLE, period.last_day)

    def _covered(self, measure: Measure, members: tuple[int, ...], period: Period) -> Found:
        assets = self.assets(measure, members, period.last_day)
        if not self.of(members, period.last_day):
            return missing(Way.RECORDS, NoData.because("register_empty"))
        return Found(Decimal(len(assets)), Way.RECORDS, len(assets), WHOLE, period.last_day)

    def assets(self, measure: Measure, members: Iterable[int], day: date) -> list[CriticalAsset]:
        """What a measure of cover counts on a day."""
        found = self.of(members, day)
        return [one for one in found if one.confirmed] if measure.code.endswith("_with_backup") else found

    def of(self, members: Iterable[int], day: date) -> list[CriticalAsset]:
        if day not in self._register:
            self._register[day] = critical_assets(day)
        wanted = frozenset(members)
        assets = self._register[day]
        return [one for one in assets if not wanted or wanted & {holder.id for holder in one.holders}]
