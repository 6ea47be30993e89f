"""The scenario answers while people talk: its table is counted once, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from otdel.analytics.mix.budget import scenario as scenario_module
from otdel.analytics.mix.budget.table import build
from otdel.evidence import draws
from otdel.evidence.models import MixFit
from otdel.evidence.queries import mix_scenario
from otdel.evidence.tests.mix.test_mix_pages import SignedIn
from otdel.kit.viewer import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The horizons a table was counted for, in order."""
    horizons: list[int] = []

    def told(mix: Any, weeks: int, margin: float | None) -> Any:
        horizons.append(weeks)
        return build(mix, weeks, margin)

    monkeypatch.setattr(scenario_module, "build", told)
    mix_scenario.forget()
    yield horizons
    mix_scenario.forget()


def test_sliders_are_answered_from_one_table_a_horizon(signed_in: SignedIn, fitted: int, counted: list[int]) -> None:
    client = signed_in(Role.HEAD)
    client.get("/money/channels/")
    for limit in ("10", "20", "30"):
        assert client.get("/money/scenario/", {"limit": limit}).status_code == 200
    assert counted == [13]
    client.get("/money/scenario/", {"weeks": "4"})
    client.get("/money/scenario/", {"weeks": "4", "goal": "cautious"})
    assert counted == [13, 4]


def test_a_table_in_memory_does_not_hide_that_the_draws_are_lost(
    signed_in: SignedIn, fitted: int, counted: list[int]
) -> None:
    client = signed_in(Role.HEAD)
    client.get("/money/scenario/")
    (draws.folder() / MixFit.objects.get(pk=fitted).draws).unlink()
    assert "The draws of this model are gone" in client.get("/money/scenario/").content.decode()


def test_a_reason_typed_before_a_slider_moves_is_still_there(signed_in: SignedIn, fitted: int) -> None:
    why = "Season begins & “boss” agrees"
    page = signed_in(Role.HEAD).get("/money/scenario/", {"limit": "10", "why": why}).content.decode()
    kept = re.search(r'<textarea id="why"[^>]*>([^<]*)</textarea>|id="why" name="why" value="([^"]*)"', page)
    assert kept
    assert unescape(kept[1] or kept[2]) == why
    assert 'hx-include="#why"' in page


def test_a_reason_waits_while_the_plan_is_one_that_cannot_be(signed_in: SignedIn, fitted: int) -> None:
    page = signed_in(Role.HEAD).get("/money/scenario/", {"budget": "1", "why": "later"}).content.decode()
    assert "Propose to the budget owner" not in page
    assert '<input type="hidden" id="why" name="why" value="later">' in page


def test_a_refused_proposal_comes_back_as_it_was(signed_in: SignedIn, fitted: int) -> None:
    form = {"fit": str(fitted), "weeks": "26", "limit": "10", "budget": "1", "why": "please"}
    answer = signed_in(Role.HEAD).post("/money/scenario/propose", form)
    assert answer.status_code == 302
    for part in ("weeks=26", "limit=10", "budget=1.00", "why=please"):
        assert part in answer["Location"]
