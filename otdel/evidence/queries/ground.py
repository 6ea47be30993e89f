"""What an answer stands on besides its period: origins, days covered, the lag curve, rates and VAT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from otdel.evidence.queries.facts import Asked, Facts
from otdel.evidence.queries.origins import Origins, origin_questions, origins
from otdel.evidence.queries.question import Basis, Filters, MoneyQuestion
from otdel.evidence.rules.lag import LagCurve, Paid, measured
from otdel.kit.period import Period
from otdel.measurement.currency import Daily, Rate, daily, vat_factor

if TYPE_CHECKING:
    from otdel.evidence.queries.days import Days

GRACE = 7  # days sales data may start late or end early before spend of those days counts as not covered
LONGEST = 40 * 366  # days of rates and coverage prepared at most; a mistyped year must not fill the memory


@dataclass(frozen=True, slots=True)
class Covered:
    """What facts of one shape and source (and currency) there are."""

    shape: str
    source: str
    currency: str
    first_day: date | None
    last_day: date | None
    rows: int
    imports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    origins: Origins
    coverage: tuple[Covered, ...]
    as_of: date  # the last day sales data speaks for, never after today
    since: date | None  # the first day it speaks for; None when there are no sales
    curve: LagCurve | None
    rates: Daily
    tables: dict[str, pa.Table]  # campaigns, places, found, sales, rate_by_day, factors, due_by_day
    days: dict[tuple[Basis, Decimal | None], Days] = field(default_factory=dict)  # by basis and usual margin
    lock: RLock = field(default_factory=RLock)  # while days are counted

    @property
    def has_deals(self) -> bool:
        return self.since is not None


@dataclass(frozen=True, slots=True)
class Roots:
    """The part of the ground that is the same in every currency, with and without VAT."""

    origins: Origins
    coverage: tuple[Covered, ...]
    lags: tuple[Paid, ...]


@dataclass(slots=True)
class _Kept:
    """What was made of one state of the facts; the lock lets a page wait for what another page already makes."""

    roots: dict[tuple[MoneyQuestion, bool], Roots] = field(default_factory=dict)
    grounds: dict[tuple[MoneyQuestion, bool], tuple[Ground, tuple[str, ...]]] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)


_kept: WeakKeyDictionary[Facts, _Kept] = WeakKeyDictionary()
MOST_KEPT = 16  # grounds of one state of the facts; they differ by currency, rules and VAT


def ground(asked: Asked, question: MoneyQuestion) -> Ground:
    """What the answer stands on. It is the same for every period, so it is kept as long as the facts do not change."""
    kept = _kept.setdefault(asked.facts, _Kept())
    timeless = replace(question, period=None, compare=None, filters=Filters(), basis=Basis.LEAD, default_margin=None)
    key = (timeless, asked.salaries)
    with kept.lock:
        if key not in kept.grounds:
            if len(kept.grounds) >= MOST_KEPT:
                kept.grounds.clear()
                kept.roots.clear()
            made = _ground(asked, timeless, _roots(asked, timeless, kept.roots))
            kept.grounds[key] = made, tuple(asked.names)
        found, names = kept.grounds[key]
    asked.note(names)
    return found


def _roots(asked: Asked, question: MoneyQuestion, kept: dict[tuple[MoneyQuestion, bool], Roots]) -> Roots:
    key = (replace(question, currency="", with_vat=False, vat=(), rates=(), today=date.max), asked.salaries)
    if key not in kept:
        coverage = tuple(_covered(row) for row in asked.ask("money_coverage", zone=question.zone))
        lags = asked.ask("money_lags", zone=question.zone)
        paid = tuple(Paid(row["lead_day"], row["lag"], row["deals"]) for row in lags)
        kept[key] = Roots(origins(asked, question), coverage, paid)
    asked.note(("money_coverage", "money_lags", *origin_questions(question)))
    return kept[key]


def _ground(asked: Asked, question: MoneyQuestion, roots: Roots) -> Ground:
    coverage, placed = roots.coverage, roots.origins
    since, as_of = _sales_days(coverage, question.today)
    curve = measured(roots.lags, as_of)
    rates = _rates(asked, question, coverage)
    tables = {
        "campaigns": placed.spelled,
        "places": _place_table(placed),
        "found": placed.found,
        "rate_by_day": _rate_table(rates),
        "factors": _factor_table(question, coverage),
        "due_by_day": _due_table(coverage, since, as_of, curve),
    }
    needed = {name: tables[name] for name in ("found", "rate_by_day", "factors")}
    tables["sales"] = asked.table("money_sales", needed, currency=question.currency, zone=question.zone)
    return Ground(placed, coverage, as_of, since, curve, rates, tables)


def _covered(row: dict[str, Any]) -> Covered:
    return Covered(
        row["shape"],
        row["source"],
        row["currency"],
        row["first_day"],
        row["last_day"],
        row["row_count"],
        tuple(row["imports"]),
    )


def _sales_days(coverage: Iterable[Covered], today: date) -> tuple[date | None, date]:
    """The first and last day sales speak for. Leads may begin earlier than the deals that grew from them."""
    known = [one for one in coverage if one.first_day and one.last_day]
    if not any(one.shape == "deals" for one in known):
        return None, today
    firsts = [one.first_day for one in known if one.shape in ("deals", "leads") and one.first_day]
    lasts = [one.last_day for one in known if one.shape == "deals_seen" and one.last_day]
    return min(firsts), min(today, max(lasts))


def _span(coverage: Iterable[Covered], *shapes: str) -> Period | None:
    known = [one for one in coverage if one.shape in shapes and one.first_day and one.last_day]
    days = [day for one in known for day in (one.first_day, one.last_day) if day]
    if not days:
        return None
    return Period(max(min(days), max(days) - timedelta(days=LONGEST)), max(days) + timedelta(days=1))


def _rates(asked: Asked, question: MoneyQuestion, coverage: tuple[Covered, ...]) -> Daily:
    currencies = {one.currency for one in coverage} - {"", question.currency}
    span = _span(coverage, "spend", "deals", "deals_seen")
    if not currencies or span is None:
        return Daily(question.currency, {}, question.fill_days)
    imported = [Rate(row["day"], row["currency"], row["into"], row["rate"]) for row in asked.ask("money_rates")]
    return daily((*imported, *question.rates), currencies, question.currency, span, fill_days=question.fill_days)


def _rate_table(rates: Daily) -> pa.Table:
    return pa.table(
        {
            "currency": pa.array([currency for currency, _ in rates.rates], pa.string()),
            "day": pa.array([day for _, day in rates.rates], pa.date32()),
            "rate": pa.array(list(rates.rates.values()), pa.decimal128(18, 8)),
        }
    )


def _place_table(placed: Origins) -> pa.Table:
    """The number of each place; a campaign's is its own."""
    channels, campaigns = zip(*placed.places, strict=True) if placed.places else ((), ())
    return pa.table(
        {
            "place": pa.array(range(len(channels)), pa.int64()),
            "channel": pa.array(channels, pa.string()),
            "campaign": pa.array(campaigns, pa.int64()),
        }
    )


def _factor_table(question: MoneyQuestion, coverage: Iterable[Covered]) -> pa.Table:
    rules = {rule.source: rule for rule in question.vat}
    sources = sorted({one.source for one in coverage})
    factors = [vat_factor(rules.get(source), with_vat=question.with_vat) for source in sources]
    return pa.table({"source": pa.array(sources, pa.string()), "factor": pa.array(factors, pa.decimal128(18, 8))})


def _due_table(coverage: Iterable[Covered], since: date | None, as_of: date, curve: LagCurve | None) -> pa.Table:
    """For each day of spend: is it a day sales speak for, and which share of its results is still due."""
    span = _span(coverage, "spend")
    days = list(span) if span else []
    grace = timedelta(days=GRACE)
    covered = [since is not None and since - grace <= day <= as_of + grace for day in days]
    due = [curve.due_after((as_of - day).days) if curve else 0.0 for day in days]
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "share": pa.array([Decimal(f"{share:.8f}") for share in due], pa.decimal128(10, 8)),
            "covered": pa.array(covered, pa.bool_()),
        }
    )
