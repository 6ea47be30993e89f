"""The designer in a real browser: asked, answered, kept; in both themes, wide and on a phone, in three languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.organisation.models import Engagement, Member
from otdel.organisation.rules.designer import Plan
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.designing import save_design
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def small(owner: Person) -> None:
    """One marketer and an owner, and a plan kept last week."""
    Company.objects.create(name="Lumen Home", currency="UAH")
    viewer = as_viewer(owner)
    iryna = Member.objects.create(name="Iryna Bondar", slug="iryna")
    Engagement.objects.create(member=iryna, role=adopt(viewer, "generalist"), start=date(2026, 1, 1))
    save_design(viewer, "Winter", Plan.made("UAH", {"budget": Decimal(90000)}))


def test_somebody_asks_reads_and_keeps_a_plan(browser: Browser, small: None) -> None:
    with browser.page("/team/designer/") as page:
        page.get_by_label("Budget for new people, a month").fill("45 000")
        page.get_by_label("Pages worked on for search").fill("30")
        page.get_by_role("button", name="Show the answer").first.click()
        page.get_by_role("heading", name="Who to hire").wait_for()
        assert "budget=45" in page.url
        page.get_by_text("Effect in money").wait_for()  # what matters most comes by itself
        page.get_by_label("Name of the plan").fill("Spring")
        page.get_by_role("button", name="Keep it").click()
        page.get_by_text("This is the plan").wait_for()
        assert page.get_by_role("link", name="Spring").count() == 1
        assert page.problems == []


def test_the_page_is_fit_to_ship(browser: Browser, small: None) -> None:
    browser.fit_to_ship("/team/designer/?budget=60000&volume.landings=2&spend=250000", LANGS)


def test_an_impossible_plan_and_a_wrong_figure_are_fit_to_ship(browser: Browser, small: None) -> None:
    browser.fit_to_ship("/team/designer/?budget=0&spend=2000000&least.ads=90", LANGS)
    browser.fit_to_ship("/team/designer/?budget=x&hours.full=1")
