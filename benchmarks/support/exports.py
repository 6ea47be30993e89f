"""Export files of the benchmarks, written as the systems write them, from a fixed seed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST = date(2023, 4, 1)
DAILY = ("Day", "Account name", "Campaign", "Campaign ID", "Campaign type", "Ad group", "Currency code", "Cost")
HEADER = (*DAILY, "Impr.", "Clicks", "Conversions", "Conv. value")
ADS_MANAGER = (
    "Campaign name",
    "Day",
    "Campaign ID",
    "Impressions",
    "Link clicks",
    "Reporting starts",
    "Reporting ends",
)
DEALS = ("Record ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Create Date", "Close Date", "utm_campaign")


def google_ads(path: Path, *, days: int, campaigns: int, groups: int, currency: str = "EUR") -> Path:
    """An ad-group report by day: days x campaigns x groups rows."""
    chance = Random(7)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        last = FIRST + timedelta(days=days - 1)
        file.write(f'Ad group report\n"{FIRST:%B %-d, %Y} - {last:%B %-d, %Y}"\n')
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(HEADER)
        for day in _days(days):
            for campaign in range(campaigns):
                name = (day, "Lumen Home", f"Search | Campaign {campaign} | UA", 9_000_000 + campaign, "Search")
                for group in range(groups):
                    clicks = int(chance.random() * 40)
                    cents = clicks * (20 + int(chance.random() * 180))
                    money = f"{cents // 100}.{cents % 100:02d}"
                    claimed = (clicks * 31, clicks, f"{clicks % 3}.00", f"{clicks % 3 * 45}.50")
                    sheet.writerow((*name, f"Ad group {group}", currency, money, *claimed))
    return path


def meta(path: Path, *, days: int, campaigns: int, currency: str = "EUR") -> Path:
    """A campaign report by day, as Ads Manager exports it."""
    chance = Random(8)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow((*ADS_MANAGER, f"Amount spent ({currency})"))
        for day in _days(days):
            for campaign in range(campaigns):
                spent = f"{chance.random() * 90:.2f}"
                sheet.writerow((f"Prospecting {campaign}", day, 12_000_000 + campaign, 4100, 77, day, day, spent))
    return path


def hubspot(path: Path, *, deals: int, currency: str = "EUR") -> Path:
    """Deals, half of them won, with the tag their contacts came with."""
    chance = Random(9)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(DEALS)
        for n in range(deals):
            opened = FIRST + timedelta(days=int(chance.random() * 300))
            closed = opened + timedelta(days=int(chance.random() * 30))
            stage = "Closed Won" if chance.random() < 0.5 else "Closed Lost"
            money = (f"{100 + chance.random() * 900:.2f}", currency)
            when = (f"{opened} 10:00", f"{closed} 12:00")
            sheet.writerow((50_000 + n, f"Deal {n}", stage, *money, *when, f"Prospecting {n % 5}"))
    return path


def _days(days: int) -> Iterator[str]:
    return ((FIRST + timedelta(days=n)).isoformat() for n in range(days))
