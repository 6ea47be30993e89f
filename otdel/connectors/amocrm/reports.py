"""amoCRM: headers of its deals in Russian, Ukrainian and English."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, find, report, with_cells
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.connectors.crm.fields import COST_FIELD, ORIGIN_FIELDS
from otdel.connectors.crm.hooks import finish_deals, leads_beside
from otdel.kit.facts import DEALS, Kind

STAGE = ("Этап сделки", "Статус сделки", "Етап угоди", "Lead status", "Lead stage", "Stage", "Pipeline stage")
PRICE = ("Бюджет", "Бюджет сделки", "Бюджет угоди", "Sale", "Sale value", "Lead value", "Price", "Budget")
CLOSED = ("Дата закрытия", "Дата закриття", "Closed at", "Date closed", "Closing date")
_STILL_OPEN = r"(?i)^\s*(не закрыта?|не закрит[аоий]+|not closed)\s*$"


def _open_has_no_date(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """An open deal says "not closed" where its closing date would stand."""
    place = find(sheet.header, CLOSED)
    if place is None:
        return sheet
    return with_cells(sheet, place, pc.replace_substring_regex(sheet.cells.column(place), _STILL_OPEN, ""))


def _finish(draft: Draft) -> None:
    finish_deals(draft)
    leads_beside(draft)


REPORTS = (
    report(
        "amocrm.deals",
        "amoCRM: deals",
        DEALS,
        fields=(
            Field("deal_id", ("ID",)),
            Field("created_at", ("Дата создания сделки", "Дата создания", "Дата створення угоди", "Created at")),
            Field("closed_at", CLOSED),
            Field("stage", STAGE),
            Field("owner", ("Ответственный", "Відповідальний", "Responsible user", "Lead responsible")),
            COST_FIELD,
            Field("revenue", PRICE),
            Field("currency", ("Валюта", "Currency")),
            Field("origin", ("Источник", "Источник сделки", "Джерело", "Lead source", "Source", "from")),
            Field(
                "email",
                ("Рабочий email", "Личный email", "Робочий email", "Work email", "Email"),
                kind=Kind.TEXT,
            ),
            *ORIGIN_FIELDS,
        ),
        evidence=Evidence(
            needs=(("ID",), STAGE, PRICE),
            signs=(
                "Название сделки",
                "Этап сделки",
                "Кем создана сделка",
                "Полное имя контакта",
                "Назва угоди",
                "Етап угоди",
                "Lead title",
                "Lead created by",
                "Pipeline",
                "Воронка",
            ),
            base=0.45,
        ),
        reshape=_open_has_no_date,
        finish=_finish,
    ),
)
