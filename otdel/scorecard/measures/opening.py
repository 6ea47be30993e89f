"""The rows of files behind a measure of facts: the same places and days its value was counted over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.facts import dictionaries
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.scorecard.measures.cube import FIRST_MONTHS, Places
from otdel.scorecard.measures.facts import FactValues, cohort_of
from otdel.scorecard.measures.places import Channels
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.sums import SUMS, Counted

ZERO = Decimal(0)
FLAGS = {"leads": "", "qualified": "qualified", "won": "won", "unbranded": "qualified"}  # which leads a column counts


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One row of a file, what it is and what it added."""

    day: date | None
    what: str
    value: Decimal
    import_id: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Some of the rows, the largest first, how many there are and what all of them add up to.

    `rule` says how the value is taken from rows that do not add up to it. `question` is the one they came from.
    """

    rows: tuple[OpenRow, ...]
    count: int
    total: Decimal
    question: str
    rule: Reason | None = None


class Opening:
    """Opens measures of one set of facts."""

    def __init__(self, facts: FactValues) -> None:
        self.facts = facts
        self.cube = facts.cube

    def rows(
        self, measure: Measure, channels: Channels, period: Period, most: int, aimed: Decimal | None = None
    ) -> Opened:
        """The rows behind a measure over days that are over."""
        special: dict[str, Callable[[], Opened]] = {
            "no_result": lambda: self._spend(self.facts.wasted(channels, period, aimed or ZERO), period, most),
            "cohort": lambda: self._cohort(channels, period, most),
            "search.brand": lambda: self._search(period, most, branded=True),
            "search.nonbrand": lambda: self._search(period, most, branded=False),
            "ranks.all": lambda: self._ranks(period, most),
            "ranks.top10": lambda: self._ranks(period, most),
        }
        if measure.how in special:
            return special[measure.how]()
        how = SUMS[measure.how]
        places = self.facts.selection.places(how.places, channels)
        opens = {"spend": self._spend, "sessions": self._sessions}.get(how.table)
        if opens:
            return opens(places, period, most)
        return (
            self._leads(how, places, period, most) if how.shape == "leads" else self._sales(how, places, period, most)
        )

    def _spend(self, places: Places, period: Period, most: int) -> Opened:
        tables = {name: self.cube.base.tables[name] for name in ("campaigns", "rate_by_day", "factors")}
        chosen = pa.table({"campaign": pa.array(sorted(places), pa.int64())})
        rows = self._ask(
            "kpi_spend_rows", {**tables, "chosen": chosen}, period, most, currency=self.cube.question.currency
        )
        return _of_answer("kpi_spend_rows", rows)

    def _sessions(self, places: Places, period: Period, most: int) -> Opened:
        whole = self.cube.sessions
        inside = _during(whole, "day", period)
        chosen = inside.filter(pc.is_in(inside["place"], pa.array(sorted(places), pa.int64())))
        tables = {
            "origin_map": self.cube.origin_map,
            "chosen": chosen.select(["place", "source", "account", "day", "breakdown"]),
        }
        return _of_answer("kpi_session_rows", self._ask("kpi_session_rows", tables, period, most))

    def _search(self, period: Period, most: int, *, branded: bool) -> Opened:
        used = []
        for row, days in self.facts.search.used:
            inside = sum(day in period for day in days)
            if inside:
                used.append({**row, "share": Decimal(inside) / (row["until"] - row["day"]).days})
        names = {"source": pa.string(), "account": pa.string(), "day": pa.date32(), "until": pa.date32(),
                 "import_id": pa.int64(), "share": pa.decimal128(12, 10)}  # fmt: skip
        chosen = pa.table({
            name: pa.array([_fitting(row[name]) for row in used], kind) for name, kind in names.items()
        })  # fmt: skip
        tables = {"brands": self.cube.brand_table, "chosen": chosen}
        rows = self.cube.asked.ask("kpi_search_rows", tables, branded=branded, most=most)
        return _of_answer("kpi_search_rows", rows)

    def _ranks(self, period: Period, most: int) -> Opened:
        read = sorted(self.facts.search.positions(period), key=lambda row: (row["position"], row["subject"]))
        rows = tuple(
            OpenRow(row["day"], row["subject"], row["position"], row["import_id"], row["sheet"], row["row"])
            for row in read
        )
        return Opened(rows[:most], len(rows), ZERO, "kpi_ranks", Reason.of("rows_positions"))

    def _leads(self, how: Counted, places: Places, period: Period, most: int) -> Opened:
        """Each lead adds one."""
        found = _during(self.cube.leads, "day", period)
        found = found.filter(pc.is_in(found["place"], pa.array(sorted(places), pa.int64())))
        if flag := FLAGS[how.column]:
            found = found.filter(found[flag])
        if how.column == "unbranded":
            found = found.filter(pc.invert(found["branded"]))
        ordered = found.sort_by([("day", "descending"), ("lead_id", "ascending")])
        rows = [
            _row(row, f"{row['source']} {row['lead_id']}", Decimal(1)) for row in dictionaries(ordered.slice(0, most))
        ]
        return Opened(tuple(rows), found.num_rows, Decimal(found.num_rows), "kpi_leads")

    def _sales(self, how: Counted, places: Places, period: Period, most: int) -> Opened:
        """Won sales by the day of the lead or of the payment, as the measure counts them."""
        day = "paid_day" if how.table == "paid" else "lead_day"
        won = self._won(_during(self.cube.base.tables["sales"], day, period), places)
        valued = [(row, value) for row in won if (value := self._adds(how.column, row)) is not None]
        return _of_sales("money_sales", valued, day, most)

    def _won(self, table: pa.Table, places: Places) -> list[dict[str, Any]]:
        known = self.cube.base.origins.places
        wanted = {known[place] for place in places}
        won = dictionaries(table.filter(pc.equal(table["status"], "won")))
        return [row for row in won if (row["channel"], row["campaign"]) in wanted]

    def _adds(self, column: str, row: dict[str, Any]) -> Decimal | None:
        """What a sale adds to a column; None when it adds nothing."""
        match column:
            case "won":
                return Decimal(1)
            case "customers":
                return Decimal(1) if row["first_sale"] and row["customer"] else None
            case "revenue":
                return row["revenue"] if row["priced"] else None
        return self._margin(row)

    def _margin(self, row: dict[str, Any]) -> Decimal | None:
        if not row["priced"]:
            return None
        net: Decimal = row["revenue"] - row["returned"]
        usual = self.cube.question.default_margin
        if row["variable_cost"] is None:
            return None if usual is None else (net * usual).quantize(Decimal("0.000001"))
        return net - Decimal(row["variable_cost"])

    def _cohort(self, channels: Channels, period: Period, most: int) -> Opened:
        """Sales of a year's new customers in their first half-year."""
        known = self.cube.base.origins.places
        places = [known[place] for place in sorted(self.facts.selection.places("all", channels))]
        chosen = pa.table(
            {
                "channel": pa.array([channel for channel, _ in places], pa.string()),
                "campaign": pa.array([-1 if number is None else number for _, number in places], pa.int64()),
            }
        )
        tables = {"sales": self.cube.base.tables["sales"], "chosen": chosen}
        usual = self.cube.question.default_margin
        rows = self._ask("kpi_cohort_rows", tables, cohort_of(period), most, window=FIRST_MONTHS, usual_margin=usual)
        found = _of_answer("kpi_cohort_rows", rows)
        rule = Reason.of("rows_cohort", customers=rows[0]["customers"] if rows else 0)
        return Opened(found.rows, found.count, found.total, found.question, rule)

    def _ask(
        self, name: str, tables: dict[str, pa.Table], period: Period, most: int, **more: object
    ) -> list[dict[str, Any]]:
        return self.cube.asked.ask(name, tables, from_day=period.start, to_day=period.end, most=most, **more)


def _fitting(value: Any) -> Any:
    return value.quantize(Decimal("1e-10")) if isinstance(value, Decimal) else value


def _during(table: pa.Table, column: str, period: Period) -> pa.Table:
    after = pc.greater_equal(table[column], pa.scalar(period.start, pa.date32()))
    before = pc.less(table[column], pa.scalar(period.end, pa.date32()))
    return table.filter(pc.and_(after, before))


def _of_sales(
    question: str, valued: Iterable[tuple[dict[str, Any], Decimal]], day: str, most: int
) -> Opened:  # fmt: skip
    ordered = sorted(valued, key=lambda pair: (-pair[1], str(pair[0]["deal_id"])))
    rows = [_row({**row, "day": row[day]}, f"{row['source']} {row['deal_id']}", value) for row, value in ordered[:most]]
    return Opened(tuple(rows), len(ordered), sum((value for _, value in ordered), ZERO), question)


def _of_answer(question: str, rows: list[dict[str, Any]]) -> Opened:
    """From an answer whose every row carries how many were found and their total."""
    opened = tuple(_row(row, row["what"], row["value"]) for row in rows)
    return Opened(opened, rows[0]["found"] if rows else 0, Decimal(rows[0]["total"]) if rows else ZERO, question)


def _row(row: dict[str, Any], what: str, value: Decimal) -> OpenRow:
    return OpenRow(row["day"], what, value, row["import_id"], row["sheet"], row["row"])
