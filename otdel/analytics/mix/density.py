"""The logarithm of the posterior density of one form and its gradient, written out by hand and compiled.

A point u [d] is unconstrained: logit of carry (C), log of half over mean spend (C), log ROI (C), log of noise over the
largest target, and for FREE_HILL log slope (C). Densities are of u: the Jacobians of these turns are included, and so
is every normalising constant, since evidence is compared between forms. Coefficients of the linear block are
integrated out: given the curves, the residual is normal with covariance noise**2 I + basis' diag(weights) basis.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled, compiled_fast
from otdel.analytics.mix.packing import Packed
from otdel.analytics.mix.shapes import Floats, Form
from otdel.analytics.mix.transforms import response

FREE = 2  # Form.FREE_HILL as the compiler knows it
ROWS = 6  # of one channel's cells, see transforms.response


def names(channels: tuple[str, ...], form: Form) -> tuple[str, ...]:
    """The name of each place of u."""
    kinds = ("carry", "half", "roi")
    shared = [f"{kind}:{channel}" for kind in kinds for channel in channels]
    slopes = [f"slope:{channel}" for channel in channels] if form is Form.FREE_HILL else []
    return (*shared, "noise", *slopes)


def workspace(packed: Packed) -> Floats:
    """Cells [C + 2, 6, n] that one thread computes in: every channel, a lift test, the residual."""
    channels, steps = packed.spend.shape
    return np.empty((channels + 2, ROWS, steps))


@compiled
def safe_density(u: Floats, form: int, packed: Packed, work: Floats, gradient: Floats) -> float:
    """`log_density`, or minus infinity with a zero gradient where anything is not finite."""
    value = log_density(u, form, packed, work, gradient)
    sound = np.isfinite(value)
    for place in range(len(u)):
        sound = sound and np.isfinite(gradient[place])
    if not sound:
        gradient[:] = 0.0
        return -np.inf
    return value


@compiled_fast
def log_density(u: Floats, form: int, packed: Packed, work: Floats, gradient: Floats) -> float:
    """The log density at u [d]; fills `gradient` [d]. `work` is scratch, see `workspace`."""
    channels = len(packed.totals)
    sums, ceilings = np.zeros((channels, 4)), np.empty(channels)
    residual, weighted = work[channels + 1, 0], work[channels + 1, 1]
    total: float = log_prior(u, form, packed, gradient)
    curves(u, form, packed, work, sums, ceilings, residual)
    total += log_likelihood(u[3 * channels], residual, packed, weighted, gradient)
    for channel in range(channels):
        pull_back(channel, form, work[channel], sums[channel], ceilings[channel], weighted, gradient)
    for test in range(len(packed.tests.channel)):
        total += log_lift(test, u, form, packed, work, sums, ceilings, gradient)
    return total


@compiled_fast
def log_prior(u: Floats, form: int, packed: Packed, gradient: Floats) -> float:
    """Priors with their Jacobians and all constants; begins `gradient`."""
    channels, beliefs = len(packed.totals), packed.beliefs
    total: float = packed.constants[0]
    for channel in range(channels):
        total += carry_prior(u, channel, beliefs, gradient)
        total += normal_prior(u, channels + channel, beliefs[2], beliefs[3], gradient)
        total += normal_prior(u, 2 * channels + channel, packed.roi[channel, 0], packed.roi[channel, 1], gradient)
    noise = np.exp(u[3 * channels]) / beliefs[5]
    total += u[3 * channels] - 0.5 * noise * noise
    gradient[3 * channels] = 1.0 - noise * noise
    if form == FREE:
        total += packed.constants[1]
        for place in range(3 * channels + 1, 4 * channels + 1):
            total += normal_prior(u, place, 0.0, beliefs[4], gradient)
    return total


@compiled_fast
def carry_prior(u: Floats, place: int, beliefs: Floats, gradient: Floats) -> float:
    """Beta(a, b) of the carry seen on its logit: carry**a (1 - carry)**b."""
    a, b = beliefs[0], beliefs[1]
    carry = 1.0 / (1.0 + np.exp(-u[place]))
    gradient[place] = a - (a + b) * carry
    rest = np.log1p(np.exp(-abs(u[place])))  # of the larger of carry and 1 - carry: -log
    value: float = -(a + b) * rest + (a if u[place] < 0.0 else -b) * u[place]
    return value


@compiled_fast
def normal_prior(u: Floats, place: int, mean: float, deviation: float, gradient: Floats) -> float:
    """A normal's exponent; its constant is in packed.constants."""
    distance = (u[place] - mean) / deviation
    gradient[place] = -distance / deviation
    value: float = -0.5 * distance * distance
    return value


@compiled_fast
def curves(
    u: Floats, form: int, packed: Packed, work: Floats, sums: Floats, ceilings: Floats, residual: Floats
) -> None:
    """Fill every channel's cells, their `sums` [C, 4], `ceilings` [C] and the `residual` [n] the channels leave.

    The ceiling is what makes the effect over the whole data equal ROI times spend.
    """
    channels = len(packed.totals)
    residual[:] = packed.target
    for channel in range(channels):
        cells = work[channel]
        carry = 1.0 / (1.0 + np.exp(-u[channel]))
        slope = u[3 * channels + 1 + channel] if form == FREE else 0.0
        response(packed.spend[channel], form, packed.window, carry, u[channels + channel], slope, cells)
        for row in range(4 if form == FREE else 3):
            sums[channel, row] = total_of(cells[row])
        reached = sums[channel, 0]
        effect = np.exp(u[2 * channels + channel]) * packed.totals[channel]
        ceilings[channel] = effect / reached if reached > 0.0 else 0.0
        take_away(residual, ceilings[channel], cells[0])


@compiled_fast
def total_of(values: Floats) -> float:
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


@compiled_fast
def dot(left: Floats, right: Floats) -> float:
    total = 0.0
    for i in range(len(left)):
        total += left[i] * right[i]
    return total


@compiled_fast
def take_away(values: Floats, times: float, other: Floats) -> None:
    for i in range(len(values)):
        values[i] -= times * other[i]


@compiled_fast
def log_likelihood(log_noise: float, residual: Floats, packed: Packed, weighted: Floats, gradient: Floats) -> float:
    """The residual's normal density with the linear block integrated out.

    Fills `weighted` [n], the inverse covariance times the residual, and adds to the gradient by log noise. The square
    is a sum of squares, of `weighted` and along the basis: a difference could turn negative by rounding.
    """
    variance = np.exp(2.0 * log_noise)
    free = len(residual) - len(packed.weights)
    square, log_det, trace = 0.0, free * 2.0 * log_noise, free / variance
    weighted[:] = residual
    for k in range(len(packed.weights)):
        both = variance + packed.weights[k]
        along = dot(packed.basis[k], residual) / both
        square += along * along * packed.weights[k]
        log_det += np.log(both)
        trace += 1.0 / both
        take_away(weighted, along * packed.weights[k], packed.basis[k])
    for i in range(len(weighted)):
        weighted[i] /= variance
    length = dot(weighted, weighted)
    gradient[3 * len(packed.totals)] += variance * (length - trace)
    value: float = -0.5 * (square + variance * length) - 0.5 * log_det
    return value


@compiled_fast
def pull_back(
    channel: int, form: int, cells: Floats, sums: Floats, ceiling: float, weighted: Floats, gradient: Floats
) -> None:
    """Add one channel's gradient: the likelihood's by its effect [n], through its ceiling and its curve."""
    channels = (len(gradient) - 1) // (4 if form == FREE else 3)
    along = dot(weighted, cells[0])
    gradient[2 * channels + channel] += ceiling * along
    if sums[0] <= 0.0:
        return
    share = along / sums[0]
    gradient[channel] += ceiling * (dot(weighted, cells[1]) - share * sums[1])
    gradient[channels + channel] += ceiling * (dot(weighted, cells[2]) - share * sums[2])
    if form == FREE:
        gradient[3 * channels + 1 + channel] += ceiling * (dot(weighted, cells[3]) - share * sums[3])


@compiled_fast
def log_lift(
    test: int,
    u: Floats,
    form: int,
    packed: Packed,
    work: Floats,
    sums: Floats,
    ceilings: Floats,
    gradient: Floats,
) -> float:
    """A lift test's normal density at the modelled lift: with all the spend less without the tested part of it."""
    channels, channel = len(packed.totals), packed.tests.channel[test]
    begin, first, behind = packed.tests.steps[test]
    slope = u[3 * channels + 1 + channel] if form == FREE else 0.0
    carry = 1.0 / (1.0 + np.exp(-u[channel]))
    without, cells = work[channels], work[channel]
    response(packed.tests.spend[test, begin:behind], form, packed.window, carry, u[channels + channel], slope, without)
    parts, later = packed.tests.parts[test, first:behind], first - begin
    apart = dot(parts, cells[0, first:behind]) - dot(parts, without[0, later : behind - begin])
    lift = ceilings[channel] * apart
    distance = (lift - packed.tests.lift[test, 0]) / packed.tests.lift[test, 1]
    pull = -distance / packed.tests.lift[test, 1]
    gradient[2 * channels + channel] += pull * lift
    for row in range(1, 4 if form == FREE else 3):
        place = channel + (0, 0, channels, 3 * channels + 1)[row]
        by = dot(parts, cells[row, first:behind]) - dot(parts, without[row, later : behind - begin])
        share = apart * sums[channel, row] / sums[channel, 0] if sums[channel, 0] > 0.0 else 0.0
        gradient[place] += pull * ceilings[channel] * (by - share)
    value: float = -0.5 * distance * distance
    return value
