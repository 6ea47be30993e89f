"""The findings and the simulation of a version in a real browser, in every look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.motivation.services.checking import check
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.checked_scene import NOON, draft, heavy, with_past
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def owner(chromium: Any, live_server: Any) -> Iterator[Browser]:
    scene = with_past()
    with told_of(NOON):
        check(scene.owner, heavy(draft(scene)))
    yield Browser(chromium, live_server.url, scene.people[Role.OWNER])


def test_what_was_found_is_fit_to_ship(owner: Browser) -> None:
    owner.fit_to_ship("/pay/rules/buyer/2/", langs=("en", "uk", "ru"))


def test_a_finding_shows_its_picture_when_it_is_opened(owner: Browser) -> None:
    with owner.page("/pay/rules/buyer/2/") as page:
        opened = page.locator("#found details", has_text="Look at it").first
        assert not opened.locator("svg.line, svg.bars").first.is_visible()
        opened.locator("summary").first.click()
        assert opened.locator("figure svg >> visible=true").first.is_visible()
        assert not page.problems
