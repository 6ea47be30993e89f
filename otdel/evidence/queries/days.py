"""What an answer adds up: spend, sales and leads by place and day, kept for every period somebody asks about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.covered import with_outside
from otdel.evidence.queries.facts import Asked, dictionaries
from otdel.evidence.queries.ground import Ground
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.period import Period

SPENT = ("native", "amount", "uncovered", "due", "impressions", "clicks", "conversions", "claimed", "row_count")
SOLD = (
    "won", "open", "unpriced", "anonymous", "customers", "undated", "lead_named", "with_lead", "row_count",
    "native", "revenue", "returned", "variable_cost", "assumed", "uncosted",
)  # fmt: skip
CAME = ("leads", "undated")


@dataclass(frozen=True, slots=True)
class Days:
    """Tables with a row for each place, day and what else keeps sums apart: source, currency, step, state.

    `place` counts in Origins.places; `day` is null where a file states none. Amounts are in the answer's currency,
    except `native`. Deals and leads say whether they are `outside` the days of spend.
    """

    spend: pa.Table
    deals: pa.Table
    leads: pa.Table

    def within(self, period: Period | None, places: Iterable[int] | None = None) -> Days:
        """The days of the period and the places only. Rows without a day belong to no period but the whole."""
        chosen = None if places is None else pa.array(sorted(places), pa.int64())
        return Days(*(_within(table, period, chosen) for table in (self.spend, self.deals, self.leads)))


def days(asked: Asked, base: Ground, question: MoneyQuestion) -> Days:
    """Of every day, as the question's basis and usual margin count them; asked once for a state of the facts."""
    key = (question.basis, question.default_margin)
    with base.lock:
        if key not in base.days:
            base.days[key] = _days(asked, base, question)
    asked.note(("money_spend", "money_deals", "money_leads"))
    return base.days[key]


def _days(asked: Asked, base: Ground, question: MoneyQuestion) -> Days:
    names = ("campaigns", "rate_by_day", "factors", "due_by_day", "sales", "found", "places")
    campaigns, rates, factors, due, sales, found, places = (base.tables[name] for name in names)
    spent = {"campaigns": campaigns, "rate_by_day": rates, "factors": factors, "due_by_day": due}
    spend = next((one.spend for one in base.days.values()), None)  # neither basis nor margin changes it
    if spend is None:
        spend = asked.table("money_spend", spent, currency=question.currency).combine_chunks()
    deals = asked.table(
        "money_deals",
        {"sales": sales, "places": places},
        basis=question.basis.value,
        usual_margin=question.default_margin,
    )
    leads = asked.table("money_leads", {"found": found, "places": places}, zone=question.zone)
    dated = (with_outside(table.combine_chunks(), spend, base.origins) for table in (deals, leads))
    return Days(spend, *dated)


def summed(table: pa.Table, by: Iterable[str], sums: Iterable[str]) -> list[dict[str, Any]]:
    """Exact sums of columns by others, as dictionaries; a sum of nothing but absent values is None."""
    keys, names = list(by), list(sums)
    grouped = table.group_by(keys).aggregate([(name, "sum") for name in names])
    columns = [grouped[name] for name in keys] + [grouped[f"{name}_sum"] for name in names]
    return dictionaries(pa.table(columns, names=[*keys, *names]))


def _within(table: pa.Table, period: Period | None, places: pa.Array | None) -> pa.Table:
    masks = []
    if period is not None:
        masks.append(pc.greater_equal(table["day"], pa.scalar(period.start, pa.date32())))
        masks.append(pc.less(table["day"], pa.scalar(period.end, pa.date32())))
    if places is not None:
        masks.append(pc.is_in(table["place"], places))
    return table.filter(reduce(pc.and_, masks)) if masks else table
