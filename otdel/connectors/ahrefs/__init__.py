"""Ahrefs: organic keywords and keyword ideas."""

from otdel.connectors.ahrefs.reports import REPORTS

__all__ = ["REPORTS"]
