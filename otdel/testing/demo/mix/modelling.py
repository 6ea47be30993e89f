"""Fitting the demo's mix model and proposing two budgets from it: the owner accepted one, the other waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.analytics.mix.budget import optimise
from otdel.evidence.models import BudgetProposal
from otdel.evidence.queries.mix import last_try, stored
from otdel.evidence.services.fitting import ask_to_fit
from otdel.evidence.services.lift_tests import add_lift_test
from otdel.evidence.services.proposals import NewBudget, accept, propose
from otdel.jobs.worker import run_waiting
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.testing.demo.mix.experiments import experiments
from otdel.testing.demo.world import World

Progress = Callable[[str, int, int], None]


class NotFitted(Exception):
    """The demo's weeks did not end in a model: something about weeks or fitting changed."""


def model(people: Mapping[str, Person], lived: World, progress: Progress) -> None:
    """What the head and the owner did with the model this week."""
    progress("mix model", 0, 1)
    head, owner = as_viewer(people["maryna"]), as_viewer(people["andrii"])
    for experiment in experiments(lived):
        add_lift_test(head, experiment)
    ask_to_fit(head)
    run_waiting()
    newest = last_try(head)
    if newest is None or not newest.fitted:
        raise NotFitted(", ".join(one.reason.code for one in newest.findings) if newest else "nothing was tried")
    first = _proposed(head, newest.id, 0.15, "A first step.")
    if first is not None:
        accept(owner, first.pk, "Agreed for the quarter.")
    _proposed(head, newest.id, 0.3, "The next step.")
    progress("mix model", 1, 1)


def _proposed(viewer: Viewer, fit: int, change: float, why: str) -> BudgetProposal | None:
    """What the model suggests when no channel may change by more than `change`; nothing when it would move nothing."""
    mix = stored(viewer, fit)
    move = mix if isinstance(mix, NoData) else optimise(mix, change=change, margin=1.0)
    if isinstance(move, NoData | Reason):
        raise NotFitted("the model suggests no move")
    return None if move.stays else propose(viewer, fit, NewBudget.of(move), why)
