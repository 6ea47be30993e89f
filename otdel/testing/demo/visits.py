"""Visits to the shop's site as analytics saw them, by day and origin, and what search engines showed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.kit.period import Period
from otdel.testing.demo import seasons, truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.company import SITE
from otdel.testing.demo.origins import DIRECT as TYPED
from otdel.testing.demo.origins import MEDIA, NOTHING, SHOPS, Origin
from otdel.testing.demo.spend import Spent
from otdel.testing.demo.world import World

DIRECT = ("(direct)", "(none)", "(direct)")
ORGANIC = ("google", "organic", "(organic)")
REFERRAL = ("facebook.com", "referral", "(referral)")


@dataclass(frozen=True, slots=True)
class Visits:
    """One day's sessions from one origin, as analytics counted them."""

    day: date
    source: str
    medium: str
    campaign: str
    sessions: int
    engaged: int
    users: int
    purchases: int
    revenue: Decimal


def of(world: World, period: Period) -> list[Visits]:
    """Visits of each day and origin in `period`, the most visited first within a day."""
    chance = Chance.of(world.seed, world.calendar.today, f"visits {period.start}")
    bought = _bought(world, period)
    found = []
    for day, sessions in _sessions(world, period, chance).items():
        for origin in sorted(sessions.keys() | bought[day].keys(), key=lambda one: (-sessions.get(one, 0), one)):
            purchases, revenue = bought[day].get(origin, (0, Decimal(0)))
            count = max(sessions.get(origin, 0), purchases)
            if count:
                engaged = max(purchases, round(count * min(0.95, chance.near(0.58, 0.08))))
                found.append(Visits(day, *origin, count, engaged, max(1, round(count * 0.88)), purchases, revenue))
    return found


def _sessions(world: World, period: Period, chance: Chance) -> dict[date, dict[tuple[str, str, str], int]]:
    found: dict[date, dict[tuple[str, str, str], int]] = {}
    for day in period:
        level = world.calendar.grown(day, truth.BASE_GROWTH) * seasons.demand(day)
        found[day] = defaultdict(int, {DIRECT: chance.count(260 * level), ORGANIC: chance.count(420 * level)})
        found[day]["esputnik", "email", "newsletter"] = chance.count(110 * level)
    for row in world.spending.rows:
        if row.day in period and (origin := _seen_as(world, row)):
            found[row.day][origin] += chance.count(row.clicks * 0.88)
    return found


def _seen_as(world: World, row: Spent) -> tuple[str, str, str] | None:
    """How analytics names visits of a campaign; nothing for those that never reach the site by a tagged link."""
    channel = row.campaign.channel
    if channel == truth.META and row.day in world.calendar.broken_tags:
        return REFERRAL
    if channel == truth.AFFILIATES:
        return DIRECT
    return (*MEDIA[channel], row.campaign.utm) if channel in MEDIA and row.clicks else None


def _bought(world: World, period: Period) -> dict[date, dict[tuple[str, str, str], tuple[int, Decimal]]]:
    found: dict[date, dict[tuple[str, str, str], tuple[int, Decimal]]] = defaultdict(dict)
    for order in world.orders:
        day = order.at.date()
        if day in period and order.origin.source not in SHOPS.values():
            name = _named(order.origin)
            count, revenue = found[day].get(name, (0, Decimal(0)))
            found[day][name] = (count + 1, revenue + order.total)
    return found


def _named(origin: Origin) -> tuple[str, str, str]:
    if origin in (NOTHING, TYPED):
        return DIRECT
    return (origin.source, origin.medium, origin.campaign or "(organic)")


QUERIES = (
    ("lumen home", 0.30, 1.2, 0.42), ("люстри купити", 0.12, 6.4, 0.05), ("підвісний світильник", 0.09, 5.1, 0.06),
    ("світильник для кухні", 0.08, 7.2, 0.04), ("настільна лампа", 0.07, 8.8, 0.03), ("бра на стіну", 0.07, 6.0, 0.05),
    ("торшер дерев'яний", 0.05, 4.4, 0.08), ("фасадне освітлення", 0.06, 9.7, 0.025), ("led стрічка", 0.06, 11.3, 0.02),
    ("lumen home відгуки", 0.04, 1.9, 0.35), ("освітлення офісу", 0.03, 8.1, 0.04), ("люстра", 0.03, 7.7, 0.04),
)  # fmt: skip
PAGES = tuple(
    (SITE + path, share, position, rate)
    for path, share, position, rate in (
        ("/", 0.34, 2.4, 0.2),
        ("/chandeliers", 0.18, 6.1, 0.05),
        ("/pendants", 0.16, 5.6, 0.06),
        ("/outdoor", 0.1, 8.9, 0.03),
        ("/blog/how-to-light-a-kitchen", 0.14, 4.9, 0.07),
        ("/blog/colour-temperature", 0.08, 3.8, 0.09),
    )
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Clicks and impressions in a search engine, with the mean position."""

    subject: str
    clicks: int
    impressions: int
    position: float


def shown_by_day(world: World, period: Period) -> list[Shown]:
    chance = Chance.of(world.seed, world.calendar.today, f"search {period.start}")
    found = []
    for day in period:
        level = world.calendar.grown(day, 0.6) * seasons.demand(day)
        clicks = chance.count(400 * level)
        found.append(Shown(day.isoformat(), clicks, round(clicks / chance.near(0.052, 0.05)), chance.near(7.4, 0.04)))
    return found


def shown_by(
    world: World, period: Period, subjects: tuple[tuple[str, float, float, float], ...], total: int
) -> list[Shown]:
    """Queries or pages sharing `total` clicks of `period`; rare ones are left out, as search engines do."""
    chance = Chance.of(world.seed, world.calendar.today, f"search {subjects[0][0]} {period.start}")
    found = []
    for subject, share, position, rate in subjects:
        clicks = chance.count(total * share * 0.7)
        found.append(Shown(subject, clicks, round(clicks / chance.near(rate, 0.05)), chance.near(position, 0.03)))
    return sorted(found, key=lambda one: -one.clicks)


TRACKED = tuple(
    f"{what} {how}".strip()
    for what in (
        "люстра",
        "підвісний світильник",
        "бра",
        "торшер",
        "настільна лампа",
        "led стрічка",
        "фасадний світильник",
    )
    for how in ("", "купити", "ціна", "київ", "у вітальню", "недорого")
)
RANK_MONTHS = 22  # the tool was bought then: see company.COSTS


def ranks(world: World, period: Period) -> list[tuple[str, date, int]]:
    """Each tracked keyword's position on the Mondays of `period`: a slow walk that ends better than it began."""
    chance = Chance.of(world.seed, world.calendar.today, "ranks")
    mondays = [day for day in world.calendar.history if day.weekday() == 0]
    found = []
    for place, keyword in enumerate(TRACKED):
        level = 5 + 26 * chance.random() + place % 3
        for day in mondays:
            level = max(1.0, level * 0.9955 + chance.gauss(0, 0.55))
            if day in period:
                found.append((keyword, day, max(1, round(level + chance.gauss(0, 0.6)))))
    return sorted(found, key=lambda row: (row[1], row[0]))
