"""PayPal: headers of the activity download. Payers' names and addresses are never read."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Evidence, Field, Metric, keep_rows, observations, text_column
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.kit.facts import Kind

STATUS = ("Status", "Состояние", "Статус")
DONE = r"(?i)^(completed|завершено|выполнено|виконано)$"


def _completed(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """Pending and denied payments moved no money."""
    status = text_column(sheet, *STATUS)
    return sheet if status is None else keep_rows(sheet, pc.match_substring_regex(status, DONE))


REPORTS = (
    observations(
        "paypal.activity",
        "PayPal: activity",
        breakdown="payment",
        subject=("Type", "Тип"),
        day=("Date", "Дата"),
        extra=(Field("currency", ("Currency", "Валюта"), kind=Kind.TEXT),),
        metrics=(
            Metric("gross", ("Gross", "Всего", "Брутто"), unit="currency"),
            Metric("fee", ("Fee", "Комиссия", "Комісія"), unit="currency"),
            Metric("net", ("Net", "Чистая сумма", "Нетто"), unit="currency"),
        ),
        evidence=Evidence(
            needs=(("Date", "Дата"), ("Gross", "Всего", "Брутто"), ("Fee", "Комиссия", "Комісія"), STATUS),
            signs=("Time zone", "TimeZone", "Receipt ID", "Balance", "Net"),
            base=0.4,
        ),
        reshape=_completed,
        adjust=add_up,
    ),
)
