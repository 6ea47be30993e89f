"""The scorecard: everybody's KPIs over the last periods, from the stored values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import SEES_EVERYBODY, MemberRef, led_by, may_see, member_of, ref
from otdel.organisation.words import kpi_name
from otdel.scorecard.models import Adjustment, Kpi, KpiValue
from otdel.scorecard.queries.answer import Empty, Goal, Scorecard, ScoreCell, ScoreRow, Unit
from otdel.scorecard.queries.crowd import CROWD, DEPARTMENT, Key, folded
from otdel.scorecard.queries.expected import NOT_MADE, expected
from otdel.scorecard.queries.measures import company_currency
from otdel.scorecard.queries.periods import Span, last_periods
from otdel.scorecard.queries.repeats import known, longer, once
from otdel.scorecard.queries.rights import HIDDEN, OF_PEOPLE, OF_THE_DEPARTMENT, hides
from otdel.scorecard.queries.ruling import Ruled
from otdel.scorecard.queries.stored import NOT_COUNTED, NOT_KNOWN, state_of, value_of
from otdel.scorecard.queries.valuing import Valuer

STORED = ("kpi", "whose", "start", "value", "reason", "state", "small_sample", "frozen_at")


@dataclass(frozen=True, slots=True)
class _Stored:
    value: Decimal | None
    reason: Any
    state: str
    small_sample: bool
    frozen: bool


def scorecard(
    viewer: Viewer, unit: Span, until: date, count: int = 13, who: str = "", *, fold: bool = False
) -> Scorecard:
    """The last `count` periods up to the one `until` lies in; only the member `who` when given. Raises NotAllowed.

    With `fold`, people of a crowd are counted, a line each, but for the department's head.
    """
    viewer.must(*OF_PEOPLE)
    shown = Shown(viewer, tuple(last_periods(unit, until, count)), who)
    people = folded(shown) if fold and len(shown.seen) > CROWD else ()
    every, last = tuple(shown.rows()), shown.last
    blank = shown.measured_by_longer(every)
    if len(blank) == len(every):
        blank = []  # nothing else to look at: they stand there as having no data
    aside = {(row.code, row.who) for row in blank}
    rows = once(row for row in every if (row.code, row.who) not in aside)
    return Scorecard(
        unit=unit,
        periods=shown.periods,
        rows=rows,
        last=last,
        longer=once(blank),
        every=every,
        off=sum(row.cells[last].state == "off" for row in rows) + sum(one.off for one in people),
        off_twice=sum(row.cells[last].red_again for row in rows) + sum(one.off_twice for one in people),
        no_data=sum(isinstance(row.cells[last].value, NoData) for row in rows) + sum(one.no_data for one in people),
        people=people,
        empty="" if every or people else shown.why_empty(),
        begins=min((one.start for one in shown.valuer.holders.held), default=None),
    )


class Shown:
    """One scorecard in the making."""

    def __init__(self, viewer: Viewer, periods: tuple[Named, ...], who: str) -> None:
        self.viewer = viewer
        self.periods = periods
        self.today = company_today(viewer)
        self.valuer = Valuer.load(self.today, periods[self.last].period)
        self.seen = _seen(viewer, who, self.today)
        self.kpis: dict[str, Kpi] = {one.code: one for one in self.valuer.holders.kpis}  # the newest version of each
        self.currency = company_currency()

    @property
    def last(self) -> int:
        """The place of the last period that is over; of the last one shown when none is."""
        over = [place for place, one in enumerate(self.periods) if one.period.end <= self.today]
        return over[-1] if over else len(self.periods) - 1

    def rows(self) -> Iterator[ScoreRow]:
        """The department's first, then each person's in the order of their roles."""
        stored = self._stored()
        corrected = self.corrected()
        keys = [key for key in dict.fromkeys([*self.held(), *stored]) if key[0] in self.kpis]
        order = {code: place for place, code in enumerate(self.kpis)}
        keys.sort(key=lambda key: (key[1] != DEPARTMENT, self._person(key[1]), order[key[0]]))
        ends = expected(self.viewer, self.periods[-1], keys, self.today)
        for key in keys:
            yield replace(self._row(key, stored.get(key, {}), corrected), forecast=ends.get(key, NOT_MADE))

    def why_empty(self) -> Empty:
        """Of a card without rows."""
        if not self.seen:
            return "account"
        return "holders" if self.kpis else "library"

    def measured_by_longer(self, rows: Iterable[ScoreRow]) -> list[ScoreRow]:
        """Rows that never had a value by this unit, their KPIs being judged by a longer one."""
        unit = self.periods[0].unit
        found = [row for row in rows if longer(row.judged_by, unit) and not any(known(cell) for cell in row.cells)]
        whose = {(row.code, row.who.id if row.who else DEPARTMENT): row for row in found}
        had = self.had_before(whose)
        return [row for key, row in whose.items() if key not in had]

    def had_before(self, keys: Collection[Key]) -> set[Key]:
        """Of these, which had a value by this unit before the periods shown."""
        if not keys:
            return set()
        unit, first, codes = self.periods[0].unit, self.periods[0].period.start, {code for code, _ in keys}
        known = KpiValue.objects.filter(unit=unit, start__lt=first, value__isnull=False, kpi__in=codes).order_by()
        ever = Exists(known.filter(kpi=OuterRef("kpi"), whose=OuterRef("whose")))
        last = KpiValue.objects.filter(unit=unit, start=self.periods[self.last].period.start, kpi__in=codes).order_by()
        asked = {(kpi, whose): had for kpi, whose, had in last.values_list("kpi", "whose", ever)}
        had = {key for key, it_had in asked.items() if it_had}
        if rest := set(keys) - asked.keys():  # no row in the last period to ask from
            others = known.filter(kpi__in={kpi for kpi, _ in rest}, whose__in={whose for _, whose in rest})
            had |= set(others.values_list("kpi", "whose").distinct())
        return had

    def _person(self, whose: int) -> str:
        return self.seen[whose].name if whose else ""

    def held(self) -> Iterator[Key]:
        """What is held in the last period, stored yet or not."""
        window = self.valuer.window(self.periods[-1])
        if window is None:
            return
        holders = self.valuer.holders
        if DEPARTMENT in self.seen:
            yield from ((one.code, DEPARTMENT) for one in holders.of_department(window.period.last_day))
        for one in holders.kpis_on(window.period.last_day):
            yield from (
                (one.code, member) for member in holders.of_role(one.role_id, window.period) if member in self.seen
            )

    def _stored(self) -> dict[Key, dict[date, _Stored]]:
        found: dict[Key, dict[date, _Stored]] = defaultdict(dict)
        for kpi, whose, start, value, reason, state, small, frozen in self.values().values_list(*STORED):
            if whose in self.seen:
                found[kpi, whose][start] = _Stored(value, reason, state, small, frozen is not None)
        return found

    def values(self) -> QuerySet[KpiValue]:
        """Stored values of the periods, in no order."""
        unit, starts = self.periods[-1].unit, [one.period.start for one in self.periods]
        rows = KpiValue.objects.filter(unit=unit, start__gte=starts[0], start__lte=starts[-1]).order_by()
        return rows.filter(whose__in=list(self.seen)) if len(self.seen) < MANY else rows

    def corrected(self) -> Mapping[tuple[str, int, date], Decimal | None]:
        first, last = self.periods[0].period, self.periods[-1].period
        rows = Adjustment.objects.filter(
            of__unit=self.periods[-1].unit, of__start__gte=first.start, of__start__lte=last.start
        )
        names = ("of__kpi", "of__whose", "of__start", "new")
        return {(kpi, whose, start): new for kpi, whose, start, new in rows.order_by("at", "id").values_list(*names)}

    def _row(
        self, key: Key, stored: Mapping[date, _Stored], corrected: Mapping[tuple[str, int, date], Decimal | None]
    ) -> ScoreRow:  # fmt: skip
        kpi, whose = self.kpis[key[0]], key[1]
        rule, member = self.valuer.rule(kpi), self.seen[whose] if whose else None
        cells: list[ScoreCell] = []
        for named in self.periods:
            cells.append(self._cell(rule, named, stored.get(named.period.start), cells[-1:]))
            if (*key, named.period.start) in corrected:
                cells[-1] = self._with(cells[-1], corrected[*key, named.period.start])
        return ScoreRow(
            code=kpi.code,
            name=kpi_name(self.valuer.holders.role_of(kpi), kpi.code, kpi.own),
            who=member,
            unit=cast(Unit, str(kpi.settings.get("unit", "ratio"))),
            currency=self.currency,
            direction=rule.direction,
            goal=self._goal(kpi, member, hidden=self.hides(rule)),
            cells=tuple(cells),
            judged_by=rule.period,
            href=reverse("scorecard:kpi", args=[kpi.code]) + f"?who={member.slug if member else ''}",
        )

    def _goal(self, kpi: Kpi, member: MemberRef | None, *, hidden: bool) -> Goal:
        goal = self.valuer.goal(kpi, member, self.periods[self.last])
        return replace(goal, planned=None) if hidden else goal

    def _cell(self, rule: Ruled, named: Named, kept: _Stored | None, before: Iterable[ScoreCell]) -> ScoreCell:
        mature = self.today >= rule.matures_on(named)
        if kept is None:
            return ScoreCell(named, NOT_COUNTED, "", mature=mature)
        if self.hides(rule):
            return ScoreCell(named, HIDDEN, "", mature=mature, frozen=kept.frozen)  # its state would tell of the pay
        state = state_of(kept.state)
        again = state == "off" and any(one.state == "off" for one in before)
        value = value_of(kept.value, kept.reason)
        return ScoreCell(named, value, state, again, kept.small_sample, mature, kept.frozen)

    def _with(self, cell: ScoreCell, value: Decimal | None) -> ScoreCell:
        if isinstance(cell.value, NoData) and cell.value == HIDDEN:
            return cell
        known = NOT_KNOWN if value is None else value
        return ScoreCell(cell.named, known, cell.state, cell.red_again, cell.small_sample, cell.mature, cell.frozen)

    def hides(self, rule: Ruled) -> bool:
        return hides(self.viewer, holds_salaries=rule.holds_salaries)


MANY = 500  # more people are not listed in a question, but picked from its answer


def _seen(viewer: Viewer, who: str, day: date) -> dict[int, MemberRef]:
    """Whose rows are shown, by id; the department's (0) for those who may see it. Raises NotAllowed."""
    if who:
        member = Member.objects.filter(slug=who).first()
        if member is None or not may_see(viewer, member.pk):
            raise NotAllowed("no such member, or another person's numbers")
        return {member.pk: ref(member)}
    whole = {DEPARTMENT: MemberRef(0, "", "")} if viewer.may(*OF_THE_DEPARTMENT) else {}
    if viewer.may(*SEES_EVERYBODY):
        return whole | {one.pk: ref(one) for one in Member.objects.all()}
    own = member_of(viewer)
    if own is None:
        return whole
    below = Member.objects.filter(pk__in=led_by(own.id, day)) if not viewer.may(Role.CONTRACTOR) else ()
    return whole | {own.id: own} | {one.pk: ref(one) for one in below}
