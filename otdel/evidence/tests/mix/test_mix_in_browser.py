"""The pages of the mix model in a real browser: readable by all, and a slider that keeps the budget whole."""

from __future__ import annotations

from typing import Any

import pytest

from otdel.accounts.models import Person
from otdel.evidence.models import MixFit
from otdel.kit.viewer import Role
from otdel.testing.browser import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner_sees(chromium: Any, live_server: Any, people: dict[Role, Person], fitted: int) -> Browser:
    return Browser(chromium, live_server.url, people[Role.OWNER])


def test_every_page_is_fit_to_ship(owner_sees: Browser) -> None:
    for address in (
        "channels/", "channels/paid_search/", "scenario/", "proposals/", "model/", "model/weeks", "model/beliefs/",
        "model/beliefs/paid_search/", "tests/", "tests/new",
    ):  # fmt: skip
        owner_sees.fit_to_ship(f"/money/{address}", langs=("en", "uk", "ru"))


def test_what_stands_there_before_a_model_is_fit_to_ship(owner_sees: Browser) -> None:
    MixFit.objects.all().delete()
    owner_sees.fit_to_ship("/money/channels/", langs=("en", "uk", "ru"))


def nudged(page: Any) -> None:
    """The first slider one key away from where the model left it, to the side where there is room."""
    slider = page.locator("#at-1")
    slider.focus()
    page.keyboard.press("ArrowLeft" if slider.evaluate("e => e.value - e.min > (e.max - e.min) / 2") else "ArrowRight")
    page.locator("#hold-1:checked").wait_for()


def test_a_moved_slider_is_held_and_the_others_fill_the_budget(owner_sees: Browser) -> None:
    with owner_sees.page("/money/scenario/") as page:
        whole = page.inner_text("#scenario-total")
        other = page.inner_text("#out-2")
        nudged(page)
        assert page.inner_text("#scenario-total") == whole
        assert page.inner_text("#out-2") != other
        assert page.evaluate("document.activeElement.id") == "at-1"
        assert page.problems == []


def test_a_plan_goes_from_the_sliders_to_a_decision(owner_sees: Browser) -> None:
    with owner_sees.page("/money/scenario/") as page:
        nudged(page)
        page.get_by_role("button", name="Propose to the budget owner").click()
        page.wait_for_url("**/money/proposals/*/")
        page.get_by_role("button", name="Accept the budget").click()
        page.get_by_text("Accepted", exact=True).first.wait_for()
        address = page.url
    owner_sees.fit_to_ship(address.removeprefix(owner_sees.server), langs=("en", "uk", "ru"))
