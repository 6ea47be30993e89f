"""The pages of numbers in a real browser: readable by all, in both themes, at both widths, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.scorecard.models import KpiValue
from otdel.scorecard.tests.conftest import Department
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser

Sees = Callable[[Role], Browser]


@pytest.fixture
def sees(chromium: Any, live_server: Any, team: Department, stored: Callable[..., KpiValue]) -> Sees:
    ihor = team.members["ihor"]
    for month, value in enumerate(("0.11", "0.12", None, "0.2", "0.22", "0.09", "0.15", "0.3", "0.25"), start=2):
        stored("ppc_waste", ihor, f"2026-{month:02}-01", value, "off" if value and value > "0.2" else "good")
    return lambda role: Browser(chromium, live_server.url, team.people[role])


@pytest.mark.parametrize(
    "address",
    [
        "/team/scorecard/?by=month",
        "/team/kpi/ppc_waste/?who=ihor&period=2026-09",
        "/team/kpi/ppc_waste/change/",
        "/team/measures/",
        "/team/measures/spend_paid/?period=2026-09",
        "/team/readings/?period=2026-10",
        "/team/readings/type/sample_items/?period=2026-10",
        "/team/plans/",
        "/team/plans/targets/?kpi=ppc_waste",
        "/team/periods/",
    ],
)
def test_every_page_is_fit_to_ship(sees: Sees, address: str) -> None:
    sees(Role.OWNER).fit_to_ship(address, langs=("en", "uk", "ru"))


def test_a_contractors_scorecard_is_fit_to_ship(sees: Sees) -> None:
    sees(Role.CONTRACTOR).fit_to_ship("/team/scorecard/?by=month")


def test_a_number_opens_down_to_the_row_of_the_file(sees: Sees) -> None:
    with sees(Role.OWNER).page("/team/kpi/ppc_pace/?period=2026-09") as page:
        page.locator("summary", has_text="The rows it counted").first.click()
        page.locator(".descent details[open] a", has_text="ads.csv").first.click()
        page.wait_for_url("**/money/row/**")
        assert "ads.csv" in page.inner_text("h1")
