"""Google Ads: reports as the interface and the report editor export them, in English, Russian and Ukrainian."""

from otdel.connectors.google_ads.reports import REPORTS

__all__ = ["REPORTS"]
