"""PayPal: activity, as money in and fees by day."""

from otdel.connectors.paypal.reports import REPORTS

__all__ = ["REPORTS"]
