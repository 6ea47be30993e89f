"""Why numbers moved: the change that did it is named, with its size, and what nobody changed is called a jump."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from otdel.analytics.mix.fit import preview
from otdel.analytics.mix.holdout import until
from otdel.analytics.mix.refresh import Change, moved
from otdel.analytics.mix.restated import Cause, causes, with_only
from otdel.analytics.mix.shapes import LiftTest, Mix, MixData, Priors, RoiPrior
from otdel.analytics.mix.summary import UnknownSummary, question, question_of, summary
from otdel.analytics.mix.tests import faults, synthetic


def stored(mix: Mix) -> dict[str, Any]:
    """A summary as it comes back from a database."""
    answer: dict[str, Any] = json.loads(json.dumps(summary(mix)))
    return answer


def of(changes: Sequence[Change], channel: str) -> Change:
    return next(one for one in changes if one.channel == channel)


def parts(change: Change) -> dict[str, float]:
    return {part.cause.code: part.move for part in change.parts}


def with_more(mix: Mix) -> Mix:
    """The same made-up model with a test, a control and a named day, to be stored and read."""
    data = mix.data
    day = data.starts[5]
    steps = len(data.starts)
    richer = replace(
        data,
        control_names=("price",),
        controls=np.linspace(1, 2, steps)[:, None],
        holiday_names=("black_friday",),
        holidays=np.eye(steps)[:, [7]],
    )
    test = LiftTest("search", day, day + timedelta(weeks=3), 9000.0, 1200.0, 0.5, day + timedelta(weeks=5), "spring")
    return replace(mix, data=richer, tests=(test,))


def test_a_summary_gives_the_whole_question_back() -> None:
    mix = with_more(synthetic.fitted(draws=100))
    back = question(stored(mix))
    assert (back.priors, back.tests) == (mix.priors, mix.tests)
    assert back.data.starts == mix.data.starts
    for name in ("target", "spend", "controls", "holidays"):
        assert np.array_equal(getattr(back.data, name), getattr(mix.data, name))
    assert not causes(back, question_of(mix))


def test_a_summary_holds_the_middle_and_the_width_moves_are_measured_in() -> None:
    mix = synthetic.fitted(draws=400)
    search = stored(mix)["answers"]["search"]
    assert np.exp(search["log_median"]) == pytest.approx(np.median(mix.draws.roi[:, 0]), rel=1e-3)
    assert search["log_sd"] == pytest.approx(np.log(mix.draws.roi[:, 0]).std())


def test_a_summary_of_another_version_is_refused_by_name() -> None:
    mix = synthetic.fitted(draws=100)
    with pytest.raises(UnknownSummary, match="version 99"):
        moved(stored(mix) | {"version": 99}, mix)


def changed_in_every_way(mix: Mix) -> Mix:
    """Two weeks more, one target, two weeks of spend, a control, a test and a belief."""
    data, last = mix.data, mix.data.starts[-1]
    more = (last + timedelta(weeks=1), last + timedelta(weeks=2))
    target = np.append(data.target, [200_000.0, 210_000.0])
    spend = np.vstack([data.spend, data.spend[-2:]])
    target[4] += 1_000
    spend[[8, 9], 1] += 500
    longer = replace(
        data,
        starts=data.starts + more,
        target=target,
        spend=spend,
        control_names=("price",),
        controls=np.ones((len(target), 1)),
    )
    test = LiftTest("social", data.starts[30], data.starts[34], 5_000.0, 900.0)
    beliefs = replace(mix.priors, roi={**mix.priors.roi, "video": RoiPrior(2.0, 0.5)})
    return replace(mix, data=longer, tests=(test,), priors=beliefs)


def test_every_change_is_told_with_its_weeks_channels_and_amounts() -> None:
    mix = synthetic.fitted(draws=100)
    after = changed_in_every_way(mix)
    found = causes(question_of(mix), question_of(after))
    starts = mix.data.starts
    assert found[Cause.TARGET].values == {
        "weeks": 1, "start": starts[4].isoformat(), "amount": "1000", "currency": "UAH",
    }  # fmt: skip
    assert found[Cause.SPEND].values == {
        "weeks": 2, "start": starts[8].isoformat(), "channels": "shopping", "amount": "1000", "currency": "UAH",
    }  # fmt: skip
    assert found[Cause.CONTROLS].values == {"names": "price"}
    assert found[Cause.TESTS].values == {"added": 1, "changed": 0, "removed": 0, "channels": "social"}
    assert found[Cause.PRIORS].values == {"channels": "video"}
    weeks = found[Cause.WEEKS].values
    assert (weeks["weeks"], weeks["dropped"]) == (2, 0)
    assert weeks["until"] == (starts[-1] + timedelta(days=20)).isoformat()
    assert Cause.CHANNELS not in found


def test_all_changes_made_give_the_new_question_and_none_the_old() -> None:
    mix = synthetic.fitted(draws=100)
    old, new = question_of(mix), question_of(changed_in_every_way(mix))
    assert not causes(old, with_only(old, new, set()))
    assert not causes(new, with_only(old, new, set(Cause)))


def test_one_change_made_leaves_the_others_as_they_were() -> None:
    mix = synthetic.fitted(draws=100)
    old, new = question_of(mix), question_of(changed_in_every_way(mix))
    for cause in causes(old, new):
        assert set(causes(old, with_only(old, new, {cause}))) == {cause}


def test_channels_that_came_and_went_do_not_disturb_the_others() -> None:
    mix = synthetic.fitted(draws=100)
    data = mix.data
    names = ("search", "podcast")
    fewer = replace(data, channels=names, spend=np.column_stack([data.spend[:, 0], np.full(len(data.starts), 10.0)]))
    beliefs = Priors({name: RoiPrior(1.2, 0.9) for name in names})
    old, new = question_of(mix), question_of(replace(mix, data=fewer, priors=beliefs))
    said = causes(old, new)[Cause.CHANNELS].values
    assert said["added"] == "podcast"
    assert "social" in str(said["removed"])
    half = with_only(old, new, {Cause.CHANNELS})
    assert half.data.channels == names
    assert np.array_equal(half.data.spend, fewer.spend)


def plain_refit(data: MixData, priors: Priors, tests: Sequence[LiftTest]) -> Mix:
    """A stand-in whose answer can be worked out on paper: log ROI is a sum, with one product, of what it is asked."""
    target, spend = float(data.target[4] / 1000), float(data.spend[8, 1] / 1000)
    level = 0.1 * target + 0.2 * spend + 0.05 * target * spend + 0.3 * len(tests) + 0.01 * len(data.starts)
    roi = np.exp(level) * np.ones((10, len(data.channels)))
    mix = synthetic.fitted_to(data, draws=10)
    return replace(mix, data=data, priors=priors, tests=tuple(tests), draws=replace(mix.draws, roi=roi))


def test_parts_are_shapley_values_and_add_up_to_the_move() -> None:
    """Target rises by 1, spend by 0.5: of their product's rise each gets its share at the mean of the other."""
    data = synthetic.fitted(draws=10).data
    data = replace(data, target=np.full(len(data.starts), 100_000.0), spend=np.full(data.spend.shape, 6_000.0))
    priors = Priors({name: RoiPrior(1.2, 0.9) for name in data.channels})
    target, spend = data.target.copy(), data.spend.copy()
    target[4] += 1_000
    spend[8, 1] += 500
    before = plain_refit(data, priors, ())
    after = plain_refit(replace(data, target=target, spend=spend), priors, ())
    kept = stored(before)
    for answer in kept["answers"].values():
        answer["log_sd"] = 2.0
    search = of(moved(kept, after, plain_refit), "search")
    assert parts(search)["mix_moved_target"] == pytest.approx((0.1 + 0.05 * 6.25) / 2)
    assert parts(search)["mix_moved_spend"] == pytest.approx((0.2 * 0.5 + 0.05 * 0.5 * 100.5) / 2)
    assert search.move == pytest.approx(sum(parts(search).values()))
    assert search.rest == pytest.approx(0, abs=1e-9)
    assert search.finding is None


def test_a_move_that_no_change_explains_is_a_jump() -> None:
    mix = synthetic.fitted(draws=400)
    roi = mix.draws.roi.copy()
    roi[:, 2] *= 1.8
    changes = moved(stored(mix), replace(mix, draws=replace(mix.draws, roi=roi)))
    social = of(changes, "social")
    assert social.parts == ()
    assert social.finding is not None
    assert social.finding.what.code == "mix_health_jump"
    assert social.after == pytest.approx(1.8 * social.before)
    assert of(changes, "search").finding is None


def test_a_rest_that_nobody_sees_is_no_jump() -> None:
    """The number stayed where it was; that the refits think otherwise is no news for the reader."""
    mix = synthetic.fitted(draws=100)
    after = replace(mix, data=until(mix.data, 100))
    changes = moved(stored(mix), after, wild_refit, wild_refit)
    assert all(abs(change.rest) > 1 and change.finding is None for change in changes)


def test_quick_refits_that_explain_little_are_made_again_with_care() -> None:
    mix = synthetic.fitted(draws=100)
    after = replace(mix, data=until(mix.data, 100))
    changes = moved(stored(mix), after, wild_refit, lambda data, priors, tests: mix)
    assert all(change.rest == pytest.approx(0) for change in changes)


def wild_refit(data: MixData, priors: Priors, tests: Sequence[LiftTest]) -> Mix:
    """Whose answer leaps with every week."""
    mix = synthetic.fitted(draws=100)
    roi = mix.draws.roi * np.exp(len(data.starts))
    return replace(mix, data=data, draws=replace(mix.draws, roi=roi))


def test_another_target_is_another_question() -> None:
    mix = synthetic.fitted(draws=100)
    euros = replace(mix, data=replace(mix.data, currency="EUR"))
    assert {part.cause.code for change in moved(stored(mix), euros) for part in change.parts} == {"mix_moved_question"}


def test_restated_spend_is_blamed_for_what_it_did() -> None:
    """Search turns out to have cost twice as much in its first year; its return falls, and that is why."""
    data = faults.sound()
    spend = data.spend.copy()
    spend[:52, 0] *= 2
    changes = moved(stored(preview(data)), preview(replace(data, spend=spend)))
    search = of(changes, "search")
    assert search.move < -0.5
    assert parts(search)["mix_moved_spend"] == pytest.approx(search.move, abs=0.02)
    assert search.finding is None


def test_a_new_test_is_blamed_for_the_channel_it_tested() -> None:
    """Two new weeks and a switch-off of social that found little: the test moves social, the weeks hardly anybody."""
    data = faults.sound()
    start, end = data.starts[100], data.starts[112]
    test = LiftTest("social", start, end, 20_000.0, 6_000.0)
    changes = moved(stored(preview(until(data, 154))), preview(data, tests=(test,)))
    social = parts(of(changes, "social"))
    assert social["mix_moved_tests"] < -0.3
    assert abs(social["mix_moved_weeks"]) < 0.5 * abs(social["mix_moved_tests"])
    assert abs(of(changes, "social").rest) < 0.05


def test_two_more_weeks_move_nobody_far() -> None:
    moves = [
        change.move
        for seed in range(1, 9)
        for change in moved(stored(preview(until(faults.sound(seed), 154))), preview(faults.sound(seed)))
    ]
    assert np.median(np.abs(moves)) <= 0.15
