"""A specialist's day: own goals with their chances, tasks, promises, questions that wait, warnings for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.forecasting.queries.forecasts import GoalLine, goal_tree, running
from otdel.forecasting.queries.warnings import WarningLine
from otdel.kit.calendar import Named
from otdel.kit.viewer import Viewer
from otdel.measurement.queries.data import unfinished
from otdel.motivation.queries.answers import OpenOffer, open_offers
from otdel.organisation.queries.members import MemberRef
from otdel.planning.queries.promises import PromiseRow, promises_of
from otdel.planning.queries.tasks import TaskRow, open_tasks_of
from otdel.today.queries import told


@dataclass(frozen=True, slots=True)
class OwnDay:
    """`goals` are the least likely first; `tasks` late ones first; `offers` and `files` wait for an answer."""

    who: MemberRef
    day: date
    month: Named
    goals: tuple[GoalLine, ...]
    tasks: tuple[TaskRow, ...]
    promises: tuple[PromiseRow, ...]
    warnings: tuple[WarningLine, ...]
    offers: tuple[OpenOffer, ...]
    files: int


def own_day(viewer: Viewer, own: MemberRef) -> OwnDay:
    """What this person has today."""
    month = running(viewer, "month")
    return OwnDay(
        who=own,
        day=company_today(viewer),
        month=month,
        goals=_goals(viewer, own, month),
        tasks=tuple(open_tasks_of(viewer, own.id)),
        promises=tuple(one for one in promises_of(viewer, own.id).rows if not one.settled),
        warnings=told(viewer, "month"),
        offers=tuple(open_offers(viewer)),
        files=unfinished(viewer),
    )


def _goals(viewer: Viewer, own: MemberRef, month: Named) -> tuple[GoalLine, ...]:
    tree = goal_tree(viewer, month)
    return next((one.lines for one in tree.people if one.who.id == own.id), ())
