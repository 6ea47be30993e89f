"""Channel rules: which channel an origin belongs to. Ordered, editable, over the standard grouping of GA4.

The standard grouping follows Google's published definition of GA4's default channel group
(support.google.com/analytics/answer/9756891), with rules for spend of ad systems put before it. A rule's condition
is `word` for an exact match, `*word*` with stars for anything, `/expression/` for a regular expression, in any letter
case; an empty condition matches anything, and `-` matches only what is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

UNMAPPED = "unmapped"  # there is an origin and no rule knows it
UNKNOWN = "unknown"  # there is no origin at all
DIRECT = "direct"
DEPARTMENT = "department"  # what people and tools of the department itself cost

CONDITIONS = ("source", "utm_source", "utm_medium", "campaign", "campaign_type", "click_id", "origin")
NOTHING = frozenset(
    {"", "(none)", "(not set)", "(not provided)", "unknown", "null", "none", "-", "--", "n/a", "na", "nan"}
)


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
    return _matching(pattern(condition))


def _matching(compiled: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: compiled.fullmatch(text.strip()) is not None


def pattern(condition: str) -> re.Pattern[str]:
    """The regular expression a condition stands for. Raises ValueError with what is wrong in it."""
    if condition == "-":
        return re.compile("")
    if len(condition) > 2 and condition.startswith("/") and condition.endswith("/"):
        try:
            return re.compile(f".*(?:{condition[1:-1]}).*", re.IGNORECASE | re.DOTALL)
        except re.error as error:
            raise ValueError(f"{condition}: {error}") from error
    words = ".*".join(re.escape(part) for part in condition.split("*"))
    return re.compile(words, re.IGNORECASE | re.DOTALL)


def channel_of(origin: Origin, rules: Sequence[ChannelRule]) -> str:
    """The channel of the first rule that fits; UNKNOWN for a silent origin, UNMAPPED when no rule fits."""
    for rule in rules:
        if rule.fits(origin):
            return rule.channel
    return UNKNOWN if origin.silent else UNMAPPED


@dataclass(frozen=True, slots=True)
class Weighed:
    """An origin with what it carries: money spent, deals won and their revenue."""

    origin: Origin
    spend: Decimal = Decimal(0)
    deals: int = 0
    revenue: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Move:
    """What a change of rules carries from one channel to another."""

    before: str
    after: str
    origins: int
    spend: Decimal
    deals: int
    revenue: Decimal


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
