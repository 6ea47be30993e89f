"""GA4: reports, snapshots of several tables and explorations, whatever their dimensions and metrics."""

from otdel.connectors.ga4.reports import REPORTS

__all__ = ["REPORTS"]
