"""The public test of Chicago and Portland, and the arithmetic of weights against a solver of another kind."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize, nnls

from otdel.analytics.experiments.geo.effect import effect_of, regression_range
from otdel.analytics.experiments.geo.fits import fit
from otdel.analytics.experiments.geo.shapes import Design, Estimator, Floats, Panel, design_of
from otdel.analytics.experiments.geo.simplex import weights_of
from otdel.testing.shared import shared


def geolift() -> Design:
    """Forty cities by day; Chicago and Portland treated from the 91st day to the 105th."""
    known: dict[tuple[str, str], float] = {}
    with shared("data/sets/geolift/GeoLift_Test.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            known[row["location"], row["date"]] = float(row["Y"])
    cities, days = sorted({city for city, _ in known}), sorted({day for _, day in known})
    values = np.array([[known[city, day] for day in days] for city in cities])
    panel = Panel(tuple(cities), tuple(date.fromisoformat(day) for day in days), values)
    return design_of(panel, [cities.index("chicago"), cities.index("portland")], 90, 105)


def test_the_demeaned_control_finds_what_geolift_publishes() -> None:
    found = effect_of(Estimator.DEMEANED, geolift(), regions=False)
    assert found.a_step == pytest.approx(155.556, abs=5e-4)
    assert found.lift == pytest.approx(0.054, abs=5e-4)
    assert found.total == pytest.approx(4667, abs=0.5)
    assert found.step_range.low < 0 < found.a_step < found.step_range.high


def test_every_way_finds_more_in_the_treated_cities_and_weights_add_up() -> None:
    design = geolift()
    for kind in Estimator:
        found = effect_of(kind, design, regions=False)
        assert found.a_step > 0
        assert found.total == pytest.approx(found.a_step * 2 * 15)
        if found.fit.weights is not None:
            assert found.fit.weights.sum() == pytest.approx(1.0)


def test_augmenting_only_ever_fits_the_past_better() -> None:
    design = geolift()
    rough, fine = (fit(kind, design.treated, design.controls, 90) for kind in (Estimator.DEMEANED, Estimator.AUGMENTED))
    missed = [float(((design.treated - one.path)[:90] ** 2).sum()) for one in (rough, fine)]
    assert missed[1] <= missed[0]
    strict = fit(Estimator.AUGMENTED, design.treated, design.controls, 90, 1e18)
    assert strict.path == pytest.approx(rough.path)


def test_regression_on_the_others_is_that_of_statsmodels_with_its_range() -> None:
    api = pytest.importorskip("statsmodels.api")
    design = geolift()
    along = design.controls.mean(axis=0)
    theirs = api.OLS(design.treated[:90], api.add_constant(along[:90])).fit()
    path = fit(Estimator.REGRESSION, design.treated, design.controls, 90).path
    assert path[90:] == pytest.approx(theirs.predict(api.add_constant(along[90:])))
    ahead = api.add_constant(along[90:])
    ones = np.ones(15)
    error = np.sqrt(15 * theirs.scale + ones @ ahead @ theirs.cov_params() @ ahead.T @ ones)
    found = regression_range(design)
    assert (found.high - found.low) / 2 == pytest.approx(2 * 1.98729 * error, rel=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(2, 40), st.integers(0, 10_000))
def test_weights_are_the_best_there_are(controls: int, steps: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    others, treated = chance.normal(10, 3, (controls, steps)), chance.normal(10, 3, steps)
    found = weights_of(others @ others.T, others @ treated, float(treated @ treated))
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)
    assert _missed(found, others, treated) <= _missed(_by_nnls(others, treated), others, treated) * (1 + 1e-6) + 1e-9


def test_weights_agree_with_a_general_optimiser() -> None:
    chance = np.random.default_rng(4)
    others, treated = chance.normal(0, 1, (6, 50)), chance.normal(0, 1, 50)
    found = weights_of(others @ others.T, others @ treated, float(treated @ treated))
    theirs = minimize(  # type: ignore[call-overload]
        lambda w: _missed(w, others, treated),
        np.full(6, 1 / 6),
        bounds=[(0, 1)] * 6,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-14, "maxiter": 1000},
    )
    assert found == pytest.approx(theirs.x, abs=1e-4)


def test_regions_that_are_one_and_the_same_do_not_break_the_weights() -> None:
    one = np.array([1.0, 2.0, 4.0, 3.0])
    found = weights_of(np.full((3, 3), float(one @ one)), np.full(3, float(one @ one)), float(one @ one))
    assert found.sum() == pytest.approx(1)


def _missed(weights: Floats, others: Floats, treated: Floats) -> float:
    return float(((weights @ others - treated) ** 2).sum())


def _by_nnls(others: Floats, treated: Floats) -> Floats:
    apart = (others - treated).T
    scale = max(1.0, float(np.abs(apart).max()))
    found, _ = nnls(np.vstack([apart / scale, np.ones(len(others))]), np.r_[np.zeros(len(treated)), 1.0])
    return np.asarray(found / found.sum())
