"""What each channel brought back: the question, the answer and the query between them."""

from otdel.evidence.queries.answer import (
    Fresh,
    KeyNumber,
    Kind,
    Lag,
    Lineage,
    Matched,
    MoneyAnswer,
    Outcome,
    Platform,
    Range,
    Row,
    Step,
    Sums,
    Trouble,
)
from otdel.evidence.queries.drill import DayRow, DealRow, SourceRow, UnknownKey, days_of, deals_of, rows_of
from otdel.evidence.queries.money import money
from otdel.evidence.queries.origins import MODELS, UnknownModel
from otdel.evidence.queries.question import Basis, Filters, MoneyQuestion

__all__ = [
    "MODELS",
    "Basis",
    "DayRow",
    "DealRow",
    "Filters",
    "Fresh",
    "KeyNumber",
    "Kind",
    "Lag",
    "Lineage",
    "Matched",
    "MoneyAnswer",
    "MoneyQuestion",
    "Outcome",
    "Platform",
    "Range",
    "Row",
    "SourceRow",
    "Step",
    "Sums",
    "Trouble",
    "UnknownKey",
    "UnknownModel",
    "days_of",
    "deals_of",
    "money",
    "rows_of",
]
