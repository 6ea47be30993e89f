"""TikTok Ads: exports of its Ads Manager and hourly tables of its API."""

from otdel.connectors.tiktok_ads.reports import REPORTS

__all__ = ["REPORTS"]
