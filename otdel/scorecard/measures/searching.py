"""Clicks from search by day, and positions of tracked keywords."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any

from otdel.kit.money import spread
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.cube import Cube
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.series import MICRO, Series, amount
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.sums import needs
from otdel.scorecard.rules.units import Way

RANK_DAYS, TOP = timedelta(days=7), 10
Reading = dict[str, Any]


@dataclass(frozen=True)
class Clicks:
    """`brand` and `other` clicks by day, spread evenly over the days of each reading; `known` days count as one."""

    brand: Series
    other: Series
    known: Series


class Search:
    """What search consoles and rank trackers told."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube

    def clicks_of(self, measure: Measure, period: Period) -> Found:
        if not self.used:
            return missing(Way.FACTS, needs(measure), "kpi_search")
        days = self.clicks.known.total(period) // MICRO
        if not days:
            return missing(Way.FACTS, NoData.because("period_not_covered", source="search_console"), "kpi_search")
        brand = measure.how == "search.brand"
        series = self.clicks.brand if brand else self.clicks.other
        within = [(row, own) for row, own in self.used if own[0] < period.end and own[-1] >= period.start]
        last = min(period.last_day, max(own[-1] for _, own in within))
        rows = sum(row["brand_rows" if brand else "nonbrand_rows"] for row, _ in within)
        return Found(amount(series.total(period)), Way.FACTS, rows, Decimal(days) / period.days, last, "kpi_search")

    @cached_property
    def used(self) -> list[tuple[Reading, list[date]]]:
        """Each reading of clicks with the days it counts for: those no newer import speaks for."""
        taken: dict[tuple[str, str, date], int] = {}
        found = []
        for row in self.cube.search:
            days = Period(row["day"], row["until"])
            account = row["source"], row["account"]
            own = [day for day in days if taken.setdefault((*account, day), row["import_id"]) == row["import_id"]]
            if own:
                found.append((row, own))
        return found

    @cached_property
    def clicks(self) -> Clicks:
        brand: dict[int, int] = {}
        other: dict[int, int] = {}
        for row, days in self.used:
            length = (row["until"] - row["day"]).days
            for sums, name in ((brand, "brand"), (other, "nonbrand")):
                shares = spread(row[name], length)
                for day in days:
                    number = day.toordinal()
                    sums[number] = sums.get(number, 0) + int(shares[(day - row["day"]).days] * MICRO)
        return Clicks(Series(brand), Series(other), Series(dict.fromkeys(other, MICRO)))

    def ranks_of(self, measure: Measure, period: Period) -> Found:
        if not self.cube.ranks:
            return missing(Way.FACTS, needs(measure), "kpi_ranks")
        read = self.positions(period)
        if not read:
            return missing(Way.FACTS, NoData.because("period_not_covered", source="rank_tracker"), "kpi_ranks")
        words: dict[str, list[Decimal]] = {}
        for row in read:
            words.setdefault(row["subject"], []).append(row["position"])
        top = [word for word, positions in words.items() if median(positions) <= TOP]
        count = len(top) if measure.how == "ranks.top10" else len(words)
        last = max(row["day"] for row in read)
        return Found(Decimal(count), Way.FACTS, len(read), Decimal(1), last, "kpi_ranks")

    def positions(self, period: Period) -> list[Reading]:
        """Positions read in the last days of the period that were read at all."""
        first, end = (bisect_left(self._rank_days, day) for day in (period.start, period.end))
        if first == end:
            return []
        since = bisect_right(self._rank_days, self._rank_days[end - 1] - RANK_DAYS)
        return self.cube.ranks[max(first, since) : end]

    @cached_property
    def _rank_days(self) -> list[date]:
        """In order, as the question gives them."""
        return [row["day"] for row in self.cube.ranks]
