"""Everything that moves the target besides the channels, as columns of a linear block with normal priors.

The block is integrated out of the density exactly, so what the sampler needs of it is only the basis of its columns
(scaled by their prior standard deviations) and the square of each singular value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.shapes import Floats, MixData

YEAR = 365.25  # days
LEVEL, LEVEL_SCALE = 0.5, 0.5  # the constant: half of the largest target, give or take as much
TREND_SCALE = 0.5  # over the whole data
BEND_SCALE = 0.2  # a change of slope that by the end of one year more has moved the target so much
SEASON_SCALES = (0.2, 0.2, 0.1, 0.1)  # by harmonic of the year
WEEKDAY_SCALE = 0.2
HOLIDAY_SCALE = 0.3
CONTROL_SCALE = 0.3  # for one standard deviation of the control
MONDAY = 0

Column = tuple[str, Floats, float]  # name, values [n], prior standard deviation


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """The linear block: target / unit = level + columns @ b + ..., where b_j ~ normal(0, scales_j).

    `columns` [n, L]; `scales` [L] in units; `level` is the prior mean of the constant in units; `unit` is the largest
    absolute target. With columns * scales = U diag(s) V', `basis` is U' [L', n] and `weights` are s ** 2 [L'],
    directions without length left out: the prior of the block's sum has covariance basis' diag(weights) basis.
    """

    names: tuple[str, ...]
    columns: Floats
    scales: Floats
    basis: Floats
    weights: Floats
    unit: float
    level: float = LEVEL


def linear(data: MixData) -> Linear:
    """The linear block of these steps. Raises ValueError when every target is zero: there is no unit to measure in."""
    unit = float(np.abs(data.target).max())
    if unit == 0:
        raise ValueError("every target is zero")
    names, values, scales = zip(*_columns(data), strict=True)
    columns, sizes = np.column_stack(values), np.array(scales)
    left, lengths, _ = np.linalg.svd(columns * sizes, full_matrices=False)
    kept = lengths > 1e-9 * lengths[0]
    basis = np.ascontiguousarray(left.T[kept])
    return Linear(tuple(names), columns, sizes, basis, lengths[kept] ** 2, unit)


def _columns(data: MixData) -> Iterator[Column]:
    yield from _trend(data)
    yield from _season(data)
    if data.step_days == 1:
        yield from _weekdays(data)
    yield from _holidays(data)
    yield from _controls(data)


def years(data: MixData) -> float:
    return len(data.starts) * data.step_days / YEAR


def _trend(data: MixData) -> Iterator[Column]:
    """A constant, a straight line and, where two years or more are there, a gentle bend at the end of each year."""
    when = np.arange(len(data.starts)) * data.step_days / YEAR
    yield "constant", np.ones_like(when), LEVEL_SCALE
    yield "trend", when / years(data), TREND_SCALE
    if years(data) < 1.95:
        return
    for bend in range(1, round(years(data))):
        yield f"bend_{bend}", np.maximum(when - bend, 0.0), BEND_SCALE


def _season(data: MixData) -> Iterator[Column]:
    """Harmonics of the year: with under nine months one, under two years two, under four years three, else four."""
    order = 1 + sum(years(data) >= least for least in (0.75, 1.95, 3.95))
    turn = 2 * np.pi * np.array([day.timetuple().tm_yday for day in data.starts]) / YEAR
    for harmonic in range(1, order + 1):
        yield f"year_sin_{harmonic}", np.sin(harmonic * turn), SEASON_SCALES[harmonic - 1]
        yield f"year_cos_{harmonic}", np.cos(harmonic * turn), SEASON_SCALES[harmonic - 1]


def _weekdays(data: MixData) -> Iterator[Column]:
    """Every day of the week against Monday."""
    days = np.array([day.weekday() for day in data.starts])
    for day in range(MONDAY + 1, 7):
        yield f"weekday_{day}", (days == day).astype(float), WEEKDAY_SCALE


def _holidays(data: MixData) -> Iterator[Column]:
    """Against the fullest step: a gift day moves its week as much as a week of sales does."""
    for place, name in enumerate(data.holiday_names):
        fullest = data.holidays[:, place].max()
        if fullest > 0:
            yield f"holiday_{name}", data.holidays[:, place] / fullest, HOLIDAY_SCALE


def _controls(data: MixData) -> Iterator[Column]:
    """Standardised; one that never changes says nothing the constant does not and is left out."""
    for place, name in enumerate(data.control_names):
        values = data.controls[:, place]
        deviation = values.std()
        if deviation > 1e-12 * max(1.0, float(np.abs(values).max())):
            yield f"control_{name}", (values - values.mean()) / deviation, CONTROL_SCALE
