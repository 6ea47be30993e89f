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
from otdel.analytics.mix.response.series import effects

__all__ = [
    "RECENT_WEEKS",
    "Band",
    "Best",
    "ComesBack",
    "Days",
    "Range",
    "Response",
    "Tried",
    "best",
    "comes_back",
    "effects",
    "next_back",
    "recent_spend",
    "response",
    "responses",
    "steady",
]
