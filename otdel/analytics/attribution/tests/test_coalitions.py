"""Shapley values against every order of joining, worked out by the definition."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings

from otdel.analytics.attribution import coalitions
from otdel.analytics.attribution.coalitions import shapley
from otdel.analytics.attribution.models import Choices, credit
from otdel.analytics.attribution.orders import estimated
from otdel.analytics.attribution.shapes import Floats, Paths
from otdel.analytics.attribution.tests.made import paths_of, published, worlds
from otdel.kit.reason import NoData


def worths(paths: Paths, worth: str) -> Floats:
    """Of each of the 2^K coalitions, by looking at every path's set of channels."""
    masks = np.array(
        [np.bitwise_or.reduce(1 << paths.steps[a:b].astype(int)) for a, b in zip(paths.offsets, paths.offsets[1:])]  # noqa: B905
    )
    every = np.unique(masks, return_inverse=True)
    won = np.bincount(every[1], paths.conversions)
    begun = np.bincount(every[1], paths.conversions + paths.nulls)
    found = np.zeros(1 << len(paths.channels))
    for coalition in range(len(found)):
        inside = every[0] & ~coalition == 0
        whole = begun[inside].sum()
        if worth == "conversions":
            found[coalition] = won[inside].sum()
        elif whole:
            found[coalition] = won[inside].sum() / whole * (paths.conversions + paths.nulls).sum()
    return found


def enumerated(worth: Floats, size: int) -> Floats:
    """The definition: over every coalition without a channel, what it adds, by the chance to meet that coalition."""
    members = np.array([bin(one).count("1") for one in range(len(worth))])
    weights = np.array([factorial(s) * factorial(size - s - 1) / factorial(size) for s in range(size)])
    found = np.zeros(size)
    for channel in range(size):
        without = np.flatnonzero(np.arange(len(worth)) >> channel & 1 == 0)
        found[channel] = (weights[members[without]] * (worth[without | 1 << channel] - worth[without])).sum()
    return found


@pytest.mark.parametrize("worth", ["conversions", "rate"])
def test_twelve_published_channels_equal_enumeration(worth: str) -> None:
    paths = published()
    assert len(paths.channels) == 12
    expected = enumerated(worths(paths, worth), 12)
    assert np.abs(shapley(paths, worth).conversions - expected).max() < 1e-8


@given(worlds())
@settings(max_examples=40, deadline=None)
def test_every_order_of_joining_says_the_same(paths: Paths) -> None:
    size, worth = len(paths.channels), worths(paths, "conversions")
    found = np.zeros(size)
    for order in permutations(range(size)):
        joined = 0
        for channel in order:
            found[channel] += worth[joined | 1 << channel] - worth[joined]
            joined |= 1 << channel
    assert np.abs(shapley(paths).conversions - found / factorial(size)).max() < 1e-9


def test_a_path_is_shared_by_its_distinct_channels() -> None:
    found = shapley(paths_of([("a > b > a > a", 6, 0), ("b", 1, 0)]))
    assert found.conversions.tolist() == [3.0, 4.0]


def test_the_estimate_lies_within_its_error_and_adds_up() -> None:
    paths = published()
    exact, close = shapley(paths, "rate"), estimated(paths, seed=3)
    assert close.error is not None
    assert (np.abs(close.conversions - exact.conversions) <= close.error).all()
    assert 0 < close.error.max() <= 0.01 * 19_785
    assert close.conversions.sum() == pytest.approx(19_785)
    assert close.value is not None
    assert close.value.sum() == pytest.approx(74_802.97158721083)


def test_beyond_twenty_channels_the_rate_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = paths_of([(f"c{place} > c{place + 1}", 1 + place % 3, 5) for place in range(25)])
    found = shapley(paths, "rate", seed=1)
    assert len(paths.channels) == 26
    assert found.error is not None
    assert found.conversions.sum() == pytest.approx(paths.conversions.sum())
    assert shapley(paths).error is None  # the other game is exact for any number
    monkeypatch.setattr(coalitions, "MOST", 26)
    assert shapley(paths_of([("a", 1, 1)]), "rate").error is None


def test_a_rate_without_failed_paths_is_not_known() -> None:
    found = credit(paths_of([("a > b", 1, 0)]), "shapley", Choices(worth="rate"))
    assert isinstance(found, NoData)
    with pytest.raises(ValueError, match="rate"):
        shapley(paths_of([("a > b", 1, 0)]), "rate")
