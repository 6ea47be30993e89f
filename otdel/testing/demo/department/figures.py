"""What the demo's outside systems showed month by month: figures that hang together, for people to read and type in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from otdel.kit.period import Period
from otdel.testing.demo import truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department.cast import MONTHS
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.department.ledger import MonthOf

Figures = dict[str, Decimal]
CLAIMED = Decimal(2)  # sales the network counts as its own, to those it caused


@dataclass(frozen=True)
class Month:
    """A month with the draws of its own and how far the history has come by then, 0 at its start and 1 today."""

    ground: Ground
    period: Period
    place: int
    chance: Chance

    @property
    def along(self) -> float:
        return self.place / MONTHS

    @property
    def season(self) -> float:
        """Demand of the month against an ordinary one."""
        return truth.SEASON[self.period.start.month - 1]

    @cached_property
    def sold(self) -> MonthOf:
        return self.ground.ledger[self.period.start]

    @cached_property
    def spent(self) -> dict[str, Decimal]:
        return self.ground.spent(self.period)

    def near(self, value: float, spread: float = 0.05) -> float:
        return self.chance.near(value, spread)

    def grown(self, start: float, end: float) -> float:
        return start + (end - start) * self.along


def whole(value: float) -> Decimal:
    return Decimal(max(0, round(value)))


def money(value: float | Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))


def of(ground: Ground, period: Period, place: int) -> Figures:
    """Every figure of a month that has begun; `place` is how many months after the first it is."""
    month = Month(ground, period, place, ground.chance(f"figures {period.start}"))
    found: Figures = {}
    for part in PARTS:
        found |= part(month)
    return found


def _mailing(month: Month) -> Figures:
    sent = whole(float(month.spent[truth.EMAIL]) / 0.62)
    delivered = whole(float(sent) * min(0.995, month.near(0.981, 0.004)))
    treated, held_out = whole(month.grown(12_400, 16_900)), whole(month.grown(1_380, 1_880))
    margin = month.near(17.5, 0.06) * month.season
    planned = 6 + month.place // 3 // 2
    return {
        "emails_sent": sent,
        "emails_delivered": delivered,
        "spam_complaints": whole(month.near(float(delivered) * month.grown(0.0009, 0.0006), 0.2)),
        "unique_clicks": whole(month.near(float(delivered) * month.grown(0.051, 0.062), 0.06)),
        "active_contacts_end": whole(_active(month.place + 1)),
        "contacts_treated": treated,
        "contacts_holdout": held_out,
        "margin_treated": money(margin * month.near(month.grown(1.14, 1.27), 0.03) * float(treated)),
        "margin_holdout": money(margin * float(held_out)),
        "chains_planned": whole(planned),
        "chains_live_reviewed": whole(planned * month.grown(0.68, 0.92)),
    }


def _active(place: int) -> float:
    """Active contacts at the start of a month: a base that grows, and loses some after each winter sale."""
    return 12_800 * 1.011**place * (0.97 if place % 12 in (5, 6) else 1)


def _partners(month: Month) -> Figures:
    """What the network's cabinet shows. The shop's files cannot trace these sales; the network traces its own, and
    claims more than it caused."""
    sold = month.sold
    margin = money(sold.partner_margin * CLAIMED)
    paid = money(month.spent[truth.AFFILIATES])
    fees = money(float(paid) * 0.08)
    approved = whole(len(sold.partner_customers) * float(CLAIMED))
    actions = whole(sold.partner_orders * float(CLAIMED))
    total = whole(float(actions) / (1 - month.near(0.16, 0.2)))
    return {
        "affiliate_fees": fees,
        "actions_total": total,
        "actions_reversed": total - actions,
        "customers_affiliate_approved": approved,
        "customers_affiliate_new": whole(float(approved) * month.near(0.66, 0.07)),
        "margin_affiliate_total": margin,
        "margin_affiliate_net": margin - paid - fees,
        "margin_top_partner": money(float(margin) * month.near(month.grown(0.55, 0.43), 0.05)),
        "partners_active": whole(month.near(month.grown(19, 31), 0.04)),
    }


def _social(month: Month) -> Figures:
    reach = month.near(month.grown(96_000, 184_000) * month.season, 0.09)
    inbound = month.near(month.grown(210, 390) * month.season, 0.07)
    return {
        "social_reach": whole(reach),
        "social_saves": whole(month.near(reach * 0.0094, 0.1)),
        "social_shares": whole(month.near(reach * month.grown(0.0046, 0.0061), 0.1)),
        "social_comments": whole(month.near(reach * 0.0041, 0.1)),
        "messages_inbound": whole(inbound),
        "messages_in_sla": whole(inbound * min(0.99, month.near(0.91, 0.035))),
        "followers_target_end": whole(14_200 * 1.017 ** (month.place + 1)),
    }


def _content(month: Month) -> Figures:
    cards = whole(month.grown(1_720, 2_240))
    return {
        "sample_items": Decimal(30),
        "sample_items_with_defect": Decimal(min(9, month.chance.count(month.grown(3.4, 1.7)))),
        "cards_total": cards,
        "cards_complete": whole(float(cards) * min(0.97, month.near(month.grown(0.79, 0.92), 0.01))),
        "leads_with_content_touch": whole(month.sold.leads * month.near(month.grown(0.21, 0.29), 0.06)),
    }


def _site(month: Month) -> Figures:
    urls = whole(month.grown(540, 880))
    return {
        "urls_must_index": urls,
        "urls_indexed": whole(float(urls) * min(0.985, month.near(month.grown(0.91, 0.95), 0.008))),
        "templates_measured": Decimal(9),
        "templates_cwv_good": whole(min(9, month.grown(5, 8))),
    }


def _press(month: Month) -> Figures:
    published = max(2, month.chance.count(4.6))
    points = sum(month.chance.pick((5, 3, 1), (1, 3, 4)) for _ in range(published))
    ours = month.near(month.grown(31, 47), 0.12)
    negative = month.chance.count(3.4) + 1
    return {
        "publications_total": Decimal(published),
        "publications_with_message": Decimal(sum(month.chance.happens(0.74) for _ in range(published))),
        "pr_points": Decimal(points),
        "pr_cost": money(round(month.near(46_000, 0.04), -2)),
        "mentions_brand": whole(ours),
        "mentions_competitors": whole(month.near(118, 0.09)),
        "negative_mentions": Decimal(negative),
        "negative_mentions_in_sla": Decimal(sum(month.chance.happens(0.93) for _ in range(negative))),
    }


def _forecast(month: Month) -> Figures:
    """How far the revenue forecast made a month ahead was off."""
    off = abs(month.chance.gauss(0, month.grown(0.13, 0.075))) + 0.012
    return {"forecast_abs_error_sum": money(round(float(month.sold.came_in) * off, -2))}


PARTS: tuple[Callable[[Month], Figures], ...] = (
    _mailing,
    _partners,
    _social,
    _content,
    _site,
    _press,
    _forecast,
)
