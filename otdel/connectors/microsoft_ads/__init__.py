"""Microsoft Advertising: performance reports, as its pages and its reporting API write them."""

from otdel.connectors.microsoft_ads.reports import REPORTS

__all__ = ["REPORTS"]
