"""The money pages in a real browser: readable by all, in both themes, at both widths, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from otdel.accounts.models import Person
from otdel.evidence.tests.conftest import SEPTEMBER
from otdel.kit.viewer import Role
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser

Sees = Callable[[Role], Browser]


@pytest.fixture
def sees(chromium: Any, live_server: Any, shop: dict[Role, Person]) -> Sees:
    return lambda role: Browser(chromium, live_server.url, shop[role])


@pytest.mark.parametrize(
    "address",
    [
        f"/money/{SEPTEMBER}",
        f"/money/campaigns{SEPTEMBER}",
        f"/money/of/paid_search{SEPTEMBER}",
        f"/money/spend/paid_search{SEPTEMBER}",
        f"/money/sales{SEPTEMBER}",
        f"/money/query{SEPTEMBER}",
        "/",
    ],
)
def test_every_page_is_fit_to_ship(sees: Sees, address: str) -> None:
    sees(Role.OWNER).fit_to_ship(address, langs=("en", "uk", "ru"))


@pytest.mark.parametrize("address", [f"/money/paths/{SEPTEMBER}", f"/money/paths/paid_search/{SEPTEMBER}&model=linear"])
def test_paths_are_fit_to_ship(chromium: Any, live_server: Any, visited: dict[Role, Person], address: str) -> None:
    Browser(chromium, live_server.url, visited[Role.OWNER]).fit_to_ship(address, langs=("en", "uk", "ru"))


def test_filters_live_in_the_address(sees: Sees) -> None:
    with sees(Role.HEAD).page(f"/money/campaigns{SEPTEMBER}") as page:
        page.get_by_text("Compare, VAT and filters").click()
        page.get_by_label("Campaign", exact=True).fill("shade")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_url("**q=shade**")
        assert "period=2026-09" in page.url
        assert page.get_by_role("link", name="Shades").count() >= 1
        assert page.get_by_role("link", name="Lamps").count() == 0


def test_the_question_mark_explains_a_number(sees: Sees) -> None:
    with sees(Role.OWNER).page(f"/money/{SEPTEMBER}") as page:
        page.get_by_role("button", name="Explain: Spent").first.click()
        explained = page.locator(".pop:popover-open")
        assert "3" in explained.inner_text()  # rows of the file
        assert "Google Ads" in explained.inner_text()


def test_a_campaign_is_found_from_the_front_page_by_keyboard_alone(sees: Sees) -> None:
    with sees(Role.OWNER).page("/") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("money")
        page.keyboard.press("Enter")
        page.wait_for_url("**/money/**")
