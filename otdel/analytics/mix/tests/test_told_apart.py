"""What the data can and cannot tell apart, and how much they taught."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.analytics.mix.collinearity import Pair, Together, correlations, together
from otdel.analytics.mix.fit import preview
from otdel.analytics.mix.fitted import fitted
from otdel.analytics.mix.learning import learned
from otdel.analytics.mix.shapes import Mix, MixData, RoiPrior
from otdel.analytics.mix.tests import faults, synthetic


def seen(mix: Mix) -> Together:
    return together(mix, fitted(mix))


def pair_of(found: Together, first: str, second: str) -> Pair:
    return next(one for one in found.pairs if (one.first, one.second) == (first, second))


def test_parts_of_the_model_add_up_to_what_it_expects() -> None:
    mix = synthetic.fitted(draws=200)
    parts = fitted(mix)
    assert parts.base + parts.media.sum(axis=0) == pytest.approx(parts.expected)
    assert parts.left == pytest.approx(mix.data.target - parts.expected.mean(axis=0))
    assert np.abs(parts.left).mean() < 0.2 * mix.data.target.mean(), "the made-up fit is about right"


def test_thinned_draws_keep_the_share_of_every_form() -> None:
    draws = synthetic.fitted(draws=1000).draws
    few = draws.thinned(100)
    assert len(few) == 100
    for form in range(3):
        assert np.mean(few.form == form) == pytest.approx(np.mean(draws.form == form), abs=0.02)


def test_a_pair_that_moved_together_is_seen_and_one_s_gain_is_the_other_s_loss() -> None:
    pair = pair_of(seen(preview(faults.moved_together())), "search", "shopping")
    assert pair.spend > 0.95
    assert pair.cleaned > 0.8
    assert pair.roi < -0.4


def test_channels_with_a_common_season_only_are_no_pair() -> None:
    """Summer makes both rise; without it nothing is left, and the model knows summer."""
    data = faults.sound()
    when = np.arange(len(data.starts))
    wave = 1 + 0.6 * np.cos(2 * np.pi * when / 52.18)
    own = np.random.default_rng(3).lognormal(0, 0.12, (len(when), 4))
    mix = preview(replace(data, spend=8_000 * wave[:, None] * own))
    pair = pair_of(seen(mix), "search", "shopping")
    assert pair.spend > 0.8
    assert abs(pair.cleaned) < 0.4


def test_variance_goes_with_the_season_or_with_other_channels() -> None:
    channels = {one.channel: one for one in seen(preview(faults.moved_together())).channels}
    assert channels["shopping"].explained > 0.85
    assert channels["shopping"].others[0] == "search"
    assert channels["shopping"].wider > 2.5, "the root of an inflation of about seven and more"
    assert channels["display"].explained < 0.6


def test_a_channel_that_never_moves_goes_with_nothing() -> None:
    table = np.column_stack([np.arange(10.0), np.full(10, 3.0)])
    assert correlations(table) == pytest.approx(np.array([[1.0, 0.0], [0.0, 0.0]]))
    data = faults.sound()
    spend = data.spend.copy()
    spend[:, 1] = 5_000
    assert seen(preview(replace(data, spend=spend))).varies[1] == 0


def with_priors_as_draws(data: MixData, spread: float) -> Mix:
    """A model whose draws of search are its prior, narrowed to a part."""
    mix = preview(data)
    random = np.random.default_rng(1)
    roi = mix.draws.roi.copy()
    roi[:, 0] = 1.2 * np.exp(0.9 * spread * random.standard_normal(len(roi)))
    priors = replace(mix.priors, roi={**mix.priors.roi, "search": RoiPrior(1.2, 0.9)})
    return replace(mix, priors=priors, draws=replace(mix.draws, roi=roi))


@pytest.mark.parametrize(("left", "bits"), [(1.0, 0.0), (0.5, 0.46), (0.1, 2.61)])
def test_what_was_learned_is_what_is_gone_of_the_prior_s_width(left: float, bits: float) -> None:
    """Bits by the formula for two normals with one middle: (left**2 - 1) / 2 / ln 2 - log2(left)."""
    search = learned(with_priors_as_draws(faults.sound(), left))[0]
    assert search.left == pytest.approx(left, rel=0.1)
    assert search.taught == pytest.approx(1 - left, abs=0.1)
    assert search.bits == pytest.approx(bits, abs=0.12)
    assert search.moved == pytest.approx(0.0, abs=0.1)


def test_three_years_teach_more_than_half_a_year() -> None:
    long, short = (learned(preview(faults.sound(weeks=weeks)))[0] for weeks in (156, 26))
    assert long.left < 0.75 * short.left
