"""The pages of numbers in a real browser: readable by all, in both themes, at both widths, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.scorecard.tests.conftest import Department
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser

Sees = Callable[[Role], Browser]


@pytest.fixture
def sees(chromium: Any, live_server: Any, team: Department) -> Sees:
    return lambda role: Browser(chromium, live_server.url, team.people[role])


@pytest.mark.parametrize(
    "address",
    [
        "/team/readings/?period=2026-10",
        "/team/readings/type/sample_items/?period=2026-10",
        "/team/plans/",
        "/team/plans/targets/?kpi=ppc_waste",
        "/team/periods/",
        "/team/kpi/ppc_waste/change/",
    ],
)
def test_every_page_is_fit_to_ship(sees: Sees, address: str) -> None:
    sees(Role.OWNER).fit_to_ship(address, langs=("en", "uk", "ru"))
