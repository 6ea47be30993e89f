"""The demo's mix model holds the truth it was never told: the simulator's, which stands in none of its files."""

from __future__ import annotations

from datetime import timedelta

from otdel.evidence.models import BudgetProposal, LiftTestRecord, ProposalState
from otdel.evidence.queries.mix import MixView, mix, saw, stored
from otdel.kit.grade import Grade
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.planning.models import Task
from otdel.testing.demo import truth
from otdel.testing.demo.mix.experiments import EXPERIMENTS, experiments, true_lift
from otdel.testing.demo.world import World

HOLDS = 5  # of 7 ranges that each hold the truth 8 times in 10: fewer happens once in 7 worlds by chance


def test_experiments_err_as_they_say(lived: World) -> None:
    """Drawn about the true lift with the error they state; within three of it, or the draw itself would be wrong."""
    made = list(experiments(lived))
    assert [one.channel for one in made] == [one.channel for one in EXPERIMENTS]
    for one in made:
        true = true_lift(lived, one.channel, one.start, one.end)
        assert one.error is not None and abs(float(one.lift) - true) < 3 * float(one.error)
        assert one.start.weekday() == 0 and one.end < lived.calendar.today


def test_switching_all_off_takes_the_whole_effect_but_what_was_carried_in(lived: World) -> None:
    first = next(iter(experiments(lived)))
    days = [day for day in lived.spending.truth if first.start <= day.day < first.end]
    whole = sum(day.effects[first.channel] for day in days)
    lost = true_lift(lived, first.channel, first.start, first.end)
    assert 0.9 * whole < lost < whole
    later = first.start + timedelta(days=7)
    assert true_lift(lived, first.channel, first.start, later) < lost
    assert true_lift(lived, first.channel, first.start, first.end, share=0.5) < lost


def the_model_holds_the_truth(lived: World) -> None:
    """Called when the demo company is founded, which takes half a minute."""
    view = mix(AT_TERMINAL)
    assert isinstance(view, MixView) and len(view.channels) == len(truth.CHANNELS)
    true = _true_back(lived, view)
    held = [one.channel for one in view.channels if one.back.low <= true[one.channel] <= one.back.high]
    assert len(held) >= HOLDS, {one.channel: (true[one.channel], one.back) for one in view.channels}
    grades = {one.channel: one.grade for one in view.channels}
    assert grades[truth.SEARCH] is Grade.A and grades[truth.CONTENT] in (Grade.C, Grade.D)
    assert not isinstance(stored(AT_TERMINAL), NoData) and not view.changed
    assert LiftTestRecord.objects.count() == len(EXPERIMENTS)


def a_budget_was_accepted_and_another_waits() -> None:
    accepted = BudgetProposal.objects.get(state=ProposalState.ACCEPTED)
    assert BudgetProposal.objects.filter(state=ProposalState.PROPOSED).count() == 1
    assert accepted.tasks.count() >= 3
    assert Task.objects.filter(source__code="budget_accepted").count() == accepted.tasks.count()


def _true_back(lived: World, view: MixView) -> dict[str, float]:
    """Margin each channel truly added in the weeks of the model, for each 1 of the spend it was shown."""
    seen = saw(AT_TERMINAL, view.fit.id)
    assert seen.period is not None
    added = {one.channel: 0.0 for one in view.channels}
    for day in lived.spending.truth:
        if day.day in seen.period:
            for channel in added:
                added[channel] += day.effects[channel]
    return {one.channel: added[one.channel] / float(one.spend.amount) for one in view.channels}
