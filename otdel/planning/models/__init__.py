"""Tasks with their reviews and waits, and promises."""

from otdel.planning.models.promises import Promise, PromiseKind
from otdel.planning.models.tasks import Review, Severity, Task, TaskKind, Wait

__all__ = ["Promise", "PromiseKind", "Review", "Severity", "Task", "TaskKind", "Wait"]
