"""A pay period from frozen data to approved payments: begin, calculate, check, publish, approve, recalculate."""

from otdel.motivation.services.runs.approving import approve, settle
from otdel.motivation.services.runs.beginning import begin
from otdel.motivation.services.runs.calculating import Recalculated, calculate, recalculate
from otdel.motivation.services.runs.correcting import book_differences
from otdel.motivation.services.runs.objecting import answer_objection, object_to
from otdel.motivation.services.runs.publishing import check, publish

__all__ = [
    "Recalculated", "answer_objection", "approve", "begin", "book_differences", "calculate", "check", "object_to",
    "publish", "recalculate", "settle",
]  # fmt: skip
