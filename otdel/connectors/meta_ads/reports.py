"""Campaign, ad set and ad exports of Meta Ads Manager as spend."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Field, find, report
from otdel.connectors.columns.blank_totals import blank_total
from otdel.connectors.columns.coverage import note_level
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Hints, Reading, Sheet
from otdel.connectors.meta_ads import words
from otdel.kit.facts import SPEND, Kind
from otdel.kit.reason import Reason

FIELDS = (
    Field("day", words.DAY),
    Field("starts", words.STARTS, kind=Kind.DAY),
    Field("ends", words.ENDS, kind=Kind.DAY),
    Field("account", words.ACCOUNT),
    Field("campaign_id", words.CAMPAIGN_ID),
    Field("campaign", words.CAMPAIGN),
    Field("ad_group", words.AD_SET),
    Field("ad", words.AD),
    Field("currency", words.CURRENCY),
    Field("cost", words.SPENT),
    Field("impressions", words.IMPRESSIONS),
    Field("clicks", words.LINK_CLICKS),
    Field("all_clicks", words.ALL_CLICKS, kind=Kind.INTEGER),
    Field("results", words.RESULTS, kind=Kind.AMOUNT),
    Field("indicator", words.INDICATOR),
    Field("conversions", words.PURCHASES),
    Field("conversion_value", words.VALUE),
)
LEVELS = (words.CAMPAIGN, words.AD_SET, words.AD, words.CAMPAIGN_ID)


def set_total_apart(reading: Reading, sheet: Sheet, hints: Hints) -> Sheet:
    """The first data row with no campaign, ad set or ad name is the account's total."""
    return blank_total(sheet, [group for group in LEVELS if find(sheet.header, group) is not None])


def finish(draft: Draft) -> None:
    if "clicks" not in draft.columns and "all_clicks" in draft.columns:
        draft.columns["clicks"] = draft.columns["all_clicks"]
    _claimed(draft)
    note_level(draft)
    spend_days(draft)


def _claimed(draft: Draft) -> None:
    """Results count as conversions only where the indicator says that somebody asked or bought."""
    if "conversions" in draft.columns or "results" not in draft.columns:
        return
    results, indicator = draft.columns["results"], draft.columns.get("indicator")
    if indicator is None:
        draft.notes.append(Reason.of("results_unnamed", column=draft.headers["results"]))
        return
    meant = pc.match_substring_regex(pc.utf8_lower(indicator), "|".join(words.CONTACT))
    draft.columns["conversions"] = pc.if_else(meant, results, pa.scalar(None, results.type))
    other = pc.sum(pc.and_(pc.invert(meant), pc.greater(pc.coalesce(results, pa.scalar(0, results.type)), 0))).as_py()
    if other:
        draft.notes.append(Reason.of("results_not_conversions", column=draft.headers["results"], count=other))


REPORTS = (
    report(
        "meta_ads.campaigns",
        "Meta Ads: campaigns, ad sets and ads",
        SPEND,
        fields=FIELDS,
        evidence=Evidence(
            needs=(words.SPENT, (*words.CAMPAIGN, *words.AD_SET, *words.AD, *words.ACCOUNT)),
            signs=words.SIGNS,
            base=0.35,
        ),
        reshape=set_total_apart,
        finish=finish,
    ),
)
