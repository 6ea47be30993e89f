"""Where models part and why; how people came."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.analytics.attribution import heuristics, patterns
from otdel.analytics.attribution.comparing import differences, parts
from otdel.analytics.attribution.markov import markov
from otdel.analytics.attribution.models import DIRECT, is_direct
from otdel.analytics.attribution.shapes import Paths
from otdel.analytics.attribution.tests.made import paths_of, published

SHOP = [("ads > mail", 6, 4), ("ads > blog > mail", 2, 8), ("mail", 2, 0), ("blog > blog > blog", 0, 10)]


def reasons(paths: Paths) -> dict[str, list[str]]:
    credits = {"first": heuristics.first(paths), "last": heuristics.last(paths), "linear": heuristics.linear(paths)}
    found = differences(paths, {**credits, "markov": markov(paths)})
    return {one.channel: [reason.code.removeprefix("attribution.") for reason in one.why] for one in found}


def test_parts_count_paths_by_their_conversions() -> None:
    played = parts(paths_of(SHOP))
    assert played.present.tolist() == [8.0, 10.0, 2.0]
    assert played.opens.tolist() == [1.0, 0.2, 0.0]
    assert played.closes.tolist() == [0.0, 1.0, 0.0]
    assert played.alone.tolist() == [0.0, 0.2, 0.0]
    assert played.rate.tolist() == pytest.approx([0.4, 10 / 22, 0.1])


def test_an_opener_a_closer_and_what_stands_between_are_told() -> None:
    found = reasons(paths_of(SHOP))
    assert found["ads"] == ["opener"]
    assert found["mail"] == ["closer"]
    assert found["blog"] == ["between", "converts_less"]


def test_what_direct_visits_closed_is_passed_on() -> None:
    paths = paths_of([("ads > direct", 6, 4), ("mail", 2, 1)])
    rules = {"linear": heuristics.linear(paths)}
    passed = heuristics.last_non_direct(paths, is_direct(paths, DIRECT))
    found = {
        one.channel: one.why[0].code for one in differences(paths, {**rules, "last_non_direct": passed}) if one.why
    }
    assert found == {"ads": "attribution.passed_to", "direct": "attribution.passed_over"}


def test_the_widest_difference_comes_first() -> None:
    paths = published()
    found = differences(paths, {"first": heuristics.first(paths), "last": heuristics.last(paths)})
    assert found[0].channel == "alpha"
    assert (found[0].lowest, found[0].highest) == ("first", "last")
    assert [found[0].low, found[0].high] == pytest.approx([6308 / 19785, 8447 / 19785])
    assert [one.apart for one in found[:2]] == [True, True]
    assert not found[-1].apart
    assert found[-1].why == ()


def test_paths_of_one_channel_leave_nothing_to_argue_about() -> None:
    found = reasons(paths_of([("a", 3, 1), ("b", 1, 3)]))
    assert found == {"a": [], "b": []}


def test_lengths_hold_every_conversion() -> None:
    paths = published()
    found = patterns.lengths(paths)
    assert [one.conversions for one in found[:3]] == [3412, 2398, 6343]
    assert sum(one.conversions for one in found) == 19_785
    assert sum(one.paths for one in found) == 19_785 + 68_602
    assert patterns.touches_usual(paths) == 3


def test_days_from_the_first_touch() -> None:
    paths = paths_of([("a > b", 1, 0), ("a", 1, 0), ("b > a", 8, 0)])
    assert patterns.days_to_conversion(paths) is None
    found = patterns.days_to_conversion(replace(paths, ages=np.array([5.0, 0.0, 0.0, 2.0, 1.0])))
    assert found == (2.0, 2.0)


def test_sequences_tell_a_channel_met_again_at_once() -> None:
    first, second = patterns.sequences(paths_of([("a > a > b", 2, 1), ("a > b > b", 3, 0), ("a", 1, 9)]))
    assert (first.channels, first.conversions, first.rate) == (("a", "b"), 5.0, 5 / 6)
    assert (second.channels, second.conversions, second.rate) == (("a",), 1.0, 0.1)
