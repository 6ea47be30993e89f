"""Markov's removal effects against removing each channel by hand, and against the published data."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.attribution import chain
from otdel.analytics.attribution.chain import counted, removed
from otdel.analytics.attribution.markov import markov, with_range
from otdel.analytics.attribution.shapes import Floats, Paths
from otdel.analytics.attribution.tests.made import paths_of, published, worlds


def by_hand(paths: Paths, order: int) -> tuple[float, Floats]:
    """The chance to convert, and that without each channel: a matrix built anew for each from the texts of states."""
    walks = [tuple(paths.steps[a:b]) for a, b in zip(paths.offsets[:-1], paths.offsets[1:], strict=True)]
    names = {("start",)} | {walk[max(0, at - order + 1) : at + 1] for walk in walks for at in range(len(walk))}
    place = {name: at for at, name in enumerate(sorted(names, key=repr))}
    counts, ends = np.zeros((len(place), len(place))), np.zeros((len(place), 2))
    for walk, won, lost in zip(walks, paths.conversions, paths.nulls, strict=True):
        states = [("start",)] + [walk[max(0, at - order + 1) : at + 1] for at in range(len(walk))]
        for one, other in pairwise(states):
            counts[place[one], place[other]] += won + lost
        ends[place[states[-1]]] += [won, lost]
    total = (counts.sum(1) + ends.sum(1))[:, None]
    moves, wins = counts / total, ends[:, 0] / total[:, 0]

    def chance(gone: int | None) -> float:
        kept = [at for name, at in place.items() if gone is None or name == ("start",) or name[-1] != gone]
        inside = np.eye(len(kept)) - moves[np.ix_(kept, kept)]
        return float(np.linalg.solve(inside, wins[kept])[kept.index(place[("start",)])])

    return chance(None), np.array([chance(channel) for channel in range(len(paths.channels))])


@pytest.mark.parametrize("order", [1, 2, 3])
def test_removal_equals_building_the_chain_anew_without_the_channel(order: int) -> None:
    paths = published()
    found, (whole, without) = removed(counted(paths, order), len(paths.channels)), by_hand(paths, order)
    assert found.whole[0] == pytest.approx(whole, abs=1e-12)
    assert np.abs(found.without[:, 0] - without).max() < 1e-10


@given(worlds(), st.sampled_from([1, 2, 3]))
@settings(max_examples=60, deadline=None)
def test_so_it_does_for_any_paths(paths: Paths, order: int) -> None:
    found, (whole, without) = removed(counted(paths, order), len(paths.channels)), by_hand(paths, order)
    assert found.whole[0] == pytest.approx(whole, abs=1e-12)
    assert np.abs(found.without[:, 0] - without).max() < 1e-10


@given(worlds(), st.sampled_from([1, 2, 3]))
@settings(max_examples=60, deadline=None)
def test_the_whole_chain_brings_what_was_brought(paths: Paths, order: int) -> None:
    started = float((paths.conversions + paths.nulls).sum())
    whole = removed(counted(paths, order), len(paths.channels)).whole
    assert whole[0] * started == pytest.approx(paths.conversions.sum(), rel=1e-10)
    assert paths.value is not None
    assert whole[1] * started == pytest.approx(paths.value.sum(), rel=1e-10)


@pytest.mark.parametrize("order", [2, 3])
def test_sweeps_answer_as_the_inverse_does(order: int, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = published()
    exact = removed(counted(paths, order), len(paths.channels))
    monkeypatch.setattr(chain, "DENSE", 1)
    swept = removed(counted(paths, order), len(paths.channels))
    assert np.abs(exact.whole - swept.whole).max() < 1e-12 * exact.whole.max()
    assert np.abs(exact.without - swept.without).max() < 1e-11 * exact.whole.max()


def test_the_worked_example_of_the_page() -> None:
    """Four people: one searched and came by email, two searched, one came by email alone; two of them bought."""
    paths = paths_of([("search > email", 1, 0), ("search", 1, 1), ("email", 0, 1)])
    credit = markov(paths)
    assert credit.effects is not None
    search, email = credit.effects
    # From the start 3 of 4 meet search and 1 email; from search 1 of 3 goes on to email, 1 converts, 1 is lost.
    chance = Fraction(3, 4) * (Fraction(1, 3) + Fraction(1, 3) * Fraction(1, 2)) + Fraction(1, 4) * Fraction(1, 2)
    assert chance == Fraction(1, 2)
    assert email == pytest.approx(float(1 - Fraction(3, 4) * Fraction(1, 3) / chance))
    assert search == pytest.approx(float(1 - Fraction(1, 4) * Fraction(1, 2) / chance))
    assert credit.conversions.sum() == pytest.approx(2.0)


def test_a_channel_that_never_converts_is_given_nothing() -> None:
    credit = markov(paths_of([("a > b", 3, 1), ("c", 0, 9)]))
    assert credit.conversions[2] == 0.0
    assert credit.conversions.sum() == pytest.approx(3.0)


def test_an_order_nobody_defined_is_an_error() -> None:
    with pytest.raises(ValueError, match="order 4"):
        markov(paths_of([("a", 1, 0)]), 4)


def test_published_data_adds_up() -> None:
    paths = published()
    for order in (1, 2, 3):
        credit = markov(paths, order)
        assert credit.conversions.sum() == pytest.approx(19_785, abs=1e-8)
        assert credit.value is not None
        assert credit.value.sum() == pytest.approx(74_802.97158721083, abs=1e-7)


def test_more_people_make_the_range_narrower() -> None:
    few = [("search > email", 10, 20), ("search", 10, 40), ("email", 5, 30), ("video > email", 8, 50)]
    many = [(path, 100 * won, 100 * lost) for path, won, lost in few]
    widths = []
    for rows in (few, many):
        found = with_range(paths_of(rows), seed=1)
        assert found.ranges is not None
        assert (found.ranges[0] < found.conversions).all()
        assert (found.conversions < found.ranges[1]).all()
        widths.append(float((found.ranges[1] - found.ranges[0]).max() / found.conversions.sum()))
    assert widths[1] == pytest.approx(widths[0] / 10, rel=0.4)


def test_the_range_covers_what_another_sample_shows() -> None:
    """Worlds of 300 people drawn from one truth: the truth lies in nine of ten ranges, give or take."""
    truth = [("a > b", 30, 60), ("a", 20, 80), ("b > c", 25, 35), ("c", 10, 40)]
    expected = markov(paths_of(truth)).conversions / 85
    chance, inside = np.random.default_rng(5), []
    for seed in range(60):
        drawn = [(path, float(chance.poisson(won)), float(chance.poisson(lost))) for path, won, lost in truth]
        found = with_range(paths_of(drawn), seed=seed)
        assert found.ranges is not None
        low, high = found.ranges / found.conversions.sum()
        inside += [bool(one) for one in (low <= expected) & (expected <= high)]
    assert 0.8 <= np.mean(inside) <= 0.97
