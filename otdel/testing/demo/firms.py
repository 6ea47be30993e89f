"""Firms that ask the sellers: leads, the deals some of them become, and which of those are won."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from otdel.testing.demo import truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.company import CAMPAIGNS, SELLERS, Campaign, campaigns_of
from otdel.testing.demo.orders import ZONE
from otdel.testing.demo.origins import DIRECT, TELEGRAM, Origin, Origins
from otdel.testing.demo.seasons import Calendar
from otdel.testing.demo.spend import Spending

MEAN_DEAL = 42_000
GOODS = 0.60
SPREAD = 0.6
OF_THE_CHANNEL = 0.24  # of firms that come by themselves, those who came by a link in the Telegram channel
MEAN_MARGIN = MEAN_DEAL * (1 - GOODS)
COST_OF_A_WASTED_LEAD = 430
NEW, TALKING, OFFER, WON, LOST = "new", "talking", "offer", "won", "lost"


@dataclass(frozen=True, slots=True)
class Firm:
    """One question from a firm, and the deal it became if it did."""

    number: int
    at: datetime
    seller: str
    origin: Origin
    cause: str
    stage: str
    deal_at: datetime | None  # when it became a deal
    closed_at: datetime | None
    amount: Decimal
    goods: Decimal

    @property
    def won(self) -> bool:
        return self.stage == WON

    @property
    def margin(self) -> Decimal:
        return self.amount - self.goods if self.won else Decimal(0)


def simulate(calendar: Calendar, seed: int, spending: Spending) -> tuple[Firm, ...]:
    """All questions in order of time."""
    chance = Chance.of(seed, calendar.today, "firms")
    origins = Origins(Chance.of(seed, calendar.today, "firm origins"), calendar)
    social = Chance.of(seed, calendar.today, "firms of the channel")
    found: list[Firm] = []
    spent = _wasted_spend(spending)
    for day in spending.truth:
        for cause, campaign, win in _arrivals(chance, day, spent[day.day]):
            found.append(_firm(chance, origins, calendar, day.day, cause, campaign, win, len(found) + 30_001))
    return tuple(_by_the_channel(social, firm) for firm in found)


def _by_the_channel(chance: Chance, firm: Firm) -> Firm:
    """Some of those who would have come anyway clicked a link in the company's own Telegram channel."""
    ours = firm.origin == DIRECT and chance.happens(OF_THE_CHANNEL)
    return replace(firm, origin=TELEGRAM) if ours else firm


def _wasted_spend(spending: Spending) -> dict[date, float]:
    """Hryvnias of the wasted campaign by day, near enough: its share of the channel's."""
    share = next(one.share for one in CAMPAIGNS if one.name == truth.WASTED)
    return {day.day: day.spend[truth.META] * share for day in spending.truth}


def _arrivals(chance: Chance, day: truth.Day, wasted: float) -> Iterator[tuple[str, Campaign | None, float]]:
    """Who asks on one day: the cause, the campaign if there was one, and the chance that it ends in a sale."""
    expected = {"": day.base * truth.BASE_FIRMS}
    expected |= {name: effect * truth.BY_NAME[name].firms for name, effect in day.effects.items()}
    for cause, margin in expected.items():
        for _ in range(chance.count(margin / (MEAN_MARGIN * truth.FIRM_WIN_RATE))):
            yield cause, _campaign(chance, cause), truth.FIRM_WIN_RATE
    campaign = next(one for one in CAMPAIGNS if one.name == truth.WASTED)
    for _ in range(chance.count(wasted / COST_OF_A_WASTED_LEAD)):
        yield truth.META, campaign, truth.WASTED_WIN_RATE


def _campaign(chance: Chance, cause: str) -> Campaign | None:
    if not cause:
        return None
    campaigns = campaigns_of(cause)
    return chance.pick(campaigns, [one.share * one.firms for one in campaigns])


def _firm(
    chance: Chance, origins: Origins, calendar: Calendar, day: date, cause: str, campaign: Campaign | None, win: float,
    number: int,
) -> Firm:  # fmt: skip
    at = datetime.combine(day, time(chance.randint(8, 19), chance.randrange(60), chance.randrange(60)), ZONE)
    origin = origins.campaign(campaign, day) if campaign else origins.of("", day)
    lasts = timedelta(days=chance.randint(*truth.FIRM_LAG_DAYS))
    won = chance.happens(win)
    serious = won or chance.happens(0.45 if win > 0.05 else 0.05)  # of those who ask, who gets an offer
    stage, deal_at, closed_at = _course(chance, calendar, at, lasts, won=won, serious=serious)
    amount = _amount(chance) if deal_at else Decimal(0)
    goods = (amount * Decimal(round(chance.uniform(GOODS - 0.05, GOODS + 0.05), 3))).quantize(Decimal("0.01"))
    return Firm(number, at, chance.choice(SELLERS), origin, cause, stage, deal_at, closed_at, amount, goods)


def _amount(chance: Chance) -> Decimal:
    """A deal's price: most are modest, a few are whole restaurants."""
    return Decimal(round(math.exp(chance.gauss(math.log(MEAN_DEAL) - SPREAD**2 / 2, SPREAD)), -1))


def _course(
    chance: Chance, calendar: Calendar, at: datetime, lasts: timedelta, *, won: bool, serious: bool
) -> tuple[str, datetime | None, datetime | None]:
    """Where the talk stands today, when it became a deal, and when it was won or lost."""
    deal_at = at + timedelta(days=chance.randint(0, 3), hours=1) if serious else None
    end = at + (lasts if serious else timedelta(days=chance.randint(1, 12)))
    now = datetime.combine(calendar.today, time(0), ZONE)
    if deal_at and deal_at >= now:
        deal_at = None
    if end < now:
        return (WON if won else LOST), deal_at, end
    return (NEW if deal_at is None else chance.choice((TALKING, OFFER))), deal_at, None
