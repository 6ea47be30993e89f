"""Every origin of spend and deals with the money it carries, in the company's currency where a rate is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from otdel.accounts.models import Company
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.measurement import channels
from otdel.measurement.channels import Origin, Weighed, together
from otdel.measurement.currency import Daily, Rate, daily
from otdel.measurement.models import TypedRate
from otdel.measurement.store import warehouse

LONGEST = 40 * 366  # days of rates prepared at most; a mistyped year must not fill the memory


def typed_rates() -> tuple[Rate, ...]:
    """Rates typed by hand, oldest first."""
    return tuple(Rate(one.day, one.currency, one.into, one.rate) for one in TypedRate.objects.order_by("day", "id"))


def company_currency() -> str:
    return Company.objects.values_list("currency", flat=True).first() or ""


def origins() -> list[Weighed]:
    """Every origin of spend and deals, weighed; what has no rate is kept in its own currency."""
    currency, zone = company_currency(), Company.objects.values_list("time_zone", flat=True).first() or "UTC"
    rates = pa.table(_columns(_rates(currency, zone)))
    rows = warehouse().ask("rule_origins", tables={"rate_by_day": rates}, currency=currency, zone=zone).to_pylist()
    found: dict[Origin, Weighed] = {}
    for row in rows:
        one = _weighed(row, currency)
        had = found.get(one.origin)
        found[one.origin] = one if had is None else _sum(had, one)
    return list(found.values())


def _rates(into: str, zone: str) -> Daily:
    covered = warehouse().ask("money_coverage", zone=zone).to_pylist()
    money = [row for row in covered if row["shape"] in ("spend", "deals", "deals_seen")]
    days = [row[end] for row in money for end in ("first_day", "last_day") if row[end]]
    currencies = {row["currency"] for row in money} - {"", None, into}
    if not currencies or not days:
        return Daily(into, {}, 0)
    span = Period(max(min(days), max(days) - timedelta(days=LONGEST)), max(days) + timedelta(days=1))
    imported = (Rate(r["day"], r["currency"], r["into"], r["rate"]) for r in warehouse().ask("money_rates").to_pylist())
    return daily((*imported, *typed_rates()), currencies, into, span)


def _columns(rates: Daily) -> Mapping[str, pa.Array]:
    return {
        "currency": pa.array([currency for currency, _ in rates.rates], pa.string()),
        "day": pa.array([day for _, day in rates.rates], pa.date32()),
        "rate": pa.array(list(rates.rates.values()), pa.decimal128(18, 8)),
    }


def _weighed(row: Mapping[str, Any], into: str) -> Weighed:
    origin = Origin(**{name: row[name] or "" for name in channels.CONDITIONS})
    spend, revenue = Decimal(row["spend"] or 0), Decimal(row["revenue"] or 0)
    if row["currency"] == into:
        return Weighed(origin, spend, int(row["deals"]), revenue)
    return Weighed(
        origin,
        deals=int(row["deals"]),
        elsewhere=_native(spend, row["currency"]),
        revenue_elsewhere=_native(revenue, row["currency"]),
    )


def _native(amount: Decimal, currency: str | None) -> tuple[Money, ...]:
    return (Money(amount, currency),) if amount and currency else ()


def _sum(one: Weighed, other: Weighed) -> Weighed:
    return Weighed(
        one.origin,
        one.spend + other.spend,
        one.deals + other.deals,
        one.revenue + other.revenue,
        together((*one.elsewhere, *other.elsewhere)),
        together((*one.revenue_elsewhere, *other.revenue_elsewhere)),
    )


def all_elsewhere(weighed: Iterable[Weighed]) -> tuple[Money, ...]:
    """The spend no rate turns into the company's currency, by currency."""
    return together(money for one in weighed for money in one.elsewhere)
