"""What answers about the mix model share: reasons with their sentence, ranges, and why something is done."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from otdel.evidence.queries.mix_plain import Spread
from otdel.kit.reason import Reason
from otdel.web import reasons


class ReasonOut(Schema):
    """A code with its values, and its sentence in the language of whoever asks."""

    code: str
    said: str
    values: dict[str, str | int | bool | None]


class SpreadOut(Schema):
    """8 times in 10 between `low` and `high`, 5 in 10 between `lower` and `upper`."""

    low: float
    lower: float
    middle: float
    upper: float
    high: float


class WhyIn(Schema):
    why: str = ""


def reason(found: Reason) -> ReasonOut:
    return ReasonOut(said=reasons.say(found), **found.plain())


def spread_out(spread: Spread) -> SpreadOut:
    low, lower, middle, upper, high = spread.plain()
    return SpreadOut(low=low, lower=lower, middle=middle, upper=upper, high=high)


def named(one: object, names: str) -> dict[str, Any]:
    """The attributes of these names."""
    return {name: getattr(one, name) for name in names.split()}
