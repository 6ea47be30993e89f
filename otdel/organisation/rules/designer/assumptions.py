"""Every figure a design stands on: its code, its unit, what it starts at and what it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from otdel.organisation.rules.designer.codes import ENGAGEMENTS, KINDS, NORMS, ROLES, VOLUMES

Unit = Literal["money", "hours", "share", "count"]
Figures = Mapping[str, Decimal]

MOST: Mapping[Unit, Decimal] = MappingProxyType(
    {"money": Decimal(10) ** 12, "hours": Decimal(10_000), "share": Decimal(1), "count": Decimal(100_000)}
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """`start` is what it is until somebody says otherwise: a number, or for money a multiple of `anchor`.

    `anchor` is a month of an average full-time specialist. `least` and `most` are in the unit.
    """

    code: str
    unit: Unit
    start: Decimal
    least: Decimal
    most: Decimal


def _made(code: str, unit: Unit, start: str, least: str = "0", most: str = "") -> Assumption:
    return Assumption(code, unit, Decimal(start), Decimal(least), Decimal(most) if most else MOST[unit])


VOLUME_STARTS = {"channels": "2", "reports": "4", "articles": "4", "pages": "8", "posts": "12", "letters": "4"}
NORM_STARTS = {
    "channels.ads": "4", "channels.reports": "1", "leads.reports": "0.05", "reports.reports": "2",
    "articles.texts": "7", "articles.seo": "1", "articles.site": "0.5", "pages.seo": "2", "posts.social": "1",
    "posts.texts": "0.5", "letters.email": "3", "letters.texts": "1.5", "landings.site": "8", "landings.texts": "4",
    "cards.site": "0.3", "partners.partners": "1", "publications.pr": "8",
}  # fmt: skip
ROUTINES = {"reports": "6", "site": "15"}  # the rest comes from the processes of the role library
COSTS = {
    "cmo": "2.2", "generalist": "1.1", "ppc": "1.2", "seo": "1.1", "copywriter": "0.8", "content_manager": "0.7",
    "smm": "0.8", "email": "1", "affiliate": "1", "pr": "1.1",
}  # fmt: skip
TERMS = {"staff": "1.2", "remote": "1.05", "contract": "1.15"}  # with taxes, a place to work, or an agency's share
WEIGHTS = {"lead": "1.5", "ads": "1.5", "reports": "1.2", "social": "0.8", "partners": "0.8", "pr": "0.6"}
LEAST = {"lead": "0.5", "ads": "0.6", "reports": "0.5"}


def _all() -> Iterator[Assumption]:
    yield _made("anchor", "money", "1", least="0.01")
    yield _made("budget", "money", "2")
    yield _made("spend", "money", "0")
    yield _made("goal.revenue", "money", "0")
    yield _made("goal.per_lead", "money", "0")
    for volume in VOLUMES:
        yield _made(f"volume.{volume}", "count", VOLUME_STARTS.get(volume, "0"))
    yield _made("norm.spend", "money", "0.15", least="0.01")
    for volume, kinds in NORMS.items():
        yield from (_made(f"norm.{volume}.{kind}", "hours", NORM_STARTS[f"{volume}.{kind}"]) for kind in kinds)
    yield from (_made(f"routine.{kind}", "hours", ROUTINES.get(kind, "0")) for kind in KINDS)
    yield _made("lead.person", "hours", "5")
    yield _made("lead.contract", "hours", "7")
    yield _made("lead.owner", "hours", "16")
    yield _made("span.head", "count", "8", most="100")
    yield _made("span.owner", "count", "3", most="100")
    yield _made("hours.full", "hours", "130", least="20", most="250")
    yield _made("useful", "share", "0.6")
    yield _made("skill", "share", "0.5")
    yield _made("pace.generalist", "share", "0.65", least="0.05")
    for role in ROLES:
        for terms in ENGAGEMENTS:
            start = Decimal(COSTS[role]) * Decimal(TERMS[terms])
            yield _made(f"cost.{role}.{terms}", "money", str(start), least="0.01")
            yield _made(f"fit.{role}.{terms}", "share", "1", least="0.05")
    yield from (_made(f"weight.{kind}", "count", WEIGHTS.get(kind, "1"), most="100") for kind in KINDS)
    yield from (_made(f"least.{kind}", "share", LEAST.get(kind, "0")) for kind in KINDS)


ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType({one.code: one for one in _all()})

# A month of an average full-time specialist, to start from: round figures of ours, not benchmarks of any market.
ANCHORS: Mapping[str, int] = MappingProxyType(
    {
        "UAH": 60_000, "USD": 2_000, "EUR": 1_800, "GBP": 2_400, "PLN": 8_000, "CZK": 48_000, "RUB": 130_000,
        "KZT": 600_000, "BYN": 3_500, "TRY": 70_000, "GEL": 3_500, "ILS": 9_000, "INR": 90_000, "BRL": 6_000,
        "CAD": 4_000, "AUD": 5_500, "JPY": 330_000,
    }
)  # fmt: skip


def completed(currency: str, given: Figures) -> dict[str, Decimal]:
    """Every figure: those given, and starts for the rest. Without an anchor the money that rests on it is left out."""
    anchor = given.get("anchor", Decimal(ANCHORS.get(currency, 0)))
    found: dict[str, Decimal] = {}
    for code, one in ASSUMPTIONS.items():
        if code in given:
            found[code] = given[code]
        elif one.unit != "money" or not one.start:
            found[code] = one.start
        elif anchor > 0:
            found[code] = _rounded(anchor * one.start)
    return found


def _rounded(amount: Decimal) -> Decimal:
    """To two figures and a half, so that a starting value looks like one: 72,000, not 71,940."""
    if amount < 20:
        return amount.quantize(Decimal("0.01"))
    step = Decimal(5).scaleb(amount.adjusted() - 2)
    return (amount / step).quantize(Decimal(1)) * step if step >= 1 else amount.quantize(Decimal(1))
