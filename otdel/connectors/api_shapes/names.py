"""Names beside ids: statistics of an API know campaigns by number, a history table in the same archive names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from otdel.connectors.columns import Evidence, Refusal, find, keep_rows, report, with_columns
from otdel.connectors.columns.fields import Reshape
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.kit.facts import OBSERVATIONS
from otdel.kit.reason import Reason

CHANGED = ("updated_at", "updated_time", "last_modified_time", "modified_time", "_fivetran_synced")
CAMPAIGNS = re.compile(r"(^|_)campaign_history")
ADS = re.compile(r"(^|_)ad_history")
ACCOUNTS = re.compile(r"(^|_)(account_history|advertiser)")


def with_names(campaign_id: tuple[str, ...], *, by_ad: bool = False) -> Reshape:
    """A hook that adds names, types and currencies found in tables of the same archive; alone a table stays as it is.

    `by_ad` first looks up the campaign of each ad, for statistics that know only ads.
    """

    def reshape(reading: Reading, sheet: Sheet, _: Hints) -> Sheet:
        if by_ad:
            sheet = _joined(reading, sheet, ADS, ("ad_id",), {"campaign_id": ("campaign_id",)})
        known = {"campaign_name": ("campaign_name", "name"), "campaign_type": ("advertising_channel_type",)}
        sheet = _joined(reading, sheet, CAMPAIGNS, campaign_id, known)
        money = {"currency_code": ("currency_code", "currency")}
        return _joined(reading, sheet, ACCOUNTS, ("customer_id", "account_id"), money)

    return reshape


def _joined(
    reading: Reading, sheet: Sheet, table: re.Pattern[str], by: tuple[str, ...], wanted: Mapping[str, tuple[str, ...]]
) -> Sheet:
    """The sheet with the columns `wanted` (our header to theirs) of the table, looked up by the id under `by`."""
    place = find(sheet.header, by)
    other = next((one for one in reading.sheets if one is not sheet and table.search(one.name.casefold())), None)
    if place is None or other is None:
        return sheet
    ids = sheet.cells.column(place).to_pylist()
    added = {}
    for name, theirs in wanted.items():
        if find(sheet.header, (name,)) is None and (newest := _newest(other, theirs)):
            added[name] = pa.array([newest.get(one, "") for one in ids], pa.string())
    return with_columns(sheet, added)


def _newest(table: Sheet, wanted: tuple[str, ...]) -> dict[str, str]:
    """Id to the value it had last. Histories keep a row for every change; their moments sort as text."""
    key, value = find(table.header, ("id", "campaign_id", "ad_id")), find(table.header, wanted)
    if key is None or value is None:
        return {}
    changed = find(table.header, CHANGED)
    moments = table.cells.column(changed if changed is not None else key).to_pylist()
    rows = zip(moments, table.cells.column(key).to_pylist(), table.cells.column(value).to_pylist(), strict=True)
    return {one: said for _, one, said in sorted(rows)}


def _beside_statistics(reading: Reading, sheet: Sheet, _: Hints) -> Sheet:
    """Alone, a table of names brings no fact; in an archive it has been read already."""
    if len(reading.sheets) == 1:
        raise Refusal(Reason.of("names_only"))
    return keep_rows(sheet, pa.repeat(pa.scalar(value=False), sheet.cells.num_rows))


NAMES = report(
    "ad_tables.names",
    "Names of campaigns, ad groups and ads",
    OBSERVATIONS,
    fields=(),
    evidence=Evidence(
        needs=(
            ("id", "campaign_id", "adgroup_id", "ad_id"),
            ("name", "campaign_name", "adgroup_name", "ad_name"),
            CHANGED[:-1],
            ("account_id", "campaign_id", "customer_id", "advertiser_id", "campaign_group_id", "ad_group_id"),
        ),
        shuns=("spend", "cost_micros", "impressions", "email", "property_email", "date"),
        base=0.55,
    ),
    reshape=_beside_statistics,
)
