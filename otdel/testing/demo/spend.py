"""Money spent by campaign and day, what it bought, and what effect it truly had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.testing.demo import seasons, truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.company import CAMPAIGNS, COSTS, Campaign, campaigns_of
from otdel.testing.demo.rates import Rates
from otdel.testing.demo.seasons import Calendar

CENT = Decimal("0.01")
BILLED_IN_DOLLARS = (truth.META,)
BY_INVOICE = (truth.CONTENT,)  # paid by the month, not by the day: see company.COSTS
CHARGED = tuple(channel.name for channel in truth.CHANNELS if channel.name not in BY_INVOICE)


@dataclass(frozen=True, slots=True)
class Spent:
    """One campaign's day, as its platform would state it."""

    day: date
    campaign: Campaign
    cost: Decimal  # in `currency`
    currency: str
    impressions: int
    clicks: int
    conversions: Decimal  # what the platform claims
    value: Decimal  # what it says they were worth, in `currency`

    @property
    def key(self) -> tuple[date, str]:
        return self.day, self.campaign.name


@dataclass(frozen=True, slots=True)
class Spending:
    """All of it, in order of days."""

    rows: tuple[Spent, ...]
    truth: tuple[truth.Day, ...]

    def of(self, *channels: str) -> Iterator[Spent]:
        return (row for row in self.rows if row.campaign.channel in channels)


def simulate(calendar: Calendar, seed: int, rates: Rates) -> Spending:
    """Spend of every charged campaign for the whole history, and the true effects by day."""
    chance = Chance.of(seed, calendar.today, "spend")
    waves = {name: _waves(Chance.of(seed, calendar.today, f"waves {name}"), calendar) for name in CHARGED}
    rows: list[Spent] = []
    days: list[truth.Day] = []
    kept: dict[str, float] = defaultdict(float)
    for day in calendar.history:
        spent = _monthly(day)
        for name in CHARGED:
            for row, cost in _campaigns(chance, calendar, name, day, waves[name][day], rates):
                rows.append(row)
                spent[name] = spent.get(name, 0.0) + cost
        days.append(truth.Day(day, _base(calendar, day), _effects(spent, kept), dict(spent)))
    return Spending(tuple(rows), tuple(days))


def _base(calendar: Calendar, day: date) -> float:
    return truth.BASE_WEEKLY_MARGIN / 7 * calendar.grown(day, truth.BASE_GROWTH) * seasons.demand(day)


def _effects(spent: dict[str, float], kept: dict[str, float]) -> dict[str, float]:
    """Each channel's added margin on one day. `kept` carries the pressure from day to day and is moved on here."""
    effects = {}
    for channel in truth.CHANNELS:
        kept[channel.name] = kept[channel.name] * channel.carry + spent.get(channel.name, 0.0) * (1 - channel.carry)
        effects[channel.name] = channel.weekly_margin(kept[channel.name] * 7) / 7
    return effects


def _monthly(day: date) -> dict[str, float]:
    """Costs paid by the month, as they fall on one of its days."""
    days = seasons.months_back(day, 0).days
    spent: dict[str, float] = defaultdict(float)
    for cost in COSTS:
        spent[cost.channel] += float(cost.amount) / days
    return spent


def _waves(chance: Chance, calendar: Calendar) -> dict[date, float]:
    """Ups and downs of a few weeks each, as people change budgets; without them no model could tell channels apart."""
    level, left, found = 1.0, 0, {}
    for day in calendar.history:
        if left == 0:
            recent = (calendar.today - day).days < 75
            level, left = (chance.uniform(0.94, 1.06) if recent else chance.uniform(0.55, 1.35)), chance.randint(14, 45)
        left -= 1
        found[day] = level
    return found


def _campaigns(
    chance: Chance, calendar: Calendar, channel: str, day: date, wave: float, rates: Rates
) -> Iterator[tuple[Spent, float]]:
    """Rows of one channel's day, each with its cost in hryvnias."""
    weekly = truth.BY_NAME[channel].weekly_spend
    level = calendar.grown(day, truth.SPEND_GROWTH) * seasons.pressure(day) * wave * weekly / 7
    if channel == truth.EMAIL:
        level -= float(sum(cost.amount for cost in COSTS if cost.channel == channel)) * 12 / 365
    for campaign in campaigns_of(channel):
        local = chance.near(max(level, 40.0) * campaign.share, 0.09)
        rate = rates.on(day, "USD") if channel in BILLED_IN_DOLLARS else Decimal(1)
        cost = (Decimal(round(local * 100)) / 100 / rate).quantize(CENT)
        yield _bought(chance, campaign, day, cost, rate), float(cost * rate)


def _bought(chance: Chance, campaign: Campaign, day: date, cost: Decimal, rate: Decimal) -> Spent:
    """What the platform says the money bought. It claims more sales than it caused, as platforms do."""
    clicks = chance.count(float(cost * rate) / campaign.click_price) if campaign.click_price else 0
    shown = round(clicks / chance.near(campaign.click_rate, 0.12)) if clicks else 0
    claimed = Decimal(chance.count(clicks * 0.016 * max(campaign.pull, campaign.firms / 3)))
    value = (claimed * Decimal(round(chance.near(3600, 0.2))) / rate).quantize(CENT)
    currency = "USD" if campaign.channel in BILLED_IN_DOLLARS else "UAH"
    return Spent(day, campaign, cost, currency, max(shown, clicks), clicks, claimed, value)


assert abs(sum(one.share for one in CAMPAIGNS) - len(truth.CHANNELS)) < 1e-9
