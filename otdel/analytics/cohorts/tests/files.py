"""The public ledgers as purchases, read the way anybody would, without Otdel's own reading."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from otdel.analytics.cohorts.shapes import Purchases
from otdel.testing.shared import shared

MARCH_97, JUNE_98 = 1997 * 12 + 2, 1998 * 12 + 5
JANUARY_11, NOVEMBER_11 = 2011 * 12, 2011 * 12 + 10


def cdnow() -> pd.DataFrame:
    path = shared("data/sets/cdnow/CDNOW_master.txt")
    names = ["customer", "date", "discs", "value"]
    found = pd.read_csv(path, sep=r"\s+", names=names, skiprows=1, dtype={"customer": str, "date": str})
    found["date"] = pd.to_datetime(found["date"])
    return found


def online_retail() -> pd.DataFrame:
    found = pd.read_csv(shared("data/sets/online_retail_sample/OnlineRetail.csv"))
    found["date"] = pd.to_datetime(found["InvoiceDate"])
    found["value"] = found["Quantity"] * found["UnitPrice"]
    found["customer"] = found["CustomerID"]
    kept: pd.DataFrame = found[found["customer"] != "(blank)"]
    return kept


def purchases(found: pd.DataFrame) -> Purchases:
    days = (found["date"].dt.normalize() - pd.Timestamp("1970-01-01")).dt.days
    codes: Any = pd.factorize(found["customer"])[0]
    nothing = np.zeros(len(found), dtype=np.int64)
    return Purchases(codes.astype(np.int64), days.to_numpy(np.int64), found["value"].to_numpy(float), nothing)
