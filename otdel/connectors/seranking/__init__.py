"""SE Ranking: positions by day."""

from otdel.connectors.seranking.reports import REPORTS

__all__ = ["REPORTS"]
