"""Measures day by day and month by month, through the scorecard's own book, as they were known on any day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otdel.forecasting.rules.arrays import Floats
from otdel.forecasting.rules.ripening import Ripened, Sales, ripened
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.book import STRANGER, Book
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.sums import SUMS
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.periods import months_before
from otdel.scorecard.rules.units import Way

LOOKED_BACK = 1100  # days
LEAST_DAYS, LEAST_MONTHS = 8, 4
SALE = {"revenue": ("revenue",), "margin": ("revenue", "returned", "variable_cost")}
Key = tuple[str, Scope]


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Each day from `start` as known; `due` is expected to come yet."""

    start: date
    known: Floats
    due: Floats
    sales: Sales | None = None  # what the unfinished days are made of
    seen: int = 0  # ordinal of the day they are seen on

    @property
    def end(self) -> date:
        """The first day nothing is known of."""
        return self.start + timedelta(days=len(self.known))

    @property
    def whole(self) -> Floats:
        return self.known + self.due


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """The value of each month from `start`, a first of a month, without gaps."""

    start: date
    values: Floats

    @property
    def end(self) -> date:
        return months_before(self.start, -len(self.values))


@dataclass
class History:
    """What the book of one day knows, asked of days before it too. Series are made once and kept."""

    book: Book
    _days: dict[Key, tuple[date, Floats] | None] = field(default_factory=dict)
    _months: dict[Key, tuple[date, Floats] | None] = field(default_factory=dict)
    _sales: dict[Key, Sales] = field(default_factory=dict)

    def key(self, measure: Measure, scope: Scope) -> Key:
        """The same for everybody whose numbers cannot differ: of facts only channels, regions and products count."""
        apart = self.book.apart(measure, scope)
        if measure.way is Way.FACTS and apart.members == (STRANGER,):
            apart = replace(apart, members=())
        return measure.code, apart

    def days(self, measure: Measure, scope: Scope, on: date) -> Days | NoData:
        """The measure by day as known on the morning of `on`; NoData for what is not counted by the day."""
        if not by_day(measure):
            return NoData.because("not_by_day", measure=measure.code)
        key = self.key(measure, scope)
        if key not in self._days:
            self._days[key] = self._daily(measure, scope)
        found = self._days[key]
        if found is None:
            return NoData.because("not_by_day", measure=measure.code)
        start, values = found
        values = values[: max(0, (on - start).days)]
        if len(values) < LEAST_DAYS:
            return NoData.because("too_short_history", measure=measure.code, known=len(values), needed=LEAST_DAYS)
        if not values.any():
            return NoData.because("only_zeros", measure=measure.code)
        if _is_sale(measure):
            seen = on + timedelta(days=1) if on >= self.book.today else on  # today's files may hold today's sales
            ripe = self._ripened(measure, scope, start, start + timedelta(days=len(values)), seen)
            return Days(start, ripe.known, ripe.due, self.sales(measure, scope), seen.toordinal())
        return Days(start, values, np.zeros(len(values)))

    def months(self, measure: Measure, scope: Scope, on: date) -> Months | NoData:
        """The measure by whole month, of the months that were over on `on`."""
        if measure.way is Way.RECORDS and measure.aggregate == "state":
            return NoData.because("state_of_records", measure=measure.code)
        key = self.key(measure, scope)
        if key not in self._months:
            self._months[key] = self._monthly(measure, scope)
        found = self._months[key]
        known = [] if found is None else [
            value for place, value in enumerate(found[1]) if months_before(found[0], -place - 1) <= on
        ]  # fmt: skip
        if found is None or len(known) < LEAST_MONTHS:
            return NoData.because("too_short_history", measure=measure.code, known=len(known), needed=LEAST_MONTHS)
        return Months(found[0], np.array(known))

    def _daily(self, measure: Measure, scope: Scope) -> tuple[date, Floats] | None:
        """Days that add up to the scorecard's months; None when they do not."""
        last = self.fresh_to(measure, scope)
        first = months_before(last - timedelta(days=LOOKED_BACK), 0)
        if measure.way is Way.RECORDS:  # no task and no promise yet is not a day without work
            found = self._grown(measure, scope, Period(first, last))
            found = np.where(np.cumsum(np.nan_to_num(found)) == 0, np.nan, found)
        else:
            found = np.array([self._value(measure, scope, Period.day(day)) for day in Period(first, last)])
        return _without_gaps(first, found) if self._adds_up(measure, scope, first, found) else None

    def _grown(self, measure: Measure, scope: Scope, period: Period) -> Floats:
        """By how much the month grew on each day: work planned early and accepted later counts when it is accepted."""
        found, before = [], float("nan")
        for day in period:
            now = self._value(measure, scope, Period(day.replace(day=1), day + timedelta(days=1)))
            found.append(now if day.day == 1 or np.isnan(before) else now - before)
            before = now
        return np.array(found)

    def _adds_up(self, measure: Measure, scope: Scope, first: date, found: Floats) -> bool:
        """Whether the days of each of the last whole months come to the month's own number."""
        for back in (1, 2):
            month = Period(months_before(self.book.today, back), months_before(self.book.today, back - 1))
            exact = self._value(measure, scope, month)
            at = (month.start - first).days
            known = np.nansum(found[max(0, at) : at + month.days])
            if at < 0 or at + month.days > len(found) or np.isnan(exact):
                continue
            if abs(known - exact) > 1e-6 * max(1.0, abs(exact)):
                return False
        return True

    def fresh_to(self, measure: Measure, scope: Scope) -> date:
        """The first day its sources do not speak for."""
        month = Period(self.book.today - timedelta(days=30), self.book.today)
        last = self.book.measure(measure, scope, month).fresh_to
        return min(self.book.today, last + timedelta(days=1)) if last else self.book.today

    def _monthly(self, measure: Measure, scope: Scope) -> tuple[date, Floats] | None:
        first = months_before(self.book.today, 36)
        months = [Period(months_before(first, -n), months_before(first, -n - 1)) for n in range(36)]
        found = _without_gaps(first, np.array([self._value(measure, scope, month) for month in months]), steps=True)
        return found

    def _value(self, measure: Measure, scope: Scope, period: Period) -> float:
        value = self.book.measure(measure, scope, period).value
        return float("nan") if isinstance(value, NoData) else float(value)

    def _ripened(self, measure: Measure, scope: Scope, start: date, end: date, seen: date) -> Ripened:
        return ripened(self.sales(measure, scope), start.toordinal(), end.toordinal(), seen.toordinal())

    def sales(self, measure: Measure, scope: Scope) -> Sales:
        """Each sale the measure counts: its day, the day it became known, and what it added."""
        key = self.key(measure, scope)
        if key not in self._sales:
            self._sales[key] = self._sold(measure, key[1])
        return self._sales[key]

    def _sold(self, measure: Measure, scope: Scope) -> Sales:
        how, cube = SUMS[measure.how], self.book.facts.cube
        chosen = self.book.facts.selection.places(how.places, scope.channels)
        places = [cube.base.origins.places[number] for number in sorted(chosen)]
        wanted = pa.table({
            "channel": pa.array([channel for channel, _ in places], pa.string()),
            "campaign": pa.array([-1 if one is None else one for _, one in places], pa.int64()),
        })  # fmt: skip
        sales = cube.base.tables["sales"]
        sales = sales.filter(
            pc.and_(pc.equal(sales["status"], "won"), pc.equal(sales["priced"], pa.scalar(value=True)))
        )
        filled = pc.cast(pc.fill_null(sales["campaign"], -1), pa.int64())
        sales = sales.set_column(sales.column_names.index("campaign"), "campaign", filled)
        sales = sales.join(wanted, ["channel", "campaign"], join_type="inner")
        sales = sales.filter(pc.and_(pc.is_valid(sales["lead_day"]), pc.is_valid(sales["paid_day"])))
        day, known = _ordinals(sales["lead_day"]), _ordinals(sales["paid_day"])
        amount = _added(sales, how.column, cube.question.default_margin)
        order = np.lexsort((amount, known, day))  # a join has no order, and sums of floats depend on it
        return Sales(day[order], known[order], amount[order])


def by_day(measure: Measure) -> bool:
    """Whether each day of the measure is counted by itself and days add up."""
    return measure.way in (Way.FACTS, Way.RECORDS) and measure.aggregate == "sum" and measure.how != "no_result"


def _is_sale(measure: Measure) -> bool:
    counted = SUMS.get(measure.how)
    return counted is not None and counted.table == "sales" and counted.column in SALE


def _added(sales: pa.Table, column: str, usual_margin: object) -> Floats:
    revenue, returned, cost = (
        pc.cast(sales[name], pa.float64()).to_numpy() for name in ("revenue", "returned", "variable_cost")
    )
    if column == "revenue":
        return np.asarray(revenue)
    left = revenue - np.nan_to_num(returned)
    share = float(str(usual_margin)) if usual_margin is not None else 0.0
    return np.asarray(left - np.where(np.isnan(cost), left * (1 - share), cost))


def _ordinals(column: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    since = date(1970, 1, 1).toordinal()
    return np.asarray(pc.cast(pc.cast(column, pa.int32()), pa.int64()).to_numpy() + since)


def _without_gaps(first: date, found: Floats, *, steps: bool = False) -> tuple[date, Floats] | None:
    """Cut to what is known; a day missing inside takes the mean of the same day of the week around it."""
    known = np.flatnonzero(~np.isnan(found))
    if not len(known):
        return None
    start, values = int(known[0]), found[known[0] : known[-1] + 1].copy()
    if np.isnan(values).mean() > 0.5:
        return None
    for place in np.flatnonzero(np.isnan(values)):
        around = values[place % 7 :: 7][max(0, place // 7 - 4) : place // 7 + 5] if not steps else values
        near = around[~np.isnan(around)]
        values[place] = near.mean() if len(near) else 0.0
    return (months_before(first, -start) if steps else first + timedelta(days=start)), values
