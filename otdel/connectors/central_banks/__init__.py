"""Exchange rates as central banks publish them: one row a currency, or the ECB's one column a currency."""

from otdel.connectors.central_banks.rates import REPORTS

__all__ = ["REPORTS"]
