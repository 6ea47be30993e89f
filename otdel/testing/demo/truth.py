"""What is true about the demo company and stands in none of its files: what each channel adds, how late, and when.

Money is in hryvnias. A channel's effect on weekly margin is `ceiling * x / (x + half)`, where x is its weekly spend
after a carry-over: each day keeps `carry` of the day before. The effect is what would not come without the channel.
What a click or a platform claims is another matter: `claims` says how much of base demand each channel's tags catch.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

WEEKS = 130
DAYS = WEEKS * 7

SEARCH = "Google Search"
META = "Meta"
MARKETPLACES = "Marketplaces"
CONTENT = "SEO and content"
AFFILIATES = "Affiliates"
YOUTUBE = "YouTube"
EMAIL = "Email and SMS"


@dataclass(frozen=True, slots=True)
class ChannelTruth:
    """One channel: weekly spend now, the response of weekly margin, carry-over a day, and what its tags show."""

    name: str
    weekly_spend: float  # at the end of the history, before season and noise
    ceiling: float  # weekly margin it could add at unlimited spend
    half: float  # weekly spend at which half the ceiling is reached
    carry: float  # share of a day's pressure that is still there the next day
    traced: float  # share of its own sales that carry its tag
    claims: float  # share of base sales that carry its tag though it did not cause them
    firms: float  # share of its effect that comes as deals with firms

    def weekly_margin(self, pressure: float) -> float:
        """Margin a week at a steady `pressure`, weekly spend after carry-over."""
        return self.ceiling * pressure / (pressure + self.half) if pressure > 0 else 0.0

    def back(self, spend: float) -> float:
        """Margin for each hryvnia at a steady weekly `spend`. Raises ZeroDivisionError for no spend."""
        return self.weekly_margin(spend) / spend

    def next_back(self, spend: float) -> float:
        """Margin the next hryvnia adds at a steady weekly `spend`."""
        return self.ceiling * self.half / (spend + self.half) ** 2


CHANNELS = (
    ChannelTruth(SEARCH, 93_000, 383_000, 194_600, 0.55, 0.80, 0.09, 0.12),
    ChannelTruth(META, 74_000, 154_000, 84_000, 0.70, 0.62, 0.02, 0.14),
    ChannelTruth(MARKETPLACES, 34_000, 190_000, 83_000, 0.35, 0.92, 0.01, 0.0),
    ChannelTruth(CONTENT, 27_000, 370_000, 228_000, 0.93, 0.40, 0.03, 0.25),
    ChannelTruth(AFFILIATES, 25_000, 150_000, 133_000, 0.40, 0.0, 0.0, 0.0),
    ChannelTruth(YOUTUBE, 16_000, 45_000, 48_000, 0.85, 0.12, 0.0, 0.0),
    ChannelTruth(EMAIL, 11_000, 105_000, 23_000, 0.30, 0.93, 0.03, 0.0),
)
BY_NAME = {channel.name: channel for channel in CHANNELS}

SILENT = 0.08  # of sales without a channel's tag: nothing is known of the visit; the rest is known to be direct

BASE_WEEKLY_MARGIN = 265_000.0  # at the end of the history, before season, with no marketing at all
BASE_FIRMS = 0.15  # share of it that comes as deals with firms
BASE_GROWTH = 0.72  # what it was 130 weeks ago, as a share of what it is now
SPEND_GROWTH = 0.62  # the same for spend

SEASON = (1.14, 1.06, 0.98, 1.02, 1.05, 0.90, 0.84, 0.87, 0.97, 1.06, 1.12, 1.22)  # January to December, demand
SPEND_SEASON = (1.00, 0.98, 0.99, 1.04, 1.03, 0.92, 0.88, 0.90, 0.98, 1.00, 1.00, 1.08)  # January to December
WEEKDAY = (1.08, 1.04, 1.02, 1.00, 0.98, 0.90, 0.98)  # Monday to Sunday, demand
BLACK_FRIDAY = {-4: 1.2, -3: 1.25, -2: 1.35, -1: 1.6, 0: 2.7, 1: 2.1, 2: 1.8, 3: 1.9}  # days from it, demand

FIRM_WIN_RATE = 0.16
FIRM_LAG_DAYS = (7, 55)  # from a firm's question to a deal won, evenly
RETURN_SHARE = 0.075  # of shop orders
RETURN_LAG_DAYS = (14, 35)  # from order to refund, evenly
ON_DELIVERY = 0.55  # of shop orders are paid when the parcel is taken
DELIVERY_DAYS = (2, 16)  # from order to that money, evenly

WASTED = "Broad interests — video views"  # leads by the hundred, almost no deals
WASTED_WIN_RATE = 0.004


@dataclass(frozen=True, slots=True)
class Day:
    """What truly happened on one day, in margin: base demand and each channel's own effect."""

    day: date
    base: float
    effects: dict[str, float]
    spend: dict[str, float]


def as_plain(days: list[Day]) -> dict[str, Any]:
    """Everything known to be true, ready for JSON: the constants above and the series by day."""
    return {
        "channels": [
            asdict(one) | {"back_now": one.back(one.weekly_spend), "next_back_now": one.next_back(one.weekly_spend)}
            for one in CHANNELS
        ],
        "base": {"weekly_margin": BASE_WEEKLY_MARGIN, "growth_from": BASE_GROWTH},
        "season": {"months": SEASON, "weekdays": WEEKDAY, "black_friday": BLACK_FRIDAY},
        "lags": {"firm_deal_days": FIRM_LAG_DAYS, "refund_days": RETURN_LAG_DAYS},
        "firms": {"win_rate": FIRM_WIN_RATE, "wasted_campaign": WASTED, "wasted_win_rate": WASTED_WIN_RATE},
        "returns": {"share_of_orders": RETURN_SHARE},
        "days": [asdict(one) | {"day": one.day.isoformat()} for one in days],
    }
