"""An accepted budget becomes work: a task for whoever runs each channel it moves, with the way back to its evidence."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from otdel.evidence.models import BudgetProposal, ProposalState
from otdel.evidence.queries.company import today
from otdel.evidence.queries.runners import runner
from otdel.evidence.queries.weekly import sources_of
from otdel.evidence.wording.mix_record import task_replaced, task_text, task_title
from otdel.kit.money import Money
from otdel.kit.viewer import Viewer
from otdel.planning.models import Task
from otdel.planning.services.adding import NewTask, new_task
from otdel.planning.services.running import drop


def drop_replaced(viewer: Viewer, row: BudgetProposal) -> None:
    """Open tasks of budgets this one takes the place of whole; one that begins earlier holds until this one does."""
    others = BudgetProposal.objects.filter(
        state=ProposalState.ACCEPTED, start__gte=row.start, start__lt=row.start + timedelta(weeks=row.weeks)
    ).exclude(pk=row.pk)
    for task in Task.objects.filter(budget_proposals__in=others, dropped_at=None, accepted_at=None).distinct():
        drop(viewer, task.pk, task_replaced(row.start))


def give_tasks(viewer: Viewer, row: BudgetProposal) -> None:
    """Due by the day the new spend begins, or today when that is over. Where nobody runs a channel there is no task."""
    on = today(viewer)
    drop_replaced(viewer, row)
    sources = sources_of(viewer)
    for line in row.lines:
        before, after = (Money(Decimal(line[name]), row.currency) for name in ("before", "after"))
        who = runner(line["channel"], sources.get(line["channel"], ()), on) if before != after else None
        if who is None:
            continue
        task = new_task(
            viewer,
            NewTask(
                title=task_title(line["channel"], after),
                owner=who.id,
                due=max(row.start, on),
                text=task_text(before, after, row.start, row.weeks),
                source={
                    "code": "budget_accepted",
                    "values": {"channel": line["channel"], "proposal": row.pk},
                    "href": reverse("evidence:proposal", args=[row.pk]),
                },
            ),
        )
        row.tasks.add(task)
