"""Why numbers moved is said of every move that is shown, and a plan that cannot be shows no numbers of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from otdel.evidence.models import MixFit
from otdel.evidence.services.fitting import ask_to_fit
from otdel.evidence.tests.mix.test_mix_pages import SignedIn, text
from otdel.evidence.tests.record.conftest import SEARCH
from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role, Viewer

pytestmark = pytest.mark.django_db


def test_an_experiment_written_down_after_a_fitting_waits_for_the_next(
    signed_in: SignedIn, fitted: int, viewers: dict[Role, Viewer]
) -> None:
    saw = MixFit.objects.get(pk=fitted).first_week
    assert saw
    head = signed_in(Role.HEAD)
    first, last = saw.isoformat(), (saw + timedelta(days=13)).isoformat()
    form = {"channel": SEARCH, "kind": "off", "first": first, "last": last, "lift": "10000", "low": "6000",
            "high": "14000", "share": "100"}  # fmt: skip
    assert head.post("/money/tests/new", form).status_code == 302
    page = text(head, "tests/")
    assert "No experiment counts in the model yet" in page and "1 waits for the next fitting." in page
    assert "From the next fitting on" in page and "Fit again" in page
    ask_to_fit(viewers[Role.HEAD])
    run_waiting()
    page = text(head, "tests/")
    assert "1 experiment counts in the model" in page and "next fitting" not in page


def moved(fit: int, move: float, parts: list[dict[str, Any]], rest: float) -> None:
    change = {"channel": SEARCH, "before": 1.0, "after": 1.1, "move": move, "parts": parts, "rest": rest}
    MixFit.objects.filter(pk=fit).update(moved=[change | {"finding": None}])


def test_a_move_no_cause_explains_is_said_to_be_the_rest(signed_in: SignedIn, fitted: int) -> None:
    part = {"cause": {"code": "mix_moved_priors", "values": {"channels": SEARCH}}, "move": 0.01}
    moved(fitted, 0.12, [part], 0.11)
    page = text(signed_in(Role.OWNER), "model/")
    assert "the rest: the chance of draws, and what quick refits miss (+0.11)" in page
    assert "beliefs changed" not in page


def test_a_named_cause_stands_before_the_rest(signed_in: SignedIn, fitted: int) -> None:
    part = {"cause": {"code": "mix_moved_priors", "values": {"channels": SEARCH}}, "move": -0.3}
    moved(fitted, -0.25, [part], 0.05)
    page = text(signed_in(Role.OWNER), "model/")
    assert 0 < page.index("(−0.30)") < page.index("(+0.05)")


def test_a_plan_that_cannot_be_has_no_empty_panel_and_no_words_for_nothing(signed_in: SignedIn, fitted: int) -> None:
    page = text(signed_in(Role.HEAD), "scenario/", budget="1")
    assert "No plan keeps all of these limits" in page
    assert "What it should bring" not in page and "not worked out" not in page
