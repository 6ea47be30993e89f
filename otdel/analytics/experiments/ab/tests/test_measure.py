"""Means, ratios and CUPED from sums, against tea-tasting on the same users and against what must be so."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.experiments.ab.lift import compare
from otdel.analytics.experiments.ab.measure import Columns, Measured, measure
from otdel.analytics.experiments.ab.sums import Floats, sums_of

ORDERS, SESSIONS, BEFORE, SESSIONS_BEFORE = range(4)


def users(seed: int, count: int, more: float = 0.0) -> Floats:
    """Orders, sessions and the same before, of users who differ for good."""
    chance = np.random.default_rng(seed)
    keen = chance.gamma(2.0, 1.0, count)
    sessions, earlier = 1 + chance.poisson(2 * keen), 1 + chance.poisson(2 * keen)
    orders, past = chance.poisson((0.2 + more) * sessions), chance.poisson(0.2 * earlier)
    return np.column_stack([orders, sessions, past, earlier]).astype(float)


CONTROL, TESTED = users(1, 4000), users(2, 3600, 0.02)


def theirs(metric: object) -> object:
    tea = pytest.importorskip("tea_tasting")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(np.vstack([CONTROL, TESTED]), columns=["orders", "sessions", "past", "earlier"])
    frame["variant"] = np.repeat([0, 1], [len(CONTROL), len(TESTED)])
    return tea.Experiment(metric=metric).analyze(frame)["metric"]


def ours(columns: Columns) -> tuple[Measured, Measured]:
    control, tested = measure([sums_of(CONTROL), sums_of(TESTED)], columns)
    return control, tested


def test_a_ratio_is_that_of_sums_with_the_delta_methods_error() -> None:
    tea = pytest.importorskip("tea_tasting")
    found, peer = compare(*ours(Columns(ORDERS, SESSIONS))), theirs(tea.RatioOfMeans("orders", "sessions"))
    assert found.control.mean == pytest.approx(CONTROL[:, ORDERS].sum() / CONTROL[:, SESSIONS].sum(), rel=1e-12)
    assert found.chance == pytest.approx(peer.pvalue, rel=1e-6)  # type: ignore[attr-defined]
    assert found.difference.range.low == pytest.approx(peer.effect_size_ci_lower, rel=1e-6)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        (Columns(ORDERS, None, BEFORE), ("orders", None, "past", None)),
        (Columns(ORDERS, SESSIONS, BEFORE, SESSIONS_BEFORE), ("orders", "sessions", "past", "earlier")),
    ],
)
def test_cuped_agrees_with_tea_tasting_but_for_where_the_slope_is_found(
    columns: Columns, names: tuple[str, ...]
) -> None:
    """Theirs takes the slope over both arms together, ours within arms: equal but for the effect's own pull."""
    tea = pytest.importorskip("tea_tasting")
    peer = theirs(tea.RatioOfMeans(*names) if names[1] else tea.Mean(names[0], names[2]))
    found = compare(*ours(columns))
    assert found.difference.value == pytest.approx(peer.effect_size, rel=2e-3)  # type: ignore[attr-defined]
    assert found.difference.range.high == pytest.approx(peer.effect_size_ci_upper, rel=2e-3)  # type: ignore[attr-defined]


def test_cuped_takes_variance_away_and_says_how_much() -> None:
    plain, _ = ours(Columns(SESSIONS))
    less, _ = ours(Columns(SESSIONS, None, SESSIONS_BEFORE))
    assert less.saved == pytest.approx(1 - (less.spread / plain.spread) ** 2)
    assert 0.2 < less.saved < 0.9


def test_cuped_with_a_column_that_knows_nothing_changes_little_and_a_constant_one_nothing() -> None:
    noise = np.random.default_rng(3).normal(size=len(CONTROL) + len(TESTED))
    arms = [np.column_stack([CONTROL[:, :1], noise[:4000]]), np.column_stack([TESTED[:, :1], noise[4000:]])]
    for one in measure([sums_of(arm) for arm in arms], Columns(0, None, 1)):
        assert abs(one.saved) < 0.01
    still = [np.column_stack([arm[:, :1], np.ones(len(arm))]) for arm in (CONTROL, TESTED)]
    assert measure([sums_of(arm) for arm in still], Columns(0, None, 1))[0].saved == 0.0


def test_sums_of_parts_are_the_sums_of_the_whole_even_of_numbers_far_from_zero() -> None:
    values = CONTROL + 1e9
    parts = sums_of(values[:7]) + sums_of(values[7:900]) + sums_of(values[:0]) + sums_of(values[900:])
    whole = sums_of(values)
    assert parts.count == whole.count
    assert np.allclose(parts.means, whole.means, rtol=1e-15)
    assert np.allclose(parts.moments, whole.moments, rtol=1e-6)


def test_one_user_has_no_variance_and_a_ratio_to_nothing_no_value() -> None:
    with pytest.raises(ValueError, match="two users"):
        measure([sums_of(CONTROL[:1]), sums_of(TESTED)], Columns())
    nothing = CONTROL.copy()
    nothing[:, SESSIONS] = 0
    with pytest.raises(ValueError, match="divisor"):
        measure([sums_of(nothing)], Columns(ORDERS, SESSIONS))
