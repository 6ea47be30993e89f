"""Pages of the plan and Today in a real browser: both themes, wide and on a phone, three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from otdel.forecasting.models import EarlyWarning
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.services.replaying import replay
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
MARGIN, PAID = "contribution_margin_marketing", "contribution_margin_paid"
LANGS = ("en", "uk", "ru")

Sees = Callable[[Role], Browser]


@pytest.fixture
def lived(team: Department) -> Department:
    """Plans of three months, six Mondays replayed, today's forecasts and warnings."""
    for month in (9, 10, 11):
        plan(MARGIN, 70_000 if month == 11 else 40_000, period=Period.month(2026, month))
    plan(PAID, 70_000, team.members["ihor"])
    replay(TODAY, weeks=8)
    work_of(TODAY)
    return team


@pytest.fixture
def sees(chromium: Any, live_server: Any, lived: Department) -> Sees:
    return lambda role: Browser(chromium, live_server.url, lived.people[role])


def test_the_plan_is_fit_to_ship(sees: Sees) -> None:
    sees(Role.OWNER).fit_to_ship("/plan/?period=2026-11", langs=LANGS)
    sees(Role.OWNER).fit_to_ship(f"/plan/goal/measure/{MARGIN}/?period=2026-11", langs=LANGS)


def test_early_warnings_are_fit_to_ship(sees: Sees) -> None:
    row = EarlyWarning.objects.get(code=MARGIN, unit="month", replayed=False)
    sees(Role.HEAD).fit_to_ship("/forecasts/warnings/", langs=LANGS)
    sees(Role.HEAD).fit_to_ship(f"/forecasts/warnings/{row.pk}/", langs=LANGS)


def test_forecast_quality_is_fit_to_ship(sees: Sees) -> None:
    sees(Role.HEAD).fit_to_ship("/forecasts/quality/", langs=LANGS)


def test_today_is_fit_to_ship_for_owner_and_specialist(sees: Sees) -> None:
    sees(Role.OWNER).fit_to_ship("/?by=month", langs=LANGS)
    sees(Role.SPECIALIST).fit_to_ship("/", langs=LANGS)


def test_a_head_makes_a_task_of_a_warning(sees: Sees) -> None:
    row = EarlyWarning.objects.get(code=MARGIN, unit="month", replayed=False)
    with sees(Role.HEAD).page(f"/forecasts/warnings/{row.pk}/") as page:
        page.get_by_role("button", name="Make a task").click()
        page.get_by_text("is written down").first.wait_for()
        assert "/tasks/" in page.url
        assert page.problems == []
