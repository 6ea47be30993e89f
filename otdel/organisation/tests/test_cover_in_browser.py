"""Accesses, processes, replaceability and dossiers in a real browser: three languages, two themes, two widths."""

from __future__ import annotations

from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.organisation.models import AccessCheck, Holding
from otdel.organisation.services.leaving import leave
from otdel.organisation.tests.cover_scene import DAY, Scene, play
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def scene(db: None) -> Scene:
    return play()


@pytest.fixture
def owner_browser(chromium: Any, live_server: Any, scene: Scene) -> Browser:
    return Browser(chromium, live_server.url, scene.made.accounts[Role.OWNER])


def test_every_page_is_fit_to_ship(owner_browser: Browser, scene: Scene) -> None:
    leave(scene.owner, scene.made.members["kyrylo"], scene.today - 4 * DAY)
    first, last = scene.today + 7 * DAY, scene.today + 20 * DAY
    for url in (
        "/team/accesses/",
        f"/team/access/{scene.accesses['ads'].pk}/",
        f"/team/access/{scene.accesses['blog'].pk}/",
        "/team/process/ppc_daily/",
        f"/team/cover/?who=olena-kovalenko&first={first}&last={last}",
        "/team/person/kyrylo-contractor/leaving/",
        "/team/person/olena-kovalenko/dossier/",
    ):
        owner_browser.fit_to_ship(url, LANGS)
    for url in ("/team/accesses/new/", "/team/accesses/import/", "/team/person/olena-kovalenko/leaving/"):
        owner_browser.fit_to_ship(url)


def test_others_see_pages_that_are_whole(chromium: Any, live_server: Any, scene: Scene) -> None:
    Browser(chromium, live_server.url, scene.made.accounts[Role.SPECIALIST]).fit_to_ship("/team/process/ppc_daily/")
    Browser(chromium, live_server.url, scene.made.accounts[Role.ACCOUNTANT]).fit_to_ship("/team/accesses/")
    Browser(chromium, live_server.url, scene.made.accounts[Role.CONTRACTOR]).fit_to_ship("/team/accesses/")


def test_a_check_is_written_down_and_the_problem_goes(owner_browser: Browser, scene: Scene) -> None:
    blog = scene.accesses["blog"].pk
    with owner_browser.page("/team/accesses/?q=WordPress") as page:
        page.get_by_role("link", name="Check it", exact=True).click()
        page.get_by_text("Write down a check").click()
        page.get_by_label("The register is right, and the backup could sign in").check()
        page.get_by_role("button", name="Write down the check").click()
        page.get_by_text("The check is written down").wait_for()
        assert page.get_by_text("It is in order").is_visible()
    assert AccessCheck.objects.get(access_id=blog).found


def test_an_access_is_closed_behind_somebody_who_left(owner_browser: Browser, scene: Scene) -> None:
    with owner_browser.page("/team/person/olena-kovalenko/leaving/") as page:
        page.get_by_label("Last day at work").fill((scene.today - 3 * DAY).isoformat())
        page.get_by_role("button", name="Write it down").click()
        page.get_by_text("1 access of Olena Kovalenko should be closed by now.").wait_for()
        page.get_by_role("button", name="It is closed").click()
        page.get_by_text("No access is open.").wait_for()
    assert Holding.objects.get(member=scene.made.members["olena"]).end is not None
