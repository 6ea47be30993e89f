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
from otdel.evidence.queries.drill import DayRow, DealRow, SourceRow, deals_of, days_of, rows_of
from otdel.evidence.queries.money import money
from otdel.evidence.queries.question import Basis, Filters, MoneyQuestion
