"""How far a fitting is, and how it ended."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from otdel.evidence.queries.mix import FitLine
from otdel.jobs.models import State
from otdel.jobs.queries import JobState
from otdel.kit.reason import Reason
from otdel.web.parts import Link, LongJob
from otdel.web.reasons import say as words_of

AGAIN = "draw_again"  # the task of a job that makes lost draws
LONG = timedelta(minutes=1)  # a worker that runs takes a job up much sooner


def job(state: JobState | None) -> LongJob | None:
    """The bar of a fitting under way."""
    if state is None:
        return None
    poll = f"{reverse('evidence:mix_progress')}?job={state.id}"
    waits = state.state == State.WAITING
    begun = words_of(Reason.of(state.step)) if state.step else _("Starting")
    step = waiting(state) if waits else begun
    return LongJob(name(state), step, None if waits else state.percent, poll=poll)


def name(state: JobState) -> str:
    return _("Making the answers again") if state.task == AGAIN else _("Fitting the mix model")


def waiting(state: JobState) -> str:
    """Why nothing moves: others come first, or nobody works."""
    if timezone.now() - state.queued_at < LONG:
        return _("Waiting for its turn")
    return _("Nobody has taken it up for over a minute. See that the worker runs: otdel run starts it")


def ended(state: JobState, newest: FitLine | None) -> LongJob:
    """The bar of one that is over, with the way to what it found."""
    about = name(state)
    if state.state == State.FAILED:
        why = words_of(state.reason) if state.reason else _("It stopped without an answer. Try again.")
        return LongJob(
            about, why, state="failed", actions=[Link(_("Back to the model"), reverse("evidence:mix_model"))]
        )
    if newest is not None and not newest.fitted:
        words = _("The weeks cannot carry a model yet.")
        return LongJob(about, words, state="failed", actions=[Link(_("See why"), reverse("evidence:mix_model"))])
    actions = [Link(_("Show the new results"), reverse("evidence:mix"), icon="arrow-right")]
    return LongJob(about, _("Done"), 100, state="done", actions=actions)
