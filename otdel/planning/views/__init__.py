"""The pages of work."""

from otdel.planning.views.new import new_task
from otdel.planning.views.promises import promise_act, promises
from otdel.planning.views.task import act, task
from otdel.planning.views.work import work

__all__ = ["act", "new_task", "promise_act", "promises", "task", "work"]
