"""From tables of text to purchases and costs: columns, days, sums, currencies, and every row that is no good."""

from otdel.analytics.cohorts.reading.costs import CostsRead, read_costs
from otdel.analytics.cohorts.reading.ledger import Asked, Ledger, read_ledger

__all__ = ["Asked", "CostsRead", "Ledger", "read_costs", "read_ledger"]
