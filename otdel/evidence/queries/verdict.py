"""The verdict in codes, the warnings and the next steps: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from otdel.evidence.queries.answer import Row, Sums, Trouble
from otdel.evidence.queries.ground import Ground
from otdel.evidence.queries.parts import LOW_MATCH
from otdel.evidence.queries.rows import plain
from otdel.evidence.queries.tally import ZERO, Tallies
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.measurement.channels import UNMAPPED

WORTH_SAYING = Decimal("0.05")  # a part of spend below this is not worth a sentence of the verdict

STEP_FOR = {  # why a part cannot be shown -> the step that would show it
    "no_deals": "bring_deals",
    "no_trace": "tag_links",
    "not_covered": "bring_deals_of_period",
    "cost_unknown": "give_margin",
    "price_unknown": "bring_amounts",
    "origin_unknown": "record_origin",
    "still_open": "wait_or_more_deals",
    "shared_cost": "",
}


def share(part: Decimal, whole: Decimal) -> str:
    """A share as reasons carry it: 0.1234."""
    return str((part / whole).quantize(Decimal("0.0001"))) if whole else "0"


def verdict(
    total: Row, channels: Sequence[Row], base: Ground, steps: Sequence[Reason], troubles: Sequence[Trouble]
) -> tuple[Reason, ...]:
    unrated = amounts(troubles, "spend")
    if total.sums.spend.amount <= 0:
        return _without_rates(total, unrated, steps) if unrated else (_without_spend(total),)
    said = _happened(total, base, unrated)
    meaning = _means(total, channels, base)
    if meaning:
        said.append(meaning)
    if steps and _worth(steps[0], total.sums.spend.amount):
        said.append(Reason.of("verdict_" + steps[0].code, **steps[0].values))
    return tuple(said)


def _worth(step: Reason, spend: Decimal) -> bool:
    return Decimal(str(step.values.get("amount", spend))) >= spend * WORTH_SAYING


def amounts(troubles: Sequence[Trouble], *shapes: str) -> str:
    """Money without a rate as reasons carry it, added up by currency: "831.00 GBP, 20.00 USD"; empty when none."""
    sums: dict[str, Decimal] = {}
    for one in troubles:
        if one.reason.code == "no_rate" and one.shape in shapes and one.amount.amount:
            sums[one.amount.currency] = sums.get(one.amount.currency, ZERO) + one.amount.amount
    return ", ".join(f"{plain(sums[currency])} {currency}" for currency in sorted(sums))


def _without_rates(total: Row, unrated: str, steps: Sequence[Reason]) -> tuple[Reason, ...]:
    """What to say when money was spent and none of it has a rate."""
    said = [Reason.of("verdict_unrated", unrated=unrated)]
    if total.sums.deals:
        revenue = plain(total.sums.revenue.amount)
        said.append(Reason.of("verdict_sales_unrated", deals=total.sums.deals, revenue=revenue))
    return (*said, *(Reason.of("verdict_bring_rates", **one.values) for one in steps if one.code == "bring_rates"))


def _without_spend(total: Row) -> Reason:
    if total.sums.deals or total.sums.leads:
        return Reason.of(
            "verdict_no_spend",
            leads=total.sums.leads,
            deals=total.sums.deals,
            revenue=plain(total.sums.revenue.amount),
        )
    return Reason.of("verdict_nothing")


def _happened(total: Row, base: Ground, unrated: str) -> list[Reason]:
    """What was spent and what came of it; with money that has no rate the first sentence names that money."""
    said = _came_of_it(total, base)
    if not unrated:
        return [said]
    spent = Reason.of("verdict_spent_and_unrated", spend=plain(total.sums.spend.amount), unrated=unrated)
    return [spent, Reason.of(f"{said.code}_rated", **said.values)]


def _came_of_it(total: Row, base: Ground) -> Reason:
    spend, outcome = total.sums.spend.amount, total.outcome
    values = {"spend": plain(spend)}
    if not base.has_deals:
        return Reason.of("verdict_only_spend", **values)
    costless = isinstance(total.margin, NoData) and total.margin.reason.code == "cost_unknown"
    if costless and total.counted.uncosted.amount and not outcome.paid_back.amount:
        return Reason.of("verdict_revenue_only", **values, revenue=plain(_net(total.counted)))
    paid = outcome.paid_back.amount
    return Reason.of("verdict_paid_back", **values, paid_back=plain(paid), share=share(paid, spend))


def _net(sums: Sums) -> Decimal:
    return sums.revenue.amount - sums.returned.amount


def _means(total: Row, channels: Sequence[Row], base: Ground) -> Reason | None:
    spend, outcome = total.sums.spend.amount, total.outcome
    worst = max(channels, key=lambda row: row.outcome.did_not.amount, default=None)
    if worst and worst.outcome.did_not.amount >= spend * WORTH_SAYING:
        return Reason.of(
            "verdict_worst",
            did_not=plain(outcome.did_not.amount),
            share=share(outcome.did_not.amount, spend),
            channel=worst.channel,
            amount=plain(worst.outcome.did_not.amount),
        )
    if base.has_deals and outcome.cannot.amount >= spend * WORTH_SAYING:
        return Reason.of(
            "verdict_cannot", cannot=plain(outcome.cannot.amount), share=share(outcome.cannot.amount, spend)
        )
    if outcome.on_its_way.amount >= spend * WORTH_SAYING:
        return Reason.of("verdict_on_its_way", amount=plain(outcome.on_its_way.amount))
    return None


def warnings(
    total: Row, tallies: Tallies, rate: Decimal | None, unmapped: Decimal, base: Ground, assumed: Money
) -> tuple[Reason, ...]:
    said: list[Reason] = []
    counted = "deals" if total.sums.deals else "leads"
    if rate is not None and rate < LOW_MATCH:
        said.append(Reason.of(f"low_match_{counted}", share=str(rate), count=total.sums.deals or total.sums.leads))
    outside = _outside(total)
    if outside:
        said.append(Reason.of("sales_outside_spend", count=total.sums.deals - total.counted.deals, **outside))
    has_leads = any(one.shape == "leads" for one in base.coverage)
    if has_leads and tallies.lead_named and Decimal(tallies.lead_found) / tallies.lead_named < LOW_MATCH:
        said.append(Reason.of("leads_not_found", found=tallies.lead_found, named=tallies.lead_named))
    if unmapped > 0:
        said.append(Reason.of("unmapped_spend", amount=plain(unmapped), share=share(unmapped, total.sums.spend.amount)))
    if tallies.undated:
        said.append(Reason.of("paid_day_unknown", deals=tallies.undated))
    if assumed.amount:
        said.append(Reason.of("margin_assumed", amount=plain(assumed.amount)))
    if base.has_deals and base.curve is None and total.sums.spend.amount > 0:
        said.append(Reason.of("lag_unknown"))
    if base.origins.without_salaries:
        said.append(Reason.of("without_salaries"))
    return tuple(said)


def _outside(total: Row) -> dict[str, str]:
    """Revenue less returns, and margin, of sales of days no spend is known of; empty when there are none."""
    if total.sums.spend.amount <= 0 or total.sums.deals == total.counted.deals:
        return {}
    amount = total.sums.margin - total.counted.margin
    return {"amount": plain(amount.amount), "revenue": plain(_net(total.sums) - _net(total.counted))}


def next_steps(total: Row, channels: Sequence[Row], troubles: Sequence[Trouble]) -> tuple[Reason, ...]:
    """What would let more be shown: rates first, then the most money."""
    steps: list[tuple[Decimal, Reason]] = []
    for reason in total.outcome.because:
        code = STEP_FOR.get(reason.code, "")
        amount = Decimal(str(reason.values["amount"]))
        if code:
            steps.append((amount, Reason.of(code, amount=plain(amount))))
    unmapped = sum((row.sums.spend.amount for row in channels if row.channel == UNMAPPED), ZERO)
    if unmapped:
        steps.append((unmapped, Reason.of("write_rule", amount=plain(unmapped))))
    steps.sort(key=lambda step: -step[0])
    rates = _bring_rates(troubles, total.sums.spend.currency)
    if total.sums.spend.amount <= 0 and not amounts(troubles, "spend"):
        steps.append((ZERO, Reason.of("bring_spend")))
    outside = _outside(total)
    if Decimal(outside.get("revenue", ZERO)):
        steps.append((ZERO, Reason.of("bring_spend_of_period", **outside)))
    return (*rates, *(step for _, step in steps))


def _bring_rates(troubles: Sequence[Trouble], into: str) -> list[Reason]:
    """The first step: nobody knows how large in the answer's currency the money without a rate is."""
    currencies = sorted({one.amount.currency for one in troubles if one.reason.code == "no_rate"})
    if not currencies:
        return []
    by_shape = ((shape, amounts(troubles, shape)) for shape in ("spend", "deals"))
    unrated = ", ".join(f"{shape} {one}" for shape, found in by_shape if found for one in found.split(", "))
    return [Reason.of("bring_rates", currencies=", ".join(currencies), into=into, unrated=unrated)]
