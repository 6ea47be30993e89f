"""HubSpot: deals and contacts, as its pages export them and as its API shapes them."""

from otdel.connectors.hubspot.reports import REPORTS

__all__ = ["REPORTS"]
