"""Levers of the margin goal: a proposed budget for the weeks left, more money where the next 1 brings back more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from otdel.evidence.queries.mix_plain import Spread
from otdel.forecasting.queries import levers as module
from otdel.forecasting.queries.forecasts import GoalLine, goal
from otdel.forecasting.queries.levers import levers
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.calendar import containing
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, Role

MARGIN = "contribution_margin_marketing"


@pytest.fixture
def quarter(team: Department) -> GoalLine:
    plan(MARGIN, 160_000, period=Period.quarter(2026, 4))
    work_of(TODAY)
    return goal(AT_TERMINAL, "measure", MARGIN, 0, containing(TODAY, "quarter"))


def channel(name: str, middle: float) -> Any:
    spread = Spread(middle - 0.4, middle - 0.2, middle, middle + 0.2, middle + 0.4)
    return SimpleNamespace(channel=name, recent=Money(Decimal(7_000), "UAH"), next_back=spread, odds_next=0.9)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def give(channels: list[Any], proposed: list[Any]) -> None:
        found = SimpleNamespace(channels=channels) if channels else NoData.because("mix_never_fitted")
        monkeypatch.setattr(module, "mix", lambda viewer: found)
        monkeypatch.setattr(module, "proposals", lambda viewer, state: proposed)

    return give


def test_more_is_offered_only_where_the_next_money_comes_back(quarter: GoalLine, answers: Callable[..., None]) -> None:
    """A tenth of 7,000 a week over the 39 days left is 3,900; at 1.5 it brings 5,850 of margin."""
    answers([channel("Search", 1.5), channel("Social", 0.7)], [])
    (more, pace) = levers(AT_TERMINAL, quarter)
    assert (more.reason.code, more.reason.values["channel"], more.source) == ("lever_more", "Search", "mix")
    assert more.effect == pytest.approx(5_850)
    assert more.low == pytest.approx(3_900 * 1.1)
    assert more.high == pytest.approx(3_900 * 1.9)
    assert more.odds == 0.9
    assert pace.source == "history"


def test_a_proposal_counts_for_the_weeks_of_it_that_are_left(quarter: GoalLine, answers: Callable[..., None]) -> None:
    """Eight weeks from 30 November: four weeks and four days of them lie in the quarter."""
    proposed = SimpleNamespace(
        id=4, start=date(2026, 11, 30), weeks=8, gain=Money(Decimal(8_000), "UAH"),
        gain_low=Money(Decimal(-800), "UAH"), gain_high=Money(Decimal(16_000), "UAH"), odds=Decimal("0.8"),
    )  # fmt: skip
    answers([], [proposed])
    first = levers(AT_TERMINAL, quarter)[0]
    assert first.effect == pytest.approx(8_000 * (32 / 7) / 8)
    assert first.low is not None
    assert first.low < 0
    assert first.href.endswith("#proposal-4")


def test_without_a_model_only_history_speaks(quarter: GoalLine, answers: Callable[..., None]) -> None:
    answers([], [])
    (only,) = levers(AT_TERMINAL, quarter)
    assert (only.source, only.effect) == ("history", None)


def test_money_of_channels_is_for_those_who_see_money(
    team: Department, quarter: GoalLine, answers: Callable[..., None]
) -> None:
    answers([channel("Search", 1.5)], [])
    assert [one.source for one in levers(team.viewer(Role.CONTRACTOR), quarter)] == ["history"]
    assert [one.source for one in levers(team.viewer(Role.SPECIALIST), quarter)] == ["mix", "history"]
