"""Months of sales that come late: real orders with their real delays, and real amounts with made delays.

A sale counts for the day of its order and is known from the day it was delivered, or won. Delays are made where a set
has none: paid within two weeks; paid within three months; the largest sales last. Asked after 0, 10, 20 and 28 days.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support.forecast_sets import Floats, american
from otdel.analytics.forecast.components import DAYS
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.scores import brier, crps, reliability
from otdel.forecasting.rules.ripening import Sales, ripened
from otdel.forecasting.rules.unfinished import endings, lifted, one_of

KNOWN_DAYS = (0, 10, 20, 28)
PLANS = (0.7, 0.85, 1.0, 1.15, 1.3)
LEAST_DAYS = 120
DELAYS = ("short", "long", "large ones last")
PARTS = 5


@dataclass(frozen=True, eq=False)
class Late:
    """Sales of one shop, of days [first, until) by ordinal."""

    name: str
    sales: Sales
    first: int
    until: int


def shops(sets: Path) -> list[Late]:
    """Of every set that is there, in a fixed order."""
    return [*_delivered(sets / "olist"), *_cdnow(sets / "cdnow"), *_retail(sets / "online_retail_sample")]


def _delivered(folder: Path) -> Iterator[Late]:
    if not folder.is_dir():
        return
    first, until = date(2017, 1, 1).toordinal(), date(2018, 8, 20).toordinal()
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in csv.DictReader((folder / "olist_orders_dataset.csv").open(encoding="utf-8")):
        if row["order_status"] != "delivered" or not row["order_delivered_customer_date"]:
            continue
        day, known = (
            american(row[name]).toordinal() for name in ("order_purchase_timestamp", "order_delivered_customer_date")
        )
        if first <= day < until and day <= known:
            found["all"].append((day, known))
            found[f"part {int(row['order_id'][:6], 16) % PARTS}"].append((day, known))
    for name, rows in sorted(found.items()):
        day_of, known_of = np.array(rows).T
        yield Late(f"delivered {name}", Sales(day_of, known_of, np.ones(len(rows))), first, until)


def _cdnow(folder: Path) -> Iterator[Late]:
    if not folder.is_dir():
        return
    first, until = date(1997, 4, 1).toordinal(), date(1998, 7, 1).toordinal()
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for line in (folder / "CDNOW_master.txt").read_text().splitlines():
        parts = line.split()
        if len(parts) != 4 or not parts[0].isdigit():
            continue
        day = datetime.strptime(parts[1], "%Y%m%d").date().toordinal()  # noqa: DTZ007
        if first <= day < until:
            found["all"].append((day, float(parts[3])))
            found[f"tenth {int(parts[0]) % 10}"].append((day, float(parts[3])))
    yield from _made_late("cdnow", found, first, until)


def _retail(folder: Path) -> Iterator[Late]:
    if not folder.is_dir():
        return
    invoices: dict[tuple[str, int, int], float] = defaultdict(float)
    for row in csv.DictReader((folder / "OnlineRetail.csv").open(encoding="utf-8", errors="replace")):
        amount = float(row["Quantity"]) * float(row["UnitPrice"])
        if amount > 0:
            day = datetime.strptime(row["InvoiceDate"], "%m/%d/%Y %H:%M").date().toordinal()  # noqa: DTZ007
            last = row["CustomerID"][-4:]
            invoices[row["InvoiceNo"], day, int(last) % PARTS if last.isdigit() else 0] += amount
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (_number, day, part), amount in invoices.items():
        found["all"].append((day, amount))
        found[f"part {part}"].append((day, amount))
    days = [day for _number, day, _part in invoices]
    yield from _made_late("retail", found, min(days), max(days) + 1)


def _made_late(name: str, found: dict[str, list[tuple[int, float]]], first: int, until: int) -> Iterator[Late]:
    for place, (part, rows) in enumerate(sorted(found.items())):
        day = np.array([one for one, _ in rows])
        amount = np.array([one for _, one in rows])
        for number, kind in enumerate(DELAYS):
            delay = _delay(amount, np.random.default_rng((place, number)), kind)
            yield Late(f"{name} {part}, {kind}", Sales(day, day + delay, amount), first, until)


def _delay(amount: Floats, made: np.random.Generator, kind: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    count = len(amount)
    soon, weeks = made.random(count), made.integers(1, 15, count)
    if kind == "short":
        return np.where(soon < 0.6, 0, weeks)
    if kind == "long":
        slow = np.clip(made.lognormal(2.5, 0.7, count), 0, 100).astype(int)
        return np.where(soon < 0.3, made.geometric(0.3, count) - 1, slow)
    rank = np.argsort(np.argsort(amount + made.random(count) * 1e-6)) / count
    slow = np.clip(made.lognormal(3, 0.5, count), 0, 90).astype(int)
    return np.where(rank > 0.93, slow, np.where(soon < 0.5, 0, weeks))


def measured(every: list[Late], draws: int = 400) -> dict[str, Any]:
    """Ranges and odds of the whole month, as it came to when everything was in."""
    rows, odds = [], []
    for late in every:
        for start, end in _months(late):
            sales = late.sales
            came = float(sales.amount[(sales.day >= start) & (sales.day < end)].sum())
            before = (sales.day >= start - 120) & (sales.day < start - 29)
            usual = float(sales.amount[before].sum()) / 91 * (end - start)
            for day in (start + known for known in KNOWN_DAYS if start + known < end):
                totals = _totals(late, start, day, end, draws)
                low95, low, high, high95 = np.quantile(totals, [0.025, 0.1, 0.9, 0.975])
                error = float(crps(totals, np.array(came))) / max(usual, 1e-9)
                rows.append((day - start, low <= came <= high, low95 <= came <= high95, error))
                odds += [
                    (float((totals >= share * usual).sum() + 0.5) / (draws + 1), float(came >= share * usual))
                    for share in PLANS
                ]
    return _told(np.array(rows, dtype=float), np.array(odds))


def _months(late: Late) -> Iterator[tuple[int, int]]:
    first = date.fromordinal(late.first + LEAST_DAYS + 30).replace(day=1)
    while True:
        following = (first + timedelta(days=32)).replace(day=1)
        if following.toordinal() > late.until:
            return
        yield first.toordinal(), following.toordinal()
        first = following


def _totals(late: Late, start: int, day: int, end: int, draws: int) -> Floats:
    ripe = ripened(late.sales, late.first, day, day)
    coming = endings(late.sales, late.first, day, day, draws, 1)
    coming = coming * ripe.due[len(ripe.due) - coming.shape[1] :]
    paths = imagine(one_of(ripe.known, ripe.due, coming), DAYS, end - day, draws=draws, seed=1).paths
    ahead = lifted(paths, coming, ripe.known, ripe.due)
    inside = np.arange(day - coming.shape[1], day) >= start
    known = float(ripe.known[start - late.first :].sum())
    return np.asarray(known + coming[:, inside].sum(axis=1) + ahead.sum(axis=1))


def _told(rows: Floats, odds: Floats) -> dict[str, Any]:
    return {
        "cases": len(rows),
        "brier": round(brier(odds[:, 0], odds[:, 1]), 4),
        "ece": round(reliability(odds[:, 0], odds[:, 1]).error, 4),
        "inside_80": round(float(rows[:, 1].mean()), 3),
        "inside_95": round(float(rows[:, 2].mean()), 3),
        "crps_share": round(float(rows[:, 3].mean()), 4),
        **{
            f"inside_80_{known}_days_known": round(float(rows[rows[:, 0] == known, 1].mean()), 3)
            for known in KNOWN_DAYS
        },
    }
