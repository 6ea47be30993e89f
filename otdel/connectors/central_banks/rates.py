"""Central-bank files as rates by day: one row a currency, or one column a currency."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, fold, keep_rows, report, text_column, wide_to_long
from otdel.connectors.columns.currency_codes import ISO_4217
from otdel.connectors.columns.numbers import AMOUNT
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import RATES, Kind

DAY = ("Дата", "Date", "exchangedate", "Курс на дату")
CODE = ("Код літерний", "Літерний код", "Буквенный код", "Букв. код", "Letter code", "cc")
UNITS = ("Кількість одиниць", "Единиц", "Количество единиц", "Номинал", "Number of units", "Units")
RATE = ("Офіційний курс гривні", "Офіційний курс", "Official hryvnia exchange rate", "Официальный курс", "Курс", "rate")
HRYVNIA = ("Офіційний курс гривні", "Official hryvnia exchange rate", "exchangedate")
ROUBLE = ("Номинал", "Единиц")


def listed(name: str, title: str, into: str, sign: tuple[str, ...]) -> Report:
    """A table with one row a currency, priced in `into` for 1, 10 or 100 units; `sign` tells whose table it is."""
    return report(
        name,
        title,
        RATES,
        fields=(
            Field("day", DAY),
            Field("currency", CODE),
            Field("rate", RATE),
            Field("units", UNITS, kind=Kind.AMOUNT),
        ),
        evidence=Evidence(needs=(DAY, CODE, RATE, sign), base=0.7),
        constants={"into": into},
        finish=for_one_unit,
    )


def for_one_unit(draft: Draft) -> None:
    """Divide by the units the table prices."""
    units = draft.columns.pop("units", None)
    if units is not None:
        pairs = zip(draft.columns["rate"].to_pylist(), units.to_pylist(), strict=True)
        draft.columns["rate"] = pa.array([_divided(rate, count) for rate, count in pairs], AMOUNT)
    draft.columns["currency"] = pc.utf8_upper(draft.columns["currency"])


def _divided(rate: Decimal | None, units: Decimal | None) -> Decimal | None:
    return None if rate is None else round(rate / (units or 1), 6)


def one_row_a_currency(reading: Reading, sheet: Sheet, hints: Hints) -> Sheet:
    """The ECB's table turned long; "N/A" and blank cells are days without a rate."""
    places = {place: head for place, head in enumerate(sheet.header) if head.strip() in ISO_4217}
    long = wide_to_long(sheet, places, "into", "units of it")
    said = text_column(long, "units of it")
    return keep_rows(long, pc.invert(pc.is_in(said, pa.array(["", "N/A", "-"]))))


def _ecb(sheet: Sheet) -> float:
    """The euro's reference rates have a date and a column for each of many currencies."""
    head = [one.strip() for one in sheet.header]
    currencies = sum(one in ISO_4217 for one in head)
    return 0.9 if head and fold(head[0]) == "date" and currencies >= 5 and "EUR" not in head else 0.0


REPORTS = (
    listed("nbu.rates", "National Bank of Ukraine: official rates", "UAH", HRYVNIA),
    listed("cbr.rates", "Bank of Russia: official rates", "RUB", ROUBLE),
    report(
        "ecb.rates",
        "European Central Bank: euro reference rates",
        RATES,
        fields=(Field("day", ("Date",)), Field("into", ("into",)), Field("rate", ("units of it",))),
        evidence=Evidence(needs=(("Date",),)),
        fits=_ecb,
        constants={"currency": "EUR"},
        reshape=one_row_a_currency,
    ),
)
