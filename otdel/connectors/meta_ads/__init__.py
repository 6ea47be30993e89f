"""Meta Ads Manager: its exports in English, Russian and Ukrainian, and their first-row totals."""

from otdel.connectors.meta_ads.reports import REPORTS

__all__ = ["REPORTS"]
