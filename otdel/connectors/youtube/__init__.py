"""YouTube Studio: tables of videos and days."""

from otdel.connectors.youtube.reports import REPORTS

__all__ = ["REPORTS"]
