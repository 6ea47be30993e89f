"""What became of spend: paid back, on its way, did not pay back, cannot be shown. The four add up to it exactly.

docs/algorithms/money.md tells the same in prose, with worked examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one campaign's spend. Amounts are of one currency.

    `margin` is contribution margin of matched sales whose cost is known; `shared` a share of margin known to the
    channel only; `uncosted` revenue less returns of sales whose cost is not known; `unknown` its proportional share of
    the money of sales of unknown origin; `uncovered` spend of days the sales data does not cover; `due` spend whose
    results are still due by the measured lag. `traced` says that the campaign has a link to sales at all, `serves_all`
    that it is a cost of the whole department, `has_deals` that there are any sales facts, `lag_known` that the lag was
    measured.
    """

    spend: Decimal
    margin: Decimal = ZERO
    shared: Decimal = ZERO
    uncosted: Decimal = ZERO
    unknown: Decimal = ZERO
    unpriced: int = 0
    open_deals: int = 0
    uncovered: Decimal = ZERO
    due: Decimal = ZERO
    traced: bool = True
    serves_all: bool = False
    has_deals: bool = True
    lag_known: bool = True


@dataclass(frozen=True, slots=True)
class Split:
    """The four parts, the part of `paid_back` that was shared, and why a part cannot be shown: codes with amounts."""

    paid_back: Decimal
    on_its_way: Decimal
    did_not: Decimal
    cannot: Decimal
    shared: Decimal
    because: tuple[tuple[str, Decimal], ...]


def split(standing: Standing) -> Split:
    """The outcome of one campaign's spend. A credit (spend below zero) counts as paid back."""
    if standing.spend <= 0:
        return Split(standing.spend, ZERO, ZERO, ZERO, ZERO, ())
    own = _within(standing.margin, standing.spend)
    paid = _within(standing.margin + standing.shared, standing.spend)
    left = standing.spend - paid
    because: list[tuple[str, Decimal]] = []
    for code, most in _unshowable(standing):
        part = _within(most, left)
        if part:
            because.append((code, part))
            left -= part
    way = _within(standing.due, left)
    cannot = sum((part for _, part in because), ZERO)
    return Split(paid, way, left - way, cannot, max(ZERO, paid - own), tuple(because))


def _unshowable(standing: Standing) -> list[tuple[str, Decimal]]:
    """Reasons a part cannot be shown, each with the most it may take, in the order they are tried."""
    everything = standing.spend
    if not standing.has_deals:
        return [("no_deals", everything)]
    if standing.serves_all:
        return [("shared_cost", everything)]
    if not standing.traced:
        return [("no_trace", everything)]
    found = [
        ("not_covered", standing.uncovered),
        ("cost_unknown", standing.uncosted),
        ("origin_unknown", standing.unknown),
    ]
    if standing.unpriced:
        found.append(("price_unknown", everything))
    if not standing.lag_known and standing.open_deals:
        found.append(("still_open", everything))
    return found


def _within(amount: Decimal, most: Decimal) -> Decimal:
    return min(max(amount, ZERO), most)
