"""What every service does first: take the task as it is now, see whether the viewer and its state allow the act."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.planning.models import Task
from otdel.planning.queries.pieces import piece_of
from otdel.planning.queries.rights import Reach, must, reach
from otdel.planning.rules.life import State, state

WITH_ITS_OWNER = (State.OPEN, State.WAITING, State.RETURNED)
NOT_OVER = (*WITH_ITS_OWNER, State.HANDED)
TITLE, SENTENCE, NOTE = 200, 300, 500  # signs the records hold


def locked(viewer: Viewer, pk: int) -> tuple[Task, Reach]:
    """The task, held until the transaction ends, with the viewer's reach. NotAllowed when it is not theirs to see."""
    of = reach(viewer)
    task = Task.objects.select_for_update().filter(pk=pk).first()
    if task is None:
        raise NotAllowed("there is no such task, or it is another person's")
    must(of.sees(task), "this is another person's task")
    return task, of


def must_be(task: Task, *states: State) -> State:
    """Where the task stands. Refused, saying where, when it is not one of `states`."""
    found = state(piece_of(task))
    if found not in states:
        raise Refused(Reason.of(f"task_is_{found}", title=task.title))
    return found


def said(words: str, missing: str, most: int = SENTENCE) -> str:
    """`words` without the space around them. Refused for the reason `missing` when there are none, or too many."""
    text = " ".join(words.split())
    if not text:
        raise Refused(Reason.of(missing))
    if len(text) > most:
        raise Refused(Reason.of("work_words_too_long", most=most, signs=len(text)))
    return text


def not_ahead(moment: datetime | None) -> datetime:
    """The moment, or now. Refused when it has not come yet."""
    now = timezone.now()
    if moment and moment > now:
        raise Refused(Reason.of("work_moment_ahead"))
    return moment or now


def subject(task: Task) -> str:
    return f"task:{task.pk}"
