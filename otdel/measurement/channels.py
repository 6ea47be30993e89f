"""Channel rules: which channel an origin belongs to. Ordered, editable, over the standard grouping of GA4.

The standard grouping follows Google's published definition of GA4's default channel group
(support.google.com/analytics/answer/9756891), with rules for spend of ad systems put before it. A rule's condition
is `word` for an exact match, `*word*` with stars for anything, `/expression/` for a regular expression, in any letter
case; an empty condition matches anything, and `-` matches only what is empty. Expressions people write are those of
RE2, which takes time in proportion to the text whatever is written: no rule can stop a page or a worker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from otdel.kit.money import Money
from otdel.measurement.expressions import expression, found, is_expression

UNMAPPED = "unmapped"  # there is an origin and no rule knows it
UNKNOWN = "unknown"  # there is no origin at all
DIRECT = "direct"
DEPARTMENT = "department"  # what people and tools of the department itself cost

CONDITIONS = ("source", "utm_source", "utm_medium", "campaign", "campaign_type", "click_id", "origin")
NOTHING = frozenset(
    {"", "(none)", "(not set)", "(not provided)", "unknown", "null", "none", "-", "--", "n/a", "na", "nan"}
)


_OURS: set[str] = set()  # expressions of the standard grouping: known to be harmless, and quicker


def trust(conditions: Iterable[str]) -> None:
    """Match these expressions, which stand in the code, with Python's own engine."""
    _OURS.update(one for one in conditions if is_expression(one))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a contact or spend came from, as its system says it.

    `source` is set for spend only; `click_id` is its kind: gclid, fbclid.
    """

    source: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    campaign: str = ""
    campaign_type: str = ""
    click_id: str = ""
    origin: str = ""

    @property
    def silent(self) -> bool:
        """True when nothing here says anything, not even that the visit was direct."""
        return all(getattr(self, name).casefold().strip() in NOTHING for name in CONDITIONS)


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Origins that meet every condition belong to `channel`."""

    channel: str
    source: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    campaign: str = ""
    campaign_type: str = ""
    click_id: str = ""
    origin: str = ""

    def fits(self, origin: Origin) -> bool:
        return all(
            matcher(condition)(getattr(origin, name)) for name in CONDITIONS if (condition := getattr(self, name))
        )


@lru_cache(maxsize=4096)
def matcher(condition: str) -> Callable[[str], bool]:
    """A condition as a test of a text. Raises ValueError when its regular expression cannot be read."""
    if condition == "-":
        return lambda text: not text.strip()
    if condition in _OURS:
        ours = re.compile(condition[1:-1], re.IGNORECASE | re.DOTALL)
        return lambda text: ours.search(text.strip()) is not None
    if is_expression(condition):
        readable = expression(condition)
        return lambda text: found(readable, text.strip())
    return _stars(condition.casefold().split("*"))


def _stars(parts: Sequence[str]) -> Callable[[str], bool]:
    """`word`, or `*word*` with stars for anything. Takes time in proportion to the text, however many stars."""
    first, *others = parts

    def fits(text: str) -> bool:
        text = text.strip().casefold()
        if not others:
            return text == first
        if not text.startswith(first) or len(text) < len(first) + len(others[-1]) or not text.endswith(others[-1]):
            return False
        place, end = len(first), len(text) - len(others[-1])
        for part in others[:-1]:
            place = text.find(part, place, end) + len(part)
            if place < len(part):
                return False
        return True

    return fits


def channel_of(origin: Origin, rules: Sequence[ChannelRule]) -> str:
    """The channel of the first rule that fits; UNKNOWN for a silent origin, UNMAPPED when no rule fits."""
    for rule in rules:
        if rule.fits(origin):
            return rule.channel
    return UNKNOWN if origin.silent else UNMAPPED


@dataclass(frozen=True, slots=True)
class Weighed:
    """An origin with what it carries: money spent, deals won and their revenue.

    `elsewhere` and `revenue_elsewhere` are money no rate is known for, beside the amounts that are in one currency.
    """

    origin: Origin
    spend: Decimal = Decimal(0)
    deals: int = 0
    revenue: Decimal = Decimal(0)
    elsewhere: tuple[Money, ...] = ()
    revenue_elsewhere: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """What a change of rules carries from one channel to another."""

    before: str
    after: str
    origins: int
    spend: Decimal
    deals: int
    revenue: Decimal
    elsewhere: tuple[Money, ...] = ()
    revenue_elsewhere: tuple[Money, ...] = ()


def together(monies: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency, by its code."""
    sums: dict[str, Decimal] = {}
    for money in monies:
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(sums[currency], currency) for currency in sorted(sums))


def preview(weighed: Iterable[Weighed], now: Sequence[ChannelRule], then: Sequence[ChannelRule]) -> tuple[Move, ...]:
    """What would move between channels if `then` took the place of `now`, the most money first. Nothing is saved."""
    moves: dict[tuple[str, str], Move] = {}
    for one in weighed:
        before, after = channel_of(one.origin, now), channel_of(one.origin, then)
        if before != after:
            had = moves.get((before, after), Move(before, after, 0, Decimal(0), 0, Decimal(0)))
            moves[before, after] = _grown(had, one)
    return tuple(sorted(moves.values(), key=lambda move: (-move.spend, -move.revenue, -move.deals, move.before)))


def _grown(move: Move, one: Weighed) -> Move:
    return Move(
        move.before,
        move.after,
        move.origins + 1,
        move.spend + one.spend,
        move.deals + one.deals,
        move.revenue + one.revenue,
        together((*move.elsewhere, *one.elsewhere)),
        together((*move.revenue_elsewhere, *one.revenue_elsewhere)),
    )


def unreachable(rules: Sequence[ChannelRule]) -> tuple[int, ...]:
    """Positions of rules that can never be reached because an earlier rule has the same or no conditions."""
    seen: list[ChannelRule] = []
    lost = []
    for position, rule in enumerate(rules):
        if any(_covers(earlier, rule) for earlier in seen):
            lost.append(position)
        seen.append(rule)
    return tuple(lost)


def _covers(earlier: ChannelRule, later: ChannelRule) -> bool:
    return all(
        not getattr(earlier, name) or getattr(earlier, name).casefold() == getattr(later, name).casefold()
        for name in CONDITIONS
    )
