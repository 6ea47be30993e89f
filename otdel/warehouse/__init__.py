"""The only door to facts: raw files by content hash, facts in Parquet, questions in SQL files."""

from otdel.warehouse.asking import Question, UnknownQuestion, question, questions
from otdel.warehouse.engines import QueryFailed
from otdel.warehouse.landing import Landed
from otdel.warehouse.manifest import FactsUnreadable
from otdel.warehouse.raw import RawFile, RawMissing
from otdel.warehouse.reading import Snapshot
from otdel.warehouse.tables import BatchRefused
from otdel.warehouse.warehouse import Warehouse

__all__ = [
    "BatchRefused",
    "FactsUnreadable",
    "Landed",
    "QueryFailed",
    "Question",
    "RawFile",
    "RawMissing",
    "Snapshot",
    "UnknownQuestion",
    "Warehouse",
    "question",
    "questions",
]
