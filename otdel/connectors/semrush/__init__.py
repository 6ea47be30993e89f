"""Semrush: organic positions and position tracking."""

from otdel.connectors.semrush.reports import REPORTS

__all__ = ["REPORTS"]
