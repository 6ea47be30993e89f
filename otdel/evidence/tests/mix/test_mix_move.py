"""What a suggested move and a suggested test say, and where they lead."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from otdel.evidence.pages.mix.move import caution, scenario_of
from otdel.evidence.pages.mix.pictures import range_picture, top_of
from otdel.evidence.pages.mix.tried import tried
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.mix_scenario import scenario
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.evidence.wording import mix_saying
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer


@pytest.mark.django_db
def test_the_scenario_opens_with_the_lines_the_move_held(fitted: int, viewers: dict[Role, Viewer]) -> None:
    held = scenario(viewers[Role.HEAD], fitted, 13)
    assert not isinstance(held, NoData)
    move = held.best()
    assert not isinstance(move, Reason)
    opened = tried(dict(parse_qsl(urlsplit(scenario_of(move, [SEARCH])).query)), (SEARCH, SOCIAL))
    assert opened.held == {SEARCH: next(line.to for line in move.lines if line.channel == SEARCH)}
    assert "?" not in scenario_of(move, [])


@pytest.mark.django_db
def test_a_channel_raised_though_its_next_unit_loses_is_named(fitted: int, viewers: dict[Role, Viewer]) -> None:
    view, held = asked.mix(viewers[Role.HEAD]), scenario(viewers[Role.HEAD], fitted, 13)
    assert not isinstance(view, NoData) and not isinstance(held, NoData)
    move = held.best()
    assert not isinstance(move, Reason)
    raised = {line.channel for line in move.lines if line.change > 0}
    losing = [one for one in view.channels if one.channel in raised and one.next_back.middle < 1]
    assert bool(caution(view, move)) is bool(losing)


def plan(code: str, **values: str | int) -> str:
    usual: dict[str, str | int] = {"channel": SEARCH, "weeks": 4, "after": 0, "share": 100, "power": 90, "narrows": 40,
                                   "currency": "UAH"}  # fmt: skip
    return mix_saying.remedy(Reason.of(code, **usual | values))


def test_a_test_that_pays_for_itself_is_not_said_to_cost_less_than_nothing() -> None:
    saves = plan("mix_do_test_off", cost="-1649", saved="60000", lost="58351")
    assert "It should pay for itself: ₴60,000 of spend is saved, and about ₴58,351 of margin is given up" in saves
    earns = plan("mix_do_test_double", cost="-1649", saved="-20000", lost="-21649", after=2)
    assert "It should pay for itself: ₴20,000 more is spent, and it brings about ₴21,649 more margin" in earns
    assert "Count sales for 2 weeks more." in earns
    assert not [words for words in (saves, earns) if "costs" in words or "−" in words]
    assert plan("mix_do_test_off", cost="1649", saved="60000", lost="61649").endswith("It costs about ₴1,649.")


def test_one_channel_far_beyond_the_others_is_an_arrow_and_does_not_squeeze_them() -> None:
    near, across, far = Spread(0.5, 0.8, 1.0, 1.2, 1.5), Spread(2, 3, 4, 5, 6), Spread(5.7, 6.7, 8.0, 9.3, 10.6)
    top = top_of([near, near, near, near, far])
    assert top == 3.0
    drawn = [range_picture("Search", "back", one, top) for one in (near, across, far)]
    assert ["circle" in one for one in drawn] == [True, False, False]
    assert ["whisk" in one for one in drawn] == [True, True, False]
    assert ["arrow" in one for one in drawn] == [False, True, True]
