"""How far a fitting is, and how it ended."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from otdel.evidence.queries.mix import FitLine
from otdel.jobs.models import State
from otdel.jobs.queries import JobState
from otdel.kit.reason import Reason
from otdel.web.parts import Link, LongJob
from otdel.web.reasons import say as words_of


def job(state: JobState | None) -> LongJob | None:
    """The bar of a fitting under way."""
    if state is None:
        return None
    poll = f"{reverse('evidence:mix_progress')}?job={state.id}"
    waits = state.state == State.WAITING
    begun = words_of(Reason.of(state.step)) if state.step else _("Starting")
    step = _("Waiting for its turn") if waits else begun
    return LongJob(_("Fitting the mix model"), step, None if waits else state.percent, poll=poll)


def ended(state: JobState, newest: FitLine | None) -> LongJob:
    """The bar of one that is over, with the way to what it found."""
    name = _("Fitting the mix model")
    if state.state == State.FAILED:
        why = words_of(state.reason) if state.reason else _("It stopped without an answer. Try again.")
        return LongJob(name, why, state="failed", actions=[Link(_("Back to the model"), reverse("evidence:mix_model"))])
    if newest is not None and not newest.fitted:
        words = _("The weeks cannot carry a model yet.")
        return LongJob(name, words, state="failed", actions=[Link(_("See why"), reverse("evidence:mix_model"))])
    actions = [Link(_("Show the new results"), reverse("evidence:mix"), icon="arrow-right")]
    return LongJob(name, _("Done"), 100, state="done", actions=actions)
