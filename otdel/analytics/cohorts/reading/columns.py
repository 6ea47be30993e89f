"""Which column is what, by the names that shops, tills and CRMs give them in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from otdel.analytics.cohorts.checking import Finding, finding
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.columns import place_of
from otdel.analytics.mix.reading.days import column_of_days
from otdel.analytics.mix.reading.marks import without_mark

KNOWN = {
    "customer": "customerid customer customeruniqueid clientid client userid user buyerid buyer contactid contact "
    "email customeremail phone idклиента клиент покупатель idклієнта клієнт покупець",
    "margin": "margin grossmargin profit grossprofit contribution contributionmargin маржа прибыль прибуток",
    "value": "revenue amount value total sum sales ordervalue ordertotal totalprice paymentvalue dollarvalue "
    "totalamount paid turnover сумма сума выручка виручка оплачено итого разом",
    "quantity": "quantity qty количество колво кількість",
    "price": "unitprice price priceperunit цена ціна",
    "channel": "channel acquisitionchannel firstchannel source utmsource trafficsource channelgroup канал источник "
    "джерело",
    "currency": "currency currencycode валюта",
    "order": "orderid order ordernumber invoiceno invoice invoiceid transactionid receipt receiptid номерзаказа заказ "
    "номерзамовлення замовлення чек",
    "cost": "cost costs spend spent amount budget adspend marketingcost расход расходы затраты витрати бюджет сумма "
    "сума",
    "month": "month date period day cohort месяц дата период місяць період",
}  # fmt: skip
NOBODY = frozenset(
    {"", "-", "(blank)", "blank", "(not set)", "null", "none", "nan", "n/a", "na", "#n/a", "unknown", "guest", "гость"}
)


def found(table: Table, what: str) -> int | None:
    """The place of the first column with a known name, in the order of the names; a currency after it is no matter."""
    headers = [bare(text) for text in table.header]
    return next((headers.index(name) for name in KNOWN[what].split() if name in headers), None)


def named(table: Table, name: str) -> int | Finding:
    """The column somebody named."""
    place = place_of(table.header, name)
    return place if isinstance(place, int) else finding("no_column", column=name, known=shown(table), refuses=True)


def dates_of(table: Table, name: str) -> int | Finding:
    """The column of dates: the one named, else one called so, else the first that is full of days."""
    if name:
        return named(table, name)
    sample = [table.column(place)[:400] for place in range(len(table.header))]
    place = column_of_days(sample)
    return finding("no_dates", known=shown(table), refuses=True) if place is None else place


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", without_mark(text).casefold())


def shown(table: Table) -> str:
    return ", ".join(text for text in table.header if text)[:300]


def rows_of(cells: Sequence[str], table: Table) -> Iterator[tuple[str, int]]:
    """Cells with the line of the file each stands in."""
    return zip(cells, table.lines, strict=True)
