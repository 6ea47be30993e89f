"""What systems and reports are called. Product names are never translated."""

from __future__ import annotations

from otdel.connectors import registry
from otdel.measurement.report_words import in_words

SOURCES = {
    "ahrefs": "Ahrefs",
    "amocrm": "amoCRM",
    "bitrix24": "Bitrix24",
    "ga4": "Google Analytics 4",
    "gmb": "Google Business Profile",
    "google_ads": "Google Ads",
    "gsc": "Search Console",
    "hubspot": "HubSpot",
    "linkedin_ads": "LinkedIn Ads",
    "meta_ads": "Meta Ads",
    "microsoft_ads": "Microsoft Ads",
    "paypal": "PayPal",
    "search_console": "Search Console",
    "semrush": "Semrush",
    "seranking": "SE Ranking",
    "shopify": "Shopify",
    "tiktok_ads": "TikTok Ads",
    "youtube": "YouTube",
}


def source_name(source: str) -> str:
    """The name people know the system by: ours, or the first part of a report's title, or the code made readable."""
    if source in SOURCES:
        return SOURCES[source]
    titles = (report.title for report in registry.REPORTS if report.source == source)
    return next((in_words(title.partition(":")[0]) for title in titles), source.replace("_", " ").capitalize())


def report_title(report: str) -> str:
    """The report's title in the reader's language; its code when the connector is not installed any more."""
    known = registry.by_name(report) if report else None
    return in_words(known.title) if known else report
