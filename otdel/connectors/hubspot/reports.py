"""HubSpot: headers of deals and contacts."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, report
from otdel.connectors.crm.fields import COST_FIELD, ORIGIN_FIELDS
from otdel.connectors.crm.hooks import YES, finish_deals, plain, read_landing
from otdel.kit.facts import DEALS, LEADS, Kind

CREATED = ("Create Date", "Created Date", "property_createdate", "createdate", "Дата создания", "Дата створення")
SOURCE = (
    "Original Traffic Source",
    "Original Source",
    "Original Source Type",
    "property_hs_analytics_source",
    "Latest Traffic Source",
    "Исходный источник трафика",
    "Первоначальный источник",
)
DELETED = Field("deleted", ("is_deleted", "_fivetran_deleted"), kind=Kind.TEXT)

# What a contact has become, in HubSpot's own words.
LIFECYCLE = {
    "subscriber": "open",
    "lead": "open",
    "marketing qualified lead": "qualified",
    "marketingqualifiedlead": "qualified",
    "sales qualified lead": "qualified",
    "salesqualifiedlead": "qualified",
    "opportunity": "qualified",
    "customer": "won",
    "evangelist": "won",
}


def _drop_deleted(draft: Draft) -> None:
    flags = draft.columns.pop("deleted", None)
    if flags is not None:
        draft.set_aside(pc.equal(pc.utf8_lower(plain(flags)), "true"), draft.headers["deleted"], "record_deleted")


def _first_contact(draft: Draft) -> None:
    """A deal with several contacts names them as 12;34: it grew from the first."""
    if "lead_id" in draft.columns:
        draft.columns["lead_id"] = pc.replace_substring_regex(plain(draft.columns["lead_id"]), r"[;,].*$", "")


def _flags(draft: Draft) -> None:
    """ "Is Closed Won" and "Is Closed Lost" say what the words of a stage may not."""
    won, lost = draft.columns.pop("is_won", None), draft.columns.pop("is_lost", None)
    if won is None:
        return
    said = pc.if_else(_yes(won), "won", "")
    if lost is not None:
        said = pc.if_else(_yes(lost), "lost", pc.if_else(pc.equal(said, ""), "open", said))
    draft.columns["semantic"] = said


def _yes(flags: object) -> object:
    return pc.is_in(pc.utf8_lower(plain(flags)), YES)


def _finish_deals(draft: Draft) -> None:
    _drop_deleted(draft)
    _flags(draft)
    _first_contact(draft)
    finish_deals(draft)


def _finish_contacts(draft: Draft) -> None:
    _drop_deleted(draft)
    read_landing(draft)


REPORTS = (
    report(
        "hubspot.deals",
        "HubSpot: deals",
        DEALS,
        fields=(
            Field("deal_id", ("Record ID", "Deal ID", "deal_id", "hs_object_id")),
            Field("lead_id", ("Associated Contact IDs", "Associated Contact ID")),
            Field("customer", ("Primary Associated Company ID", "Associated Company IDs")),
            Field("created_at", CREATED),
            Field("closed_at", ("Close Date", "property_closedate", "closedate", "Дата закрытия", "Дата закриття")),
            Field("stage", ("Deal Stage", "deal_pipeline_stage_id", "dealstage", "Этап сделки", "Етап угоди")),
            Field("owner", ("Deal owner", "Owner")),
            COST_FIELD,
            Field("revenue", ("Amount", "property_amount", "Amount in company currency", "Сумма", "Сума")),
            Field("currency", ("Currency", "deal_currency_code", "Валюта")),
            Field("origin", SOURCE),
            Field("is_won", ("Is Closed Won",), kind=Kind.TEXT),
            Field("is_lost", ("Is Closed Lost",), kind=Kind.TEXT),
            Field("closed", ("Is Deal Closed?", "Is closed", "hs_is_closed"), kind=Kind.TEXT),
            DELETED,
            *ORIGIN_FIELDS,
        ),
        evidence=Evidence(
            needs=(
                ("Record ID", "Deal ID", "deal_id"),
                ("Deal Stage", "deal_pipeline_stage_id", "dealstage"),
                ("Amount", "property_amount", "Close Date", "property_closedate"),
            ),
            signs=("Deal Name", "property_dealname", "Deal owner", "Pipeline", "deal_pipeline_id", "Record ID"),
            base=0.4,
        ),
        finish=_finish_deals,
    ),
    report(
        "hubspot.contacts",
        "HubSpot: contacts",
        LEADS,
        fields=(
            Field("lead_id", ("Record ID", "Contact ID", "id", "hs_object_id")),
            Field("created_at", CREATED),
            Field("status", ("Lifecycle Stage", "property_lifecyclestage"), words=LIFECYCLE),
            Field("stage", ("Lead Status", "property_hs_lead_status")),
            Field("owner", ("Contact owner",)),
            Field("origin", SOURCE),
            DELETED,
            *ORIGIN_FIELDS,
        ),
        evidence=Evidence(
            needs=(("Record ID", "Contact ID", "id"), CREATED, ("Email", "property_email")),
            signs=("Lifecycle Stage", "Lead Status", "Contact owner", "property_firstname", "First Name"),
            shuns=("Deal Stage",),
            base=0.4,
        ),
        finish=_finish_contacts,
    ),
)
