"""Bitrix24: headers of its lists in Russian, Ukrainian and English, and field names of its replies."""

from __future__ import annotations

from otdel.connectors.columns import Draft, Evidence, Field, Refusal, find, report
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.connectors.crm.fields import COST_FIELD, ORIGIN_FIELDS
from otdel.connectors.crm.hooks import finish_deals, read_landing, settle_statuses
from otdel.kit.facts import DEALS, LEADS, Kind
from otdel.kit.reason import Reason

STAGE = ("STAGE_ID", "stageId", "Стадия сделки", "Стадия", "Стадія угоди", "Стадія", "Deal stage", "Stage")
STATUS = ("STATUS_ID", "Статус", "Стадия лида", "Статус лида", "Стадія ліда", "Статус ліда", "Lead status", "Status")
MONEY = ("OPPORTUNITY", "opportunity", "Сумма", "Сума", "Amount", "Total", "Deal amount", "Income")
CREATED = ("DATE_CREATE", "createdTime", "Дата создания", "Дата створення", "Created on", "Created", "Date created")
CLOSES = (
    "CLOSEDATE",
    "closedate",
    "DATE_CLOSED",
    "Дата завершения",
    "Предполагаемая дата закрытия",
    "Дата завершення",
    "Передбачувана дата закриття",
    "Expected close date",
    "End date",
    "Close date",
)
CLOSED = ("CLOSED", "closed", "Сделка закрыта", "Угода закрита", "Deal closed", "Closed")
SOURCE = ("SOURCE_ID", "sourceId", "Источник", "Джерело", "Source")
OWNER = ("ASSIGNED_BY_ID", "assignedById", "Ответственный", "Відповідальний", "Responsible person", "Responsible")
LEAD = ("LEAD_ID", "leadId", "ID лида", "Лид: ID", "Лид", "Лід", "Lead")
SEMANTIC = {"S": "won", "F": "lost", "P": "open"}

COMMON = (
    Field("created_at", CREATED),
    Field("owner", OWNER),
    Field("origin", SOURCE),
    *ORIGIN_FIELDS,
)
SIGNS = (
    "STAGE_SEMANTIC_ID",
    "STATUS_SEMANTIC_ID",
    "STAGE_ID",
    "OPPORTUNITY",
    "ASSIGNED_BY_ID",
    "IS_MANUAL_OPPORTUNITY",
    "CATEGORY_ID",
    "SOURCE_DESCRIPTION",
    "Дополнительно об источнике",
    "Сделка закрыта",
    "Доступна для всех",
    "Доступен для всех",
    "Стадия сделки",
    "Название лида",
    "Кем создана",
    "Кем создан",
    "Угода закрита",
    "Додатково про джерело",
    "Доступна для всіх",
    "Deal closed",
    "Source information",
    "Available to everyone",
)


def _finish_leads(draft: Draft) -> None:
    settle_statuses(draft)
    read_landing(draft)


def _ask_for_fields(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    raise Refusal(Reason.of("bitrix24_fields_missing", found=", ".join(sheet.header[:8])))


def _bare() -> Report:
    """A reply whose records carry a title and no stage: neither a deal nor a lead can be told from it."""
    refusing = report(
        "bitrix24.titles",
        "Bitrix24: records without stages",
        LEADS,
        fields=(),
        evidence=Evidence(needs=(("ID",), ("TITLE",)), shuns=("STAGE_ID", "STATUS_ID", "idBoard"), base=0.6),
        reshape=_ask_for_fields,
    )

    def fits(sheet: Sheet) -> float:
        in_reply = sheet.header_row == 0  # tables of a JSON reply have no header row
        return refusing.fits(sheet) if in_reply and find(sheet.header, ("stageId",)) is None else 0.0

    return Report(refusing.name, refusing.source, refusing.title, LEADS, fits, refusing.build)


REPORTS = (
    report(
        "bitrix24.deals",
        "Bitrix24: deals",
        DEALS,
        fields=(
            Field("deal_id", ("ID", "id")),
            Field("lead_id", LEAD),
            Field("customer", ("CONTACT_ID", "contactId")),
            Field("closed_at", CLOSES),
            Field("stage", STAGE),
            Field("semantic", ("STAGE_SEMANTIC_ID", "stageSemanticId"), kind=Kind.TEXT, words=SEMANTIC),
            Field("closed", CLOSED, kind=Kind.TEXT),
            COST_FIELD,
            Field("revenue", MONEY),
            Field("currency", ("CURRENCY_ID", "currencyId", "Валюта", "Currency")),
            *COMMON,
        ),
        evidence=Evidence(needs=(("ID",), STAGE, MONEY), signs=SIGNS, shuns=("Бюджет", "Deal Name"), base=0.4),
        finish=finish_deals,
    ),
    report(
        "bitrix24.leads",
        "Bitrix24: leads",
        LEADS,
        fields=(
            Field("lead_id", ("ID", "id")),
            Field("stage", STATUS),
            Field("semantic", ("STATUS_SEMANTIC_ID",), kind=Kind.TEXT, words=SEMANTIC),
            *COMMON,
        ),
        evidence=Evidence(needs=(("ID",), STATUS, CREATED, SOURCE), signs=SIGNS, shuns=STAGE[:4], base=0.4),
        finish=_finish_leads,
    ),
    _bare(),
)
