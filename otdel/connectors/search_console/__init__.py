"""Google Search Console: performance on search."""

from otdel.connectors.search_console.reports import REPORTS

__all__ = ["REPORTS"]
