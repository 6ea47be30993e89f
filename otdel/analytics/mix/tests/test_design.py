"""The linear block: what else moves the target, and the basis that integrates it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from otdel.analytics.mix.beliefs import believed, default_priors, drawn, prior_draws
from otdel.analytics.mix.design import linear
from otdel.analytics.mix.holidays import columns, easter, orthodox_easter
from otdel.analytics.mix.response import effects
from otdel.analytics.mix.shapes import MixData


def company(steps: int = 156, step_days: int = 7) -> MixData:
    random = np.random.default_rng(3)
    starts = tuple(date(2023, 1, 2) + timedelta(days=step_days * step) for step in range(steps))
    spend = random.gamma(5, 200, (steps, 2))
    return MixData(starts, step_days, 5000 + spend.sum(axis=1), ("search", "tv"), spend)


def test_the_basis_is_orthonormal_and_keeps_the_prior_covariance() -> None:
    data = replace(company(), control_names=("price",), controls=np.random.default_rng(1).normal(5, 2, (156, 1)))
    block = linear(data)
    assert np.allclose(block.basis @ block.basis.T, np.eye(len(block.weights)))
    scaled = block.columns * block.scales
    assert np.allclose(scaled @ scaled.T, block.basis.T @ np.diag(block.weights) @ block.basis, atol=1e-12)
    assert block.unit == data.target.max()


def test_columns_that_repeat_each_other_cost_no_rank() -> None:
    control = np.random.default_rng(1).normal(size=(156, 1))
    twice = replace(company(), control_names=("a", "b"), controls=np.hstack([control, 3 * control]))
    once = replace(company(), control_names=("a",), controls=control)
    assert len(linear(twice).weights) == len(linear(once).weights)


@pytest.mark.parametrize(
    ("weeks", "harmonics", "bends"), [(26, 1, 0), (52, 2, 0), (104, 3, 1), (156, 3, 2), (260, 4, 4)]
)
def test_short_data_have_a_simpler_season_and_a_straight_trend(weeks: int, harmonics: int, bends: int) -> None:
    names = linear(company(weeks)).names
    assert sum(name.startswith("year_sin") for name in names) == harmonics
    assert sum(name.startswith("bend") for name in names) == bends


def test_days_have_weekdays_and_weeks_have_none() -> None:
    assert sum(name.startswith("weekday") for name in linear(company(200, 1)).names) == 6
    assert not any(name.startswith("weekday") for name in linear(company()).names)


def test_a_control_is_standardised_and_a_constant_one_left_out() -> None:
    controls = np.column_stack([np.full(156, 7.0), np.random.default_rng(2).normal(100, 5, 156)])
    block = linear(replace(company(), control_names=("constant", "price"), controls=controls))
    assert "control_constant" not in block.names
    price = block.columns[:, block.names.index("control_price")]
    assert price.mean() == pytest.approx(0, abs=1e-9)
    assert price.std() == pytest.approx(1)


def test_a_target_of_zeros_has_no_unit() -> None:
    with pytest.raises(ValueError, match="zero"):
        linear(replace(company(), target=np.zeros(156)))


def test_both_easters_fall_on_their_known_days() -> None:
    assert [easter(year) for year in (2024, 2025, 2026)] == [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)]
    assert [orthodox_easter(year) for year in (2021, 2024, 2026)] == [
        date(2021, 5, 2),
        date(2024, 5, 5),
        date(2026, 4, 12),
    ]


def test_a_holiday_fills_its_share_of_a_week_and_the_whole_of_a_day() -> None:
    weeks, days = company(), company(400, 1)
    names, shares = columns("UA", weeks.starts, 7)
    easter_weeks = shares[:, names.index("easter")]
    assert sorted(set(easter_weeks.round(6))) == [0, round(1 / 7, 6)]  # Monday after Easter is in the next week
    names, shares = columns("UA", days.starts, 1)
    on = [days.starts[place] for place in np.flatnonzero(shares[:, names.index("womens_day")])]
    assert on == [date(2023, 3, 8)]
    assert columns("", weeks.starts, 7)[0] == ()


def test_money_has_the_money_prior_and_a_count_is_centred_on_a_third() -> None:
    data = replace(company(), target=company().target * 2)
    assert default_priors(data).roi["tv"].median == 1.2
    counted = believed(replace(data, target_is_money=False))
    assert counted.because.code == "prior_centred_count"
    prior = counted.priors.roi["tv"]
    assert prior.median * data.spend.sum() == pytest.approx(data.target.sum() / 3)
    assert prior.spread == 1.2


@pytest.mark.parametrize("rate", [1e-4, 1e3])
def test_spend_in_hardly_the_same_money_is_centred_and_said(rate: float) -> None:
    data = company()
    found = believed(replace(data, spend=data.spend * rate))
    assert found.because.code == "prior_centred_odd_money"


def test_draws_of_the_priors_repeat_and_have_the_medians_stated() -> None:
    data = company()
    first, again = (drawn(data, default_priors(data), seed=4, draws=600) for _ in range(2))
    assert np.array_equal(first.curves, again.curves)
    assert np.median(first.roi) == pytest.approx(1.2, rel=0.1)
    assert np.isfinite(first.curves).all()
    assert (np.diff(first.curves, axis=2) >= 0).all()
    assert first.share.shape == (600,)


def test_a_belief_draws_curves_that_bring_back_what_is_believed() -> None:
    """The picture before fitting is of the model itself: the same carry-over and saturation as in the fit."""
    data = company()
    before = prior_draws(data, default_priors(data), seed=4, draws=60)
    for place, spend in enumerate(data.spend.T):
        brought = effects(before, place, spend, step_days=data.step_days).sum(axis=1)
        assert brought == pytest.approx(before.roi[:, place] * spend.sum())
