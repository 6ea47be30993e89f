"""Bitrix24: deals and leads, as its lists export them and as its REST API replies."""

from otdel.connectors.bitrix24.reports import REPORTS

__all__ = ["REPORTS"]
