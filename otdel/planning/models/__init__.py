"""Tasks with their reviews and waits, and promises."""

from otdel.planning.models.promises import Promise, PromiseKind
from otdel.planning.models.tasks import Outcome, Review, Severity, Task, TaskKind, Wait

__all__ = ["Outcome", "Promise", "PromiseKind", "Review", "Severity", "Task", "TaskKind", "Wait"]
