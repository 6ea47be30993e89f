"""What is believed of channels before the data speak, and what such beliefs would draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.shapes import Floats, Form, MixData, Priors, RoiPrior
from otdel.kit.reason import Reason

MONEY = RoiPrior(median=1.2, spread=0.7)  # 8 in 10 channels bring 0.5 to 2.9 for each 1 spent
CENTRED_SPREAD = 1.2
EIGHT_IN_TEN = 1.2816  # standard deviations either way hold 80 % of a normal
CENTRED_SHARE = 1 / 3  # of the target, by all channels together
LEAST_SHARE, MOST_SHARE = 0.005, 1.0  # outside of them the money prior cannot be meant
WINDOW = 9  # steps an effect is carried over at most, as in the density


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

    `roi` [S, C]; `multiples` [G] of a channel's mean spend of steps with spend; `curves` [S, C, G] target a step at
    that steady spend; `share` [S] of the whole target that the channels would have made.
    """

    roi: Floats
    multiples: Floats
    curves: Floats
    share: Floats


def drawn(data: MixData, priors: Priors, seed: int = 0, draws: int = 200) -> Drawn:
    """The same seed draws the same. All forms in turn."""
    random = np.random.default_rng(seed)
    shape = (draws, len(data.channels))
    roi = _rois(data, priors, random, draws)
    carry = random.beta(priors.carry_a, priors.carry_b, shape)
    half = np.exp(np.log(priors.half_median) + priors.half_spread * random.standard_normal(shape))
    slope = np.exp(priors.slope_spread * random.standard_normal(shape))
    multiples = np.linspace(0, 2, 41)
    curves = np.zeros((*shape, len(multiples)))
    for place in range(len(data.channels)):
        relative = relative_spend(data.spend[:, place])
        for one in range(draws):
            form = Form(one % len(Form))
            pressure = carried(relative, carry[one, place])
            reached = saturated(form, pressure, half[one, place], slope[one, place]).sum()
            ceiling = roi[one, place] * data.spend[:, place].sum() / reached if reached > 0 else 0.0
            curves[one, place] = ceiling * saturated(form, multiples, half[one, place], slope[one, place])
    total = np.abs(data.target).sum()
    share = roi @ data.spend.sum(axis=0) / total if total > 0 else np.zeros(draws)
    return Drawn(roi, multiples, curves, share)


def _rois(data: MixData, priors: Priors, random: np.random.Generator, draws: int) -> Floats:
    medians = np.array([priors.roi[channel].median for channel in data.channels])
    spreads = np.array([priors.roi[channel].spread for channel in data.channels])
    return np.asarray(medians * np.exp(spreads * random.standard_normal((draws, len(medians)))))


def relative_spend(spend: Floats) -> Floats:
    """Spend [n] over its mean in the steps that had any."""
    some = spend[spend > 0]
    return spend / some.mean() if len(some) else spend


def carried(pressure: Floats, carry: float) -> Floats:
    """Pressure [n] with what earlier steps left of theirs: geometric, weights adding up to 1, WINDOW steps."""
    weights = carry ** np.arange(WINDOW)
    return np.asarray(np.convolve(pressure, weights / weights.sum())[: len(pressure)])


def saturated(form: Form, pressure: Floats, half: float, slope: float) -> Floats:
    """The part of the ceiling that steady pressure reaches, 0 to 1; a half at `half`."""
    if form is Form.LOGISTIC:
        return np.asarray(np.tanh(pressure * (np.log(3) / 2 / half)))
    power = slope if form is Form.FREE_HILL else 1.0
    raised = (pressure / half) ** power
    return raised / (1 + raised)
