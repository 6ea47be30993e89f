"""LinkedIn Campaign Manager: performance exports and analytics tables of its API."""

from otdel.connectors.linkedin_ads.reports import REPORTS

__all__ = ["REPORTS"]
