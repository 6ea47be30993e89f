"""Every report we know, gathered from the connectors' folders, and the choice of the one that fits a sheet."""

from __future__ import annotations

from itertools import chain

from otdel.connectors import (
    ahrefs,
    amocrm,
    api_shapes,
    bitrix24,
    business_profile,
    central_banks,
    ga4,
    ga4_bigquery,
    generic,
    google_ads,
    hubspot,
    linkedin_ads,
    manual,
    meta_ads,
    microsoft_ads,
    paypal,
    search_console,
    semrush,
    seranking,
    shopify,
    tiktok_ads,
    yandex_direct,
    youtube,
)
from otdel.connectors.contract import Report, Sheet

CONNECTORS = (
    google_ads,
    meta_ads,
    manual,
    api_shapes,
    microsoft_ads,
    linkedin_ads,
    tiktok_ads,
    yandex_direct,
    ga4,
    ga4_bigquery,
    search_console,
    shopify,
    amocrm,
    hubspot,
    bitrix24,
    youtube,
    ahrefs,
    semrush,
    seranking,
    business_profile,
    paypal,
    central_banks,
    generic,
)
REPORTS: tuple[Report, ...] = tuple(chain.from_iterable(one.REPORTS for one in CONNECTORS))

ENOUGH = 0.5  # a report must be more certain than this


def best(sheet: Sheet) -> Report | None:
    """The report most certain of the sheet; None when nobody is certain enough."""
    certain = max(REPORTS, key=lambda one: one.fits(sheet), default=None)
    return certain if certain is not None and certain.fits(sheet) > ENOUGH else None


def by_name(name: str) -> Report | None:
    return next((one for one in REPORTS if one.name == name), None)
