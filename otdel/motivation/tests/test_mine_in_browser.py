"""My pay and the statement in a real browser: fit for all, in three languages; sliders that answer as they move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.motivation.tests.mine_scene import Mine, lived
from otdel.scorecard.models import KpiValue
from otdel.scorecard.tests.conftest import Department, people, shop, stored, team, today
from otdel.testing.browser import Browser, violations

__all__ = ["people", "shop", "stored", "team", "today"]

pytestmark = pytest.mark.browser

Sees = Callable[[Role], Browser]


@pytest.fixture
def mine(team: Department, stored: Callable[..., KpiValue]) -> Mine:
    return lived(team, stored)


@pytest.fixture
def sees(chromium: Any, live_server: Any, mine: Mine) -> Sees:
    return lambda role: Browser(chromium, live_server.url, mine.team.people[role])


def test_my_pay_is_fit_to_ship(sees: Sees) -> None:
    sees(Role.SPECIALIST).fit_to_ship("/pay/", langs=("en", "uk", "ru"))


def test_the_statement_is_fit_to_ship(sees: Sees, mine: Mine) -> None:
    sees(Role.SPECIALIST).fit_to_ship(f"/pay/statement/{mine.statement.pk}/", langs=("en", "uk", "ru"))


def test_pages_without_an_agreement_are_fit_to_ship(sees: Sees) -> None:
    sees(Role.CONTRACTOR).fit_to_ship("/pay/")
    sees(Role.OWNER).fit_to_ship("/pay/person/yulia/")


def test_every_line_opened_is_fit_for_all(sees: Sees, mine: Mine) -> None:
    for address in ("/pay/", f"/pay/statement/{mine.statement.pk}/"):
        with sees(Role.SPECIALIST).page(address, width=390) as page:
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_slider_answers_in_money_and_reset_brings_it_back(sees: Sees, mine: Mine) -> None:
    with sees(Role.SPECIALIST).page("/pay/") as page:
        before = page.locator(".answer b").inner_text()
        slider = page.locator("input[name='at-ppc_tests']")
        slider.focus()
        for _ in range(4):
            slider.press("ArrowLeft")
        page.wait_for_function("before => document.querySelector('.answer b').textContent !== before", arg=before)
        at = page.locator(f"#wi-{mine.agreement.pk}-ppc_tests-at").inner_text()
        assert slider.get_attribute("aria-valuetext") == at
        page.get_by_role("link", name="Reset").click()
        page.wait_for_function("before => document.querySelector('.answer b').textContent === before", arg=before)
        assert page.problems == []


def test_a_line_is_questioned_from_the_page(sees: Sees, mine: Mine) -> None:
    with sees(Role.SPECIALIST).page(f"/pay/statement/{mine.statement.pk}/") as page:
        line = page.locator(".stmt > li").nth(1)
        line.locator("summary.payline").click()
        line.get_by_text("Question this line").click()
        line.locator("textarea").fill("Three leads are missing")
        line.get_by_role("button", name="Send the question").click()
        page.wait_for_load_state()
        assert "Questioned" in page.locator(".stmt > li").nth(1).inner_text()
