"""Any table through a mapping: a person says which column means what, once, and it is kept as a preset."""

from otdel.connectors.generic.guess import Guess, guess_mapping
from otdel.connectors.generic.tables import REPORTS

__all__ = ["REPORTS", "Guess", "guess_mapping"]
