"""Shopify: the export of orders, one row a line item, each order counted once."""

from otdel.connectors.shopify.reports import REPORTS

__all__ = ["REPORTS"]
