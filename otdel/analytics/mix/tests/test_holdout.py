"""The last weeks kept out: forecasts by the model's own trend and curves, judged by their own paths."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.analytics.mix.design import linear
from otdel.analytics.mix.fit import preview
from otdel.analytics.mix.fitted import media_of
from otdel.analytics.mix.holdout import Holdout, compared, forecast_base, holdout, steps_to_hold, until
from otdel.analytics.mix.refits import quick
from otdel.analytics.mix.shapes import MixData
from otdel.analytics.mix.tests import faults


def kept_out(data: MixData) -> Holdout:
    found = holdout(preview(data), quick)
    assert found is not None
    return found


def test_short_data_keep_every_week() -> None:
    assert steps_to_hold(26) == 0
    assert steps_to_hold(29) == 0
    assert steps_to_hold(30) == 4
    assert steps_to_hold(80) == 10
    assert steps_to_hold(400) == 13
    assert holdout(preview(faults.sound(weeks=26)), quick) is None


def test_weeks_kept_out_are_gone_from_every_column() -> None:
    early = until(faults.sound(), 100)
    assert len(early.starts) == len(early.target) == len(early.spend) == 100


def test_a_sound_model_sees_its_last_weeks_coming() -> None:
    """Over twelve companies eight weeks in ten are inside the 8-in-10 range, every other one in the 5-in-10."""
    several = [kept_out(faults.sound(seed)) for seed in range(1, 13)]
    assert np.mean([one.inside_80 / 13 for one in several]) == pytest.approx(0.8, abs=0.1)
    assert np.mean([one.inside_50 / 13 for one in several]) == pytest.approx(0.5, abs=0.12)
    assert np.mean([one.error for one in several]) < np.mean([one.naive for one in several])


def test_a_turn_that_nobody_told_of_is_seen() -> None:
    turned = kept_out(faults.turned())
    assert turned.total_rank < 0.005
    assert turned.total_off < -0.1


def test_the_base_ahead_is_the_regression_s_own_forecast() -> None:
    """For one draw: prediction of a normal linear model with known noise, by the covariance formula, not by turning."""
    data = faults.sound(weeks=60)
    draws = preview(until(data, 50)).draws.thinned(1)
    block = linear(data)
    left = data.target[:50] - media_of(draws, data).sum(axis=0)[:, :50]
    random = np.random.default_rng(1)
    ahead = np.vstack([forecast_base(block, left, draws, random) for _ in range(4000)])
    scaled = block.columns * block.scales * block.unit
    seen = scaled[:50] @ scaled[:50].T + draws.noise[0] ** 2 * np.eye(50)
    gain = scaled[50:] @ scaled[:50].T @ np.linalg.inv(seen)
    level = block.level * block.unit
    mean = level + gain @ (left[0] - level)
    covariance = scaled[50:] @ scaled[50:].T - gain @ scaled[:50] @ scaled[50:].T
    deviations = np.sqrt(np.diag(covariance))
    assert np.abs(ahead.mean(axis=0) - mean).max() < 0.08 * deviations.max()
    assert ahead.std(axis=0) == pytest.approx(deviations, rel=0.06)


def test_errors_that_go_together_are_no_alarm() -> None:
    """All weeks outside is likely when they are off together, and the forecast's own paths know it."""
    data = faults.sound(weeks=60)
    random = np.random.default_rng(1)
    shared = 20_000 * random.standard_normal((2000, 1))
    together = data.target[-8:] + shared + 10 * random.standard_normal((2000, 8))
    alone = data.target[-8:] + 20_000 * random.standard_normal((2000, 8))
    off = replace(data, target=np.concatenate([data.target[:-8], data.target[-8:] + 30_000]))
    assert compared(off, together, 8).luck > 0.1
    assert compared(off, alone, 8).luck < 0.01
