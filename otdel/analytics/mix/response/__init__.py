"""What a channel's spend brings: over time, held steady, per 1 so far and for the next 1."""

from otdel.analytics.mix.response.channel import (
    RECENT_WEEKS,
    Best,
    ComesBack,
    Response,
    Tried,
    best,
    comes_back,
    next_back,
    recent_spend,
    response,
    responses,
    steady,
)
from otdel.analytics.mix.response.ranges import Band, Days, Range
from otdel.analytics.mix.response.series import Contributions, back, contributions, effects, next_back_as_spent

__all__ = [
    "RECENT_WEEKS",
    "Band",
    "Best",
    "ComesBack",
    "Contributions",
    "Days",
    "Range",
    "Response",
    "Tried",
    "back",
    "best",
    "comes_back",
    "contributions",
    "effects",
    "next_back",
    "next_back_as_spent",
    "recent_spend",
    "response",
    "responses",
    "steady",
]
