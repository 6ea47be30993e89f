"""Carry-over and saturation against the long way round: sums written out, the library's own functions, differences."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.mix.exponents import exponentials, logarithms
from otdel.analytics.mix.shapes import Floats, Form
from otdel.analytics.mix.transforms import carry_over, response

WINDOW = 5


@compiled_fast
def raised(values: Floats, scratch: Floats) -> None:
    """A caller that allows sums in another order: its leave must not pass on to what it calls."""
    exponentials(values, scratch)


def test_exponentials_stay_exact_inside_a_function_that_reorders_sums() -> None:
    exponents = np.linspace(-690, 690, 10_001)
    values = exponents.copy()
    raised(values, np.empty_like(values))
    assert np.abs(values / np.exp(exponents) - 1).max() < 1e-15


def test_exponents_out_of_range_stay_finite() -> None:
    values = np.array([-np.inf, -1e6, 1e6, np.inf])
    exponentials(values, np.empty(4))
    assert np.array_equal(values, np.exp([-700.0, -700.0, 700.0, 700.0]))


def test_logarithms_are_those_of_the_library() -> None:
    numbers = np.exp(np.linspace(-600, 600, 10_001))
    values = numbers.copy()
    logarithms(values, np.empty_like(values))
    assert np.abs(values - np.log(numbers)).max() <= 2 * np.spacing(600.0)


def written_out(spend: Floats, carry: float) -> Floats:
    weights = carry ** np.arange(WINDOW)
    return np.asarray(np.convolve(spend, weights / weights.sum())[: len(spend)])


def test_carried_pressure_is_the_weighted_sum_of_the_last_steps() -> None:
    spend = np.array([3.0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 5, 0])
    pressure, by_carry = np.empty(12), np.empty(12)
    carry_over(spend, 0.6, WINDOW, pressure, by_carry)
    assert pressure == pytest.approx(written_out(spend, 0.6), abs=1e-15)
    assert pressure[5] == pytest.approx(0.0, abs=1e-16)  # five steps after the burst nothing is left
    slope = (written_out(spend, 0.6 + 1e-6) - written_out(spend, 0.6 - 1e-6)) / 2e-6
    assert by_carry == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize("form", Form)
def test_half_of_the_ceiling_is_reached_at_the_half(form: Form) -> None:
    cells = np.empty((6, 40))
    response(np.full(40, 1.3), int(form), WINDOW, 0.4, np.log(1.3), np.log(1.7), cells)
    assert cells[0, WINDOW:] == pytest.approx(np.full(35, 0.5), abs=1e-14)


@pytest.mark.parametrize("form", Form)
def test_derivatives_are_those_of_differences(form: Form) -> None:
    spend = np.array([0.0, 0.5, 0, 2, 1, 0, 0, 0, 0, 0, 0, 3])
    at = np.array([-0.4, 0.3, -0.2])  # logit carry, log half, log slope

    def cells(logit: float, half: float, slope: float) -> Floats:
        out = np.empty((6, 12))
        response(spend, int(form), WINDOW, 1 / (1 + np.exp(-logit)), half, slope, out)
        return out

    here = cells(*at)
    for row in range(1, 4 if form is Form.FREE_HILL else 3):
        nudge = 1e-6 * np.eye(3)[row - 1]
        slope = (cells(*(at + nudge))[0] - cells(*(at - nudge))[0]) / 2e-6
        assert here[row] == pytest.approx(slope, abs=1e-8)
