"""GA4 in BigQuery: events of visitors, one row an event."""

from otdel.connectors.ga4_bigquery.reports import REPORTS

__all__ = ["REPORTS"]
