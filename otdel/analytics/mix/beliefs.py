"""What is believed of channels before the data speak, and what such beliefs would draw."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from otdel.analytics.chances import EIGHT_IN_TEN
from otdel.analytics.mix.packing import mean_spends
from otdel.analytics.mix.response import effects, steady
from otdel.analytics.mix.shapes import Draws, Floats, Form, MixData, Priors, RoiPrior
from otdel.kit.reason import Reason

MONEY = RoiPrior(median=1.2, spread=0.7)  # 8 in 10 channels bring 0.5 to 2.9 for each 1 spent
CENTRED_SPREAD = 1.2
CENTRED_SHARE = 1 / 3  # of the target, by all channels together
LEAST_SHARE, MOST_SHARE = 0.005, 1.0  # outside of them the money prior cannot be meant
POINTS = 41  # of a curve


@dataclass(frozen=True, slots=True)
class Believed:
    """Priors with the reason they are what they are."""

    priors: Priors
    because: Reason


def default_priors(data: MixData) -> Priors:
    """What is believed when nobody said more; `believed` also tells why."""
    return believed(data).priors


def believed(data: MixData) -> Believed:
    """One prior for every channel: in money terms, or centred on the data where money terms make no sense.

    They make none when the target is a count, and when the median would give the channels more than the whole
    target or next to nothing of it: then spend and target are hardly in the same money.
    """
    spend, target = float(data.spend.sum()), float(np.abs(data.target).sum())
    if spend <= 0 or target <= 0:
        return _same(data, MONEY, _of_money())
    share = MONEY.median * spend / target
    if data.target_is_money and LEAST_SHARE <= share <= MOST_SHARE:
        return _same(data, MONEY, _of_money())
    centred = RoiPrior(CENTRED_SHARE * target / spend, CENTRED_SPREAD)
    code = "prior_centred_odd_money" if data.target_is_money else "prior_centred_count"
    return _same(data, centred, Reason.of(code, median=f"{centred.median:.4g}", implied=f"{100 * share:.2g}%"))


def _of_money() -> Reason:
    """Said with the range that 8 in 10 channels lie in."""
    reach = np.exp(EIGHT_IN_TEN * MONEY.spread)
    low, high = MONEY.median / reach, MONEY.median * reach
    return Reason.of("prior_money", median=f"{MONEY.median:.2g}", low=f"{low:.2g}", high=f"{high:.2g}")


def _same(data: MixData, prior: RoiPrior, because: Reason) -> Believed:
    return Believed(Priors(dict.fromkeys(data.channels, prior)), because)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Draws [S] of the priors, for the picture before fitting.

    `roi` [S, C]; `spends` [C, G] a step, from nothing to twice a channel's mean of steps with spend; `curves` [S, C, G]
    target a step at that steady spend; `share` [S] of the whole target that the channels would have made.
    """

    roi: Floats
    spends: Floats
    curves: Floats
    share: Floats


def drawn(data: MixData, priors: Priors, seed: int = 0, draws: int = 200) -> Drawn:
    """The same seed draws the same. All forms in turn."""
    before = prior_draws(data, priors, seed, draws)
    spends = np.outer(mean_spends(data.spend), np.linspace(0, 2, POINTS))
    curves = np.stack([steady(before, place, at)[0] for place, at in enumerate(spends)], axis=1)
    total = np.abs(data.target).sum()
    share = before.roi @ data.spend.sum(axis=0) / total if total > 0 else np.zeros(draws)
    return Drawn(before.roi, spends, curves, share)


def prior_draws(data: MixData, priors: Priors, seed: int, draws: int) -> Draws:
    """Answers as the priors alone give them: no linear block, no noise."""
    random, shape = np.random.default_rng(seed), (draws, len(data.channels))
    medians, spreads = np.array([(priors.roi[name].median, priors.roi[name].spread) for name in data.channels]).T
    roi = medians * np.exp(spreads * random.standard_normal(shape))
    carry = random.beta(priors.carry_a, priors.carry_b, shape)
    half = priors.half_median * np.exp(priors.half_spread * random.standard_normal(shape)) * mean_spends(data.spend)
    slope = np.exp(priors.slope_spread * random.standard_normal(shape))
    forms, nothing = np.arange(draws) % len(Form), np.zeros(draws)
    bare = Draws(forms, carry, half, slope, np.ones(shape), roi, nothing, nothing[:, None])
    spent = enumerate(data.spend.T)
    reached = np.stack([effects(bare, at, spend, step_days=data.step_days).sum(axis=1) for at, spend in spent], axis=1)
    wanted = roi * data.spend.sum(axis=0)
    return replace(bare, ceiling=np.where(reached > 0, wanted / np.where(reached > 0, reached, 1.0), 0.0))
