"""Campaign, ad group and ad reports as spend, keyword reports as readings; assets and search terms are refused."""

from __future__ import annotations

from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Draft, Evidence, Field, Metric, Refusal, find, fold, observations, report
from otdel.connectors.columns.coverage import note_keywords, note_level
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Hints, Reading, Sheet, TotalsRow
from otdel.connectors.google_ads import words
from otdel.kit.facts import SPEND, Kind
from otdel.kit.reason import Reason

FIELDS = (
    Field("day", words.DAY),
    Field("week", words.WEEK, kind=Kind.DAY),
    Field("month", words.MONTH, kind=Kind.DAY),
    Field("account", words.ACCOUNT),
    Field("campaign_id", words.CAMPAIGN_ID),
    Field("campaign", words.CAMPAIGN),
    Field("campaign_type", words.CAMPAIGN_TYPE),
    Field("ad_group", words.AD_GROUP),
    Field("ad", words.AD),
    Field("currency", words.CURRENCY),
    Field("cost", words.COST),
    Field("impressions", words.IMPRESSIONS),
    Field("clicks", words.CLICKS),
    Field("conversions", words.CONVERSIONS),
    Field("conversion_value", words.VALUE),
)
METRICS = (
    Metric("cost", words.COST, unit="currency"),
    Metric("impressions", words.IMPRESSIONS),
    Metric("clicks", words.CLICKS),
    Metric("conversions", words.CONVERSIONS),
    Metric("conversion_value", words.VALUE, unit="currency"),
)


def refuse_other(reading: Reading, sheet: Sheet, hints: Hints) -> Sheet:
    """Refuse the reports that cannot be summed into what a campaign cost."""
    if find(sheet.header, words.PARTIAL) is not None:
        raise Refusal(Reason.of("report_partial", report="google_ads"))
    if find(sheet.header, words.OVERLAPPING) is not None:
        raise Refusal(Reason.of("report_overlaps", report="google_ads"))
    return sheet


def listed_total(sheet: Sheet) -> TotalsRow | None:
    """The total of the rows listed: it comes first, before those of the account and of each campaign type.

    The account's total counts removed campaigns too, so it checks nothing when it stands alone.
    """
    first = next(iter(sheet.totals), None)
    if first is None or any(fold(word) in fold(first.label) for word in words.WHOLE_ACCOUNT):
        return None
    return first


def finish(draft: Draft) -> None:
    note_level(draft)
    spend_days(draft)


def finish_keywords(draft: Draft) -> None:
    note_keywords(draft)
    add_up(draft)


REPORTS = (
    report(
        "google_ads.campaigns",
        "Google Ads: campaigns, ad groups and ads",
        SPEND,
        fields=FIELDS,
        evidence=Evidence(
            needs=(words.COST, (*words.CAMPAIGN, *words.AD_GROUP, *words.CAMPAIGN_ID)),
            signs=words.SIGNS,
            titles=words.TITLES,
            shuns=("Reporting starts", "Amount spent", *words.KEYWORD),
            base=0.3,
        ),
        reshape=refuse_other,
        finish=finish,
        total=listed_total,
    ),
    observations(
        "google_ads.keywords",
        "Google Ads: keywords",
        breakdown="keyword",
        subject=words.KEYWORD,
        day=words.DAY,
        extra=(Field("account", words.ACCOUNT), Field("currency", words.CURRENCY, kind=Kind.TEXT)),
        metrics=METRICS,
        evidence=Evidence(
            needs=(words.COST, words.KEYWORD),
            signs=words.SIGNS,
            titles=words.TITLES,
            shuns=("Reporting starts", "Amount spent"),
            base=0.3,
        ),
        reshape=refuse_other,
        adjust=finish_keywords,
        total=listed_total,
    ),
)
