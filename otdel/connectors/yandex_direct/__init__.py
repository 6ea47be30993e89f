"""Yandex Direct: statistics by day and campaign."""

from otdel.connectors.yandex_direct.reports import REPORTS

__all__ = ["REPORTS"]
