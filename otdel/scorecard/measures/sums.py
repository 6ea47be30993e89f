"""Measures of facts that are plain sums: what is added up, over which places, checked against which sources."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.cube import Cube, Places
from otdel.scorecard.measures.found import Covered, Found, covered, missing
from otdel.scorecard.measures.places import Channels, Selection
from otdel.scorecard.measures.series import MICRO, amount
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.rules.units import Way


@dataclass(frozen=True, slots=True)
class Counted:
    """A column of a table over places of a kind; `question` is what the table was asked with.

    `traced` measures are unknown, not zero, while nothing was ever traced to such places.
    """

    table: str
    column: str
    places: str
    shape: str
    question: str
    rows: str = "row_count"
    traced: bool = False


def _sales(places: str, column: str, table: str = "sales", *, traced: bool = False) -> Counted:
    rows = "customers" if column == "customers" else "won"
    return Counted(table, column, places, "deals", "money_deals", rows, traced)


def _came(places: str) -> Counted:
    return Counted("came", "leads", places, "leads", "money_leads", rows="leads")


def _leads(places: str, column: str) -> Counted:
    return Counted("leads", column, places, "leads", "kpi_leads", rows=column)


def _spend(places: str) -> Counted:
    return Counted("spend", "amount", places, "spend", "money_spend")


SUMS: dict[str, Counted] = {
    "spend.paid": _spend("paid_spend"),
    "spend.all": _spend("all"),
    "spend.mapped": _spend("mapped"),
    "spend.contractors": _spend("contractors"),
    "spend.affiliates": _spend("partner_spend"),
    "sales.revenue.marketing": _sales("marketing", "revenue"),
    "sales.margin.marketing": _sales("marketing", "margin"),
    "sales.margin.paid": _sales("paid", "margin"),
    "sales.margin.email": _sales("email", "margin"),
    "sales.margin.affiliates": _sales("partners", "margin", traced=True),
    "paid.revenue": _sales("all", "revenue", "paid"),
    "paid.customers": _sales("all", "customers", "paid"),
    "partners.customers": _sales("partners", "won", "paid", traced=True),
    "partners.new": _sales("partners", "customers", "paid", traced=True),
    "leads.all": _came("all"),
    "leads.social": _came("social"),
    "leads.sourced": _came("sourced"),
    "leads.qualified": _leads("all", "qualified"),
    "leads.qualified.paid": _leads("paid", "qualified"),
    "leads.qualified.social": _leads("social", "qualified"),
    "leads.qualified.nonbrand": _leads("search", "unbranded"),
    "leads.won": _leads("all", "won"),
    "sessions": Counted("sessions", "sessions", "visits", "sessions", "kpi_sessions"),
}
COHORT = Counted("cohorts", "customers", "all", "deals", "kpi_cohorts")


@dataclass(frozen=True)
class Sums:
    cube: Cube
    selection: Selection

    def value(self, measure: Measure, how: Counted, channels: Channels, period: Period) -> Found:
        """The sum over days that are over."""
        return self.over(measure, how, self.selection.places(how.places, channels), period)

    def over(self, measure: Measure, how: Counted, places: Places, period: Period) -> Found:
        """The sum over some of its places."""
        reach = self.reach(measure, how, period)
        if isinstance(reach, NoData):
            return missing(Way.FACTS, reach, how.question)
        value = self._value(how, places, period)
        rows = self.total(how.table, how.rows, places, period) // MICRO
        return Found(value, Way.FACTS, rows, reach.share, reach.last, how.question)

    def _value(self, how: Counted, places: Places, period: Period) -> Decimal | NoData:
        if how.column == "margin":
            return self._margin(places, period)
        unnamed = self.total(how.table, "anonymous", places, period) if how.column == "customers" else 0
        if unnamed:  # who of them bought for the first time nobody knows
            return NoData.because("buyers_unknown", deals=unnamed // MICRO)
        return amount(self.total(how.table, how.column, places, period))

    def reach(self, measure: Measure, how: Counted, period: Period) -> Covered | NoData:
        """How far the sources cover the period, or why they say nothing of it."""
        spans = self.selection.spans(how.shape, how.places)
        if not spans:
            return needs(measure)
        if how.traced and not self._ever(how):
            return NoData.because("never_traced", source=measure.sources[0])
        found = covered(spans, period)
        return found if found and found.share else NoData.because("period_not_covered", source=measure.sources[0])

    def _ever(self, how: Counted) -> bool:
        column = self.cube.column(how.table, "won")
        return any(column.get(place) for place in self.selection.places(how.places))

    def _margin(self, places: Places, period: Period) -> Decimal | NoData:
        """Contribution margin as the Money page counts it: unknown as soon as one sale's price or cost is."""
        names = ("unpriced", "uncosted", "revenue", "returned", "variable_cost")
        sums = {name: self.total("sales", name, places, period) for name in names}
        if sums["unpriced"]:
            return NoData.because("price_unknown", deals=sums["unpriced"] // MICRO)
        if sums["uncosted"]:
            return NoData.because("cost_unknown")
        return amount(sums["revenue"] - sums["returned"] - sums["variable_cost"])

    def total(self, table: str, column: str, places: Places, period: Period) -> int:
        """In whole millionths."""
        return self.cube.series(table, column, places).total(period)


def needs(measure: Measure) -> NoData:
    return NoData.because("needs_source", source=measure.sources[0] if measure.sources else "")
