"""Values of the measures that imported facts answer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.cube import FIRST_MONTHS, Cube, Places
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.places import Channels, Selection
from otdel.scorecard.measures.searching import Search
from otdel.scorecard.measures.series import MICRO, amount
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.sums import COHORT, SUMS, Sums
from otdel.scorecard.rules.units import Way

RECENT = timedelta(days=30)  # spend without a result is looked for in the last days of a period
COHORT_DAYS = timedelta(days=365)  # new customers of a year, who have had their first months
MONTHS = 6  # in FIRST_MONTHS


class FactValues:
    """Answers from one cube."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.selection = Selection(cube)
        self.sums = Sums(cube, self.selection)
        self.search = Search(cube)

    def value(self, measure: Measure, channels: Channels, period: Period, aimed: Decimal | None = None) -> Found:
        """The measure over days that are over. Empty `channels` are all of them.

        `aimed` is the cost of a qualified lead that is aimed at: what spend without a result is told by.
        """
        match measure.how.split(".")[0]:
            case "no_result":
                return self._no_result(measure, channels, period, aimed)
            case "cohort":
                return self._cohort(measure, channels, period)
            case "search":
                return self.search.clicks_of(measure, period)
            case "ranks":
                return self.search.ranks_of(measure, period)
        return self.sums.value(measure, SUMS[measure.how], channels, period)

    def _no_result(self, measure: Measure, channels: Channels, period: Period, aimed: Decimal | None) -> Found:
        if aimed is None:
            return missing(Way.FACTS, NoData.because("no_aimed_cost"), "money_spend")
        return self.sums.over(measure, SUMS["spend.paid"], self.wasted(channels, period, aimed), period)

    def wasted(self, channels: Channels, period: Period, aimed: Decimal) -> Places:
        """Campaigns that in the last days spent twice the aimed cost of a lead and brought no lead and no sale."""
        last = Period(period.end - RECENT, period.end)
        return frozenset(
            place
            for place in self.selection.places("paid_spend", channels)
            if self._total("spend", "amount", place, last) >= 2 * aimed * MICRO
            and not self._total("leads", "qualified", place, last)
            and not self._total("sales", "won", place, last)
        )

    def _total(self, table: str, column: str, place: int, period: Period) -> int:
        return self.sums.total(table, column, frozenset({place}), period)

    def _cohort(self, measure: Measure, channels: Channels, period: Period) -> Found:
        """Monthly margin of a year's new customers over their first half-year."""
        whole = cohort_of(period)
        reach = self.sums.reach(measure, COHORT, whole)
        if isinstance(reach, NoData):
            return missing(Way.FACTS, reach, COHORT.question)
        places = self.selection.places("all", channels)
        names = ("customers", "margin", "costless", "row_count")
        count, margin, costless, rows = (self.sums.total("cohorts", name, places, whole) for name in names)
        if costless or not count:
            lacking = NoData.because("cost_unknown" if costless else "no_old_customers")
            return missing(Way.FACTS, lacking, COHORT.question)
        monthly = (amount(margin) / MONTHS / (count // MICRO)).quantize(Decimal("0.000001"))
        return Found(monthly, Way.FACTS, rows // MICRO, reach.share, reach.last, COHORT.question)


def cohort_of(period: Period) -> Period:
    """The year of first payments whose customers have had their first half-year by the period's end."""
    end = period.end - timedelta(days=FIRST_MONTHS)
    return Period(end - COHORT_DAYS, end)
