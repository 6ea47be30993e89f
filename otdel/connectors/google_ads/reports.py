"""Campaign, ad group, ad and keyword reports as spend; asset and search-term reports are recognised and refused."""

from __future__ import annotations

from otdel.connectors.columns import Draft, Evidence, Field, Refusal, find, fold, report
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
    spend_days(draft)


REPORTS = (
    report(
        "google_ads.campaigns",
        "Google Ads: campaigns, ads and keywords",
        SPEND,
        fields=FIELDS,
        evidence=Evidence(
            needs=(words.COST, (*words.CAMPAIGN, *words.AD_GROUP, *words.CAMPAIGN_ID)),
            signs=words.SIGNS,
            titles=words.TITLES,
            shuns=("Reporting starts", "Amount spent"),
            base=0.3,
        ),
        reshape=refuse_other,
        finish=finish,
        total=listed_total,
    ),
)
