"""amoCRM (Kommo): the list of deals, where every enquiry is a deal from its first day."""

from otdel.connectors.amocrm.reports import REPORTS

__all__ = ["REPORTS"]
