"""Google Business Profile: insights of each place."""

from otdel.connectors.business_profile.reports import REPORTS

__all__ = ["REPORTS"]
