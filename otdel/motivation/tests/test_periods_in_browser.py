"""Pay periods, questions, decisions and the ledger in a real browser: both themes, wide and on a phone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from otdel.kit.viewer import Role
from otdel.motivation.models import Payment
from otdel.motivation.services import disputes, entries, runs
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import Scene, department
from otdel.motivation.tests.test_pay_period import begun, line, of, published
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
PERIOD = "/pay/periods/month/2026-10-01/"


@pytest.fixture
def scene(db: None) -> Scene:
    """October is approved: one line is questioned, one payment is made, something was decided."""
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        made = department()
        run = published(made)
        gate = line(of(made, "ihor"), "gate")
        disputes.question(made.viewer(Role.SPECIALIST), gate.pk, "The new site lost the campaign marks for a week.")
        runs.approve(made.owner, run.pk)
        payment = Payment.objects.get(statement__member=made.members["maryna"])
        mark_paid(made.owner, payment.pk, date(2026, 11, 3), "Order 17")
        entries.correct(made.owner, line(of(made, "maryna"), "base").pk, Decimal("-1200"), "Phone paid twice")
        runs.recalculate(made.owner, run.pk, "To be sure")
    return made


def test_pages_of_pay_are_fit_to_ship(scene: Scene, chromium: Any, live_server: Any) -> None:
    browser = Browser(chromium, live_server.url, scene.people[Role.OWNER])
    for address in ("/pay/periods/", "/pay/questions/", "/pay/entries/", "/pay/ledger/"):
        browser.fit_to_ship(address)
    browser.fit_to_ship(PERIOD, ("en", "uk", "ru"))


def test_the_accountants_page_is_fit_to_ship(scene: Scene, chromium: Any, live_server: Any) -> None:
    Browser(chromium, live_server.url, scene.people[Role.ACCOUNTANT]).fit_to_ship(PERIOD)


def test_pages_of_decisions_are_fit_to_ship(scene: Scene, chromium: Any, live_server: Any) -> None:
    browser = Browser(chromium, live_server.url, scene.people[Role.OWNER])
    leads = of(scene, "ihor").lines.get(code="component", subject="ppc_ql")
    for address in ("/pay/entries/extra/", f"/pay/entries/{leads.pk}/"):
        browser.fit_to_ship(address, ("en", "uk", "ru"))


@pytest.fixture
def objected(db: None) -> Scene:
    """October is calculated; the head objects to the statement of one who reports to them."""
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        made = department()
        begun(made)
        runs.object_to(made.viewer(Role.HEAD), of(made, "ihor").pk, "Ten of the leads came from my own form.")
    return made


def test_a_period_with_an_objection_is_fit_to_ship(objected: Scene, chromium: Any, live_server: Any) -> None:
    for role in (Role.OWNER, Role.HEAD):
        Browser(chromium, live_server.url, objected.people[role]).fit_to_ship(PERIOD)


def test_a_box_stays_open_when_the_click_or_the_hand_scrolls_the_page(
    scene: Scene, chromium: Any, live_server: Any
) -> None:
    """A click scrolls to its button first, and a phone to its field: the box opens all the same, and stays."""
    with Browser(chromium, live_server.url, scene.people[Role.ACCOUNTANT]).page(PERIOD, width=390) as page:
        page.set_viewport_size({"width": 390, "height": 500})
        page.evaluate("scrollTo(0, 0)")
        page.locator("[popovertarget^='paid-']").last.click()
        page.wait_for_timeout(200)  # the scroll is told after the click
        box = page.locator("[popover]:popover-open")
        assert page.evaluate("scrollY") > 0, "the page had nothing to scroll: the test sees nothing"
        assert box.count() == 1
        box.locator("[name=reference]").fill("Order 18")
        page.mouse.wheel(0, -60)
        page.wait_for_timeout(200)
        assert box.count() == 1
        assert box.locator("[name=reference]").input_value() == "Order 18"
