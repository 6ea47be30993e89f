"""Three ordinary exports of one small shop, as the systems write them: Google Ads, Meta Ads, and a table of deals."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

START = date(2026, 7, 1)
DAYS = 120
GOOGLE = {"Brand | Search": ("Search", 400, "1234567890"), "Sofas | PMax": ("Performance Max", 900, "2234567890")}
META = {"Sofas lookalike": 700, "Sale retargeting": 250}


def write(folder: Path, *, seed: int = 7) -> tuple[Path, Path, Path]:
    """google-ads.csv (with its preamble and total), meta.csv and deals.csv, the same for the same seed."""
    random = Random(seed)
    return _google(folder, random), _meta(folder, random), _deals(folder, random)


def _google(folder: Path, random: Random) -> Path:
    path, total = folder / "google-ads.csv", 0
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Campaign report"])
        out.writerow([f"{START:%B %-d, %Y} - {START + timedelta(days=DAYS - 1):%B %-d, %Y}"])
        names = ["Day", "Campaign ID", "Campaign", "Campaign type", "Currency code", "Cost", "Clicks", "Impr."]
        out.writerow([*names, "Conversions"])
        for offset in range(DAYS):
            for name, (kind, budget, id_) in GOOGLE.items():
                cost = budget * 100 + random.randrange(-9000, 9000)
                total += cost
                day = START + timedelta(days=offset)
                row = [day, id_, name, kind, "UAH", f"{cost / 100:.2f}"]
                out.writerow([*row, cost // 900, cost // 30, cost // 30000])
        out.writerow(["Total: Campaigns", "", "", "", "UAH", f"{total / 100:.2f}", "", "", ""])
    return path


def _meta(folder: Path, random: Random) -> Path:
    path = folder / "meta.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        names = ["Campaign name", "Day", "Reach", "Impressions", "Amount spent (UAH)", "Link clicks", "Purchases"]
        out.writerow([*names, "Reporting starts", "Reporting ends"])
        for offset in range(DAYS):
            for name, budget in META.items():
                cost = budget + random.randrange(-60, 60)
                day = START + timedelta(days=offset)
                out.writerow([name, day, cost * 9, cost * 21, f"{cost}.50", cost // 8, 1, day, day])
    return path


def _deals(folder: Path, random: Random) -> Path:
    """Brand sells well, PMax covers itself, lookalike sells little; retargeting leaves no trace; some lack origin."""
    path = folder / "deals.csv"
    origins = [
        (("google", "cpc", "brand_search"), 0.45),
        (("google", "cpc", "2234567890"), 0.30),
        (("facebook", "paid_social", "sofas-lookalike"), 0.10),
        (("google", "organic", ""), 0.05),
        (("", "", ""), 0.10),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        names = ["ID", "Created", "Closed", "Status", "Amount", "Cost of goods", "Currency", "Customer ID"]
        out.writerow([*names, "utm_source", "utm_medium", "utm_campaign"])
        for number in range(240):
            created = START + timedelta(days=number * DAYS // 240)
            closed = created + timedelta(days=random.choice((2, 5, 9, 14, 30)))
            tags = random.choices([tags for tags, _ in origins], [weight for _, weight in origins])[0]
            amount = random.randrange(900, 2600)
            won = closed < START + timedelta(days=DAYS)
            state = random.choices(("won", "lost"), (3, 1))[0] if won else "open"
            paid = closed if won else ""
            out.writerow(
                [f"D{number}", created, paid, state, amount, amount * 55 // 100, "UAH", f"C{number % 200}", *tags]
            )
    return path


PRESET = {
    "mapping": {
        "shape": "deals",
        "deal_id": "ID",
        "created_at": "Created",
        "paid_at": "Closed",
        "status": "Status",
        "revenue": "Amount",
        "variable_cost": "Cost of goods",
        "currency": "Currency",
        "customer": "Customer ID",
        "utm_source": "utm_source",
        "utm_medium": "utm_medium",
        "utm_campaign": "utm_campaign",
    }
}
