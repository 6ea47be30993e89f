"""Real daily series from public sets: what was sold, ordered and asked for, by day, without gaps.

Each set is read where it lies and skipped visibly where it is absent; nothing of it is kept.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sale = tuple[str, date, float]  # series, day, amount
LARGEST_GROUPS = 12
COUNTRIES = {"retail": "GB", "cdnow": "US", "geolift": "US", "markets": "US"}  # by the first word of a name


@dataclass(frozen=True, eq=False)
class Series:
    """`values` [n] by day from `start`, without gaps."""

    name: str
    start: date
    values: Floats

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.start + timedelta(days=len(self.values))


def daily(sets: Path) -> list[Series]:
    """Every series of every set that is there, in a fixed order."""
    return [series for name, read in SETS.items() if (sets / name).is_dir() for series in read(sets / name)]


def missing(sets: Path) -> list[str]:
    return [name for name in SETS if not (sets / name).is_dir()]


def _online_retail(folder: Path) -> Iterator[Series]:
    rows = list(csv.DictReader((folder / "OnlineRetail.csv").open(encoding="utf-8", errors="replace")))

    def sales() -> Iterator[Sale]:
        for row in rows:
            day = datetime.strptime(row["InvoiceDate"], "%m/%d/%Y %H:%M").date()  # noqa: DTZ007
            amount = float(row["Quantity"]) * float(row["UnitPrice"])
            yield "all revenue", day, amount
            yield "all lines", day, 1.0
            yield f"{row['Country']} revenue", day, amount

    yield from _series("retail", sales(), least_days=150)


def _cdnow(folder: Path) -> Iterator[Series]:
    def sales() -> Iterator[Sale]:
        for line in (folder / "CDNOW_master.txt").read_text().splitlines():
            parts = line.split()
            if len(parts) != 4 or not parts[0].isdigit():
                continue
            day, value = datetime.strptime(parts[1], "%Y%m%d").date(), float(parts[3])  # noqa: DTZ007
            yield "value", day, value
            yield "orders", day, 1.0
            yield f"value of tenth {int(parts[0]) % 10}", day, value

    yield from _series("cdnow", sales())


def _olist(folder: Path) -> Iterator[Series]:
    orders = csv.DictReader((folder / "olist_orders_dataset.csv").open(encoding="utf-8"))
    leads = csv.DictReader((folder / "olist_marketing_qualified_leads_dataset.csv").open(encoding="utf-8"))

    def counts() -> Iterator[Sale]:
        for row in orders:
            yield "orders", american(row["order_purchase_timestamp"]), 1.0
        for row in leads:
            day = american(row["first_contact_date"])
            yield "leads", day, 1.0
            yield f"leads {row['origin'] or 'unknown'}", day, 1.0

    yield from _series("olist", counts())


def american(text: str) -> date:
    return datetime.strptime(text.split(" ")[0], "%m/%d/%Y").date()  # noqa: DTZ007


def _geolift(folder: Path) -> Iterator[Series]:
    def sales() -> Iterator[Sale]:
        for row in csv.DictReader((folder / "GeoLift_PreTest.csv").open()):
            yield f"pre {row['location']}", date.fromisoformat(row["date"]), float(row["Y"])
        for row in csv.DictReader((folder / "data_positiveGLv1.csv").open(encoding="utf-8-sig")):
            day = datetime.strptime(row["date"], "%d/%m/%y").date()  # noqa: DTZ007
            yield f"positive {row['location']}", day, float(row["Y"])

    yield from _series("geolift", sales(), largest=40)


def _matched_markets(folder: Path) -> Iterator[Series]:
    def sales() -> Iterator[Sale]:
        for row in csv.DictReader((folder / "salesandcost.csv").open()):
            yield f"geo {row['geo']}", date.fromisoformat(row["date"]), float(row["sales"])

    yield from _series("markets", sales(), largest=40)


SETS: dict[str, Callable[[Path], Iterable[Series]]] = {
    "online_retail_sample": _online_retail,
    "cdnow": _cdnow,
    "olist": _olist,
    "geolift": _geolift,
    "geo_matched_markets": _matched_markets,
}


def _series(
    prefix: str, sales: Iterable[Sale], *, least_days: int = 0, largest: int = LARGEST_GROUPS
) -> Iterator[Series]:
    """Sums by day of the largest groups; a group counts when it sold on at least so many days."""
    sums: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for name, day, amount in sales:
        sums[name][day] += amount
    chosen = sorted((name for name, days in sums.items() if len(days) > least_days), key=lambda name: -len(sums[name]))
    for name in chosen[:largest]:
        days = sums[name]
        first, last = min(days), max(days)
        values = [days.get(first + timedelta(days=step), 0.0) for step in range((last - first).days + 1)]
        yield Series(f"{prefix} {name}", first, np.array(values))
