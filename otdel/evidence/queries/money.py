"""The query behind every page about money."""

from __future__ import annotations

from otdel.evidence.queries.answer import MoneyAnswer
from otdel.evidence.queries.facts import Facts
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.viewer import Viewer


def money(viewer: Viewer, warehouse: Facts, question: MoneyQuestion) -> MoneyAnswer:
    """Where the money went and what came back. Raises NotAllowed for a contractor."""
    raise NotImplementedError
