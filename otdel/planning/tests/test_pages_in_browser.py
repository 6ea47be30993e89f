"""The pages of work in a real browser: both themes, wide and on a phone, three languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from otdel.accounts.models import Person
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import JobRole, Member, Zone
from otdel.planning import services
from otdel.planning.models import Promise, Task
from otdel.planning.services import NewPromise
from otdel.planning.tests.conftest import MakeTask
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def busy(make: MakeTask, viewers: dict[Role, Viewer], department: dict[str, Member]) -> dict[str, Task]:
    """A department in the middle of its week: a task in each state, promises of each kind."""
    today = timezone.localdate()

    def in_days(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    zone = Zone.objects.create(
        code="generalist.site", name="Landing pages", role=JobRole.objects.get(code="generalist")
    )
    made = {
        "late": make(in_days(-4), "sofiia", title="Check the tags on the checkout pages", zone=zone),
        "moved": make(in_days(-9), "sofiia", title="Month plan of spend by channel", due=today - timedelta(days=1)),
        "waits": make(
            in_days(-1),
            "sofiia",
            title="Landing page for the winter sale",
            kind="text",
            points=4,
            customer="hryhorii",
            waits=[(f"{in_days(-3)} 09:00", None)],
        ),
        "soon": make(in_days(3), "sofiia", title="Negative keywords of the brand campaign"),
        "test": make(in_days(12), "sofiia", title="Two headlines for the same offer", kind="copy_test"),
        "handed": make(
            in_days(1),
            "sofiia",
            title="Letter to past buyers",
            kind="text",
            customer="hryhorii",
            text="One letter, one offer.\nThe price is checked with sales.",
            handed_at=f"{in_days(-1)} 15:00",
            looks=[(f"{in_days(-2)} 10:00", False)],
            source={"code": "data_none", "values": {}, "href": "/money/data"},
        ),
        "done": make(
            in_days(-12),
            "sofiia",
            title="Article about sofas",
            kind="text",
            live_at=f"{in_days(-11)} 09:00",
            handed_at=f"{in_days(-13)} 15:00",
            accepted_at=f"{in_days(-12)} 10:00",
        ),
        "banner": make(in_days(6), "kyrylo", title="Six banners", kind="deliverable", customer="hryhorii"),
    }
    _promises(viewers[Role.HEAD], department, today)
    return made


def _promises(head: Viewer, department: dict[str, Member], today: date) -> None:
    me = department["hryhorii"].pk
    given: list[dict[str, Any]] = [
        {"what": "Course on experiments paid by the company", "due": today - timedelta(days=5), "kind": "training"},
        {"what": "Talk about the half year", "due": today + timedelta(days=8), "kind": "review"},
        {"what": "Payout for October", "due": today - timedelta(days=20), "kind": "payout"},
    ]
    made = [
        services.make_promise(head, NewPromise(me, to=department["sofiia"].pk, made_on=date(2026, 1, 10), **one))
        for one in given
    ]
    services.keep(head, made[2].pk, today - timedelta(days=21))


def test_every_page_is_fit_to_ship_for_the_head(
    chromium: Any, live_server: Any, cast: dict[Role, Person], busy: dict[str, Task]
) -> None:
    browser = Browser(chromium, live_server.url, cast[Role.HEAD])
    browser.fit_to_ship("/tasks/?tab=all", LANGS)
    browser.fit_to_ship("/promises/", LANGS)
    browser.fit_to_ship(f"/tasks/{busy['handed'].pk}/", LANGS)
    browser.fit_to_ship("/tasks/new/?title=Find+where+the+clicks+went&reason=data_none&href=/money/data", LANGS)
    for address in ("/tasks/?tab=done", "/tasks/?tab=late", f"/tasks/{busy['waits'].pk}/"):
        browser.fit_to_ship(address)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT])
def test_the_list_is_fit_to_ship_for_those_who_do_the_work(
    chromium: Any, live_server: Any, cast: dict[Role, Person], busy: dict[str, Task], role: Role
) -> None:
    Browser(chromium, live_server.url, cast[role]).fit_to_ship("/tasks/")


def test_work_goes_from_hand_to_hand(
    chromium: Any, live_server: Any, cast: dict[Role, Person], busy: dict[str, Task]
) -> None:
    sofiia = Browser(chromium, live_server.url, cast[Role.SPECIALIST])
    with sofiia.page("/tasks/") as page:
        page.get_by_label("What is to be done").fill("Call the printing house")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("“Call the printing house” is written down").wait_for()
        page.get_by_role("link", name="Landing page for the winter sale").click()
        page.get_by_role("button", name="It came: go on").click()
        page.get_by_text("The clock runs again").wait_for()
        page.get_by_role("button", name="Hand over").click()
        page.get_by_text("is to accept it or return it").wait_for()
        assert page.problems == []
    head = Browser(chromium, live_server.url, cast[Role.HEAD])
    with head.page(f"/tasks/{busy['waits'].pk}/") as page:
        page.get_by_text("Return for rework").click()
        page.get_by_label("What to change").fill("The price is of last year")
        page.get_by_role("button", name="Return it").click()
        page.get_by_role("heading", name="Returned for rework").wait_for()
        assert page.problems == []
    with head.page("/promises/") as page:
        page.get_by_role("button", name="Kept: Course on experiments").click()
        page.get_by_text("Kept late").wait_for()
        page.locator(".toast").get_by_role("button", name="Undo").click()
        page.get_by_text("Open again").wait_for()
        assert page.problems == []
    assert Promise.objects.filter(kept_on=None).count() == 2
