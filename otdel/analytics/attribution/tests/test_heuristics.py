"""Rules of thumb: the published figures to the unit, and credit that always adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.attribution import heuristics
from otdel.analytics.attribution.models import Choices, credit
from otdel.analytics.attribution.shapes import Credit, Paths
from otdel.analytics.attribution.tests.made import paths_of, published, worlds
from otdel.kit.reason import NoData

# What ChannelAttribution 2.2.5 says of its own data: conversions of first, last and linear, value of linear.
PUBLISHED = {
    "alpha": (6308, 8447, 7574.718594, 24524.709569),
    "beta": (2831, 989, 2083.500145, 8954.266717),
    "delta": (1, 5, 1.725, 4.40405),
    "epsilon": (99, 531, 272.170438, 1106.270065),
    "eta": (3164, 4167, 3539.951157, 13783.497051),
    "gamma": (165, 92, 121.041639, 569.417358),
    "iota": (4606, 3355, 3857.096221, 15988.988995),
    "kappa": (74, 230, 137.964078, 599.747786),
    "lambda": (902, 1207, 1035.257572, 4430.316169),
    "mi": (2, 2, 2.222222, 6.081444),
    "theta": (1606, 653, 1022.801394, 4295.743619),
    "zeta": (27, 107, 136.55154, 539.528763),
}
MODELS = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley")


def test_the_published_figures_to_the_unit() -> None:
    paths = published()
    first, last, linear = (model(paths) for model in (heuristics.first, heuristics.last, heuristics.linear))
    assert linear.value is not None
    for place, channel in enumerate(paths.channels):
        expected = PUBLISHED[channel]
        assert (first.conversions[place], last.conversions[place]) == expected[:2]
        assert linear.conversions[place] == pytest.approx(expected[2], abs=1e-6)
        assert linear.value[place] == pytest.approx(expected[3], abs=1e-6)
    assert first.conversions.sum() == 19_785


def aged(paths: Paths) -> Paths:
    """The same with a touch every second day, the last one on the day of the conversion."""
    left = np.repeat(paths.offsets[1:], paths.lengths) - 1 - np.arange(len(paths.steps))
    return replace(paths, ages=2.0 * left.astype(np.float64))


@given(worlds(), st.sampled_from(MODELS), st.sampled_from([1, 2, 3]))
@settings(max_examples=150, deadline=None)
def test_every_model_gives_away_all_conversions_and_all_value(paths: Paths, model: str, order: int) -> None:
    found = credit(aged(paths), model, Choices(direct=("a",), order=order))
    assert isinstance(found, Credit)
    assert found.conversions.sum() == pytest.approx(paths.conversions.sum(), rel=1e-9)
    assert found.value is not None
    assert paths.value is not None
    assert found.value.sum() == pytest.approx(paths.value.sum(), rel=1e-9, abs=1e-12)
    assert (found.conversions >= 0).all()


def given_by(text: str, model: str, **choices: object) -> dict[str, float]:
    paths = aged(paths_of([(text, 1, 0)]))
    found = credit(paths, model, Choices(**choices))  # type: ignore[arg-type]
    assert isinstance(found, Credit)
    return dict(zip(paths.channels, found.conversions.round(6).tolist(), strict=True))


def test_position_gives_forty_twenty_forty() -> None:
    assert given_by("a > b > c > d", "position") == {"a": 0.4, "b": 0.1, "c": 0.1, "d": 0.4}
    assert given_by("a > b", "position") == {"a": 0.5, "b": 0.5}
    assert given_by("a", "position") == {"a": 1.0}


def test_a_direct_visit_at_the_end_passes_the_credit_back() -> None:
    assert given_by("ads > mail > direct > direct", "last_non_direct") == {"ads": 0.0, "mail": 1.0, "direct": 0.0}
    assert given_by("Direct > Direct", "last_non_direct") == {"Direct": 1.0}
    assert given_by("ads > home", "last_non_direct", direct=("HOME",)) == {"ads": 1.0, "home": 0.0}


def test_a_half_life_earlier_counts_half() -> None:
    assert given_by("a > b", "time_decay", half_life=2.0) == {"a": round(1 / 3, 6), "b": round(2 / 3, 6)}


def test_decay_holds_when_every_touch_was_ages_ago() -> None:
    paths = replace(paths_of([("a > b", 1, 0)]), ages=np.array([40_002.0, 40_000.0]))
    assert heuristics.time_decay(paths, 2.0).conversions == pytest.approx([1 / 3, 2 / 3])


def test_without_times_decay_is_not_known() -> None:
    found = credit(paths_of([("a > b", 1, 0)]), "time_decay", Choices())
    assert isinstance(found, NoData)
    assert found.reason.code == "attribution.no_times"
