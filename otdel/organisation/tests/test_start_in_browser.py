"""A company of one marketer starts its department in a browser, and sees a whole one."""

from __future__ import annotations

import pytest

from otdel.accounts.models import Company, Person
from otdel.organisation.models import Accountability, Engagement, Member, Zone
from otdel.testing.browser import PHONE, TOO_WIDE, WIDE, Browser, violations

pytestmark = pytest.mark.browser
LANGS = ("uk", "ru", "en")  # the last one stays with the person


@pytest.fixture(autouse=True)
def company(db: None) -> Company:
    return Company.objects.create(name="Lumen Home", currency="EUR")


def test_one_marketer_and_an_owner_are_a_department(browser: Browser) -> None:
    browser.fit_to_ship("/team/", LANGS)
    with browser.page("/team/", width=PHONE) as page:
        page.get_by_role("link", name="Start").click()
        assert page.get_by_label("Owner, or whoever marketing answers to").input_value() == "Andrii Shevchuk"
        page.get_by_label("Name").first.fill("Iryna Kravets")
        page.get_by_role("button", name="See what is proposed").click()
        assert "5 zones" in page.inner_text(".lead")
        assert not Member.objects.exists()  # nothing is saved before somebody says so
        page.locator('select[name="zone:generalist.weekly_report"]').select_option("")
        page.get_by_role("button", name="Start with this department").click()
        page.get_by_text("The department stands").wait_for()
        assert "1 of 5" in page.inner_text(".lead")
        assert page.problems == []
    iryna = Engagement.objects.get(member__name="Iryna Kravets")
    assert iryna.reports_to is not None
    assert iryna.reports_to.person == Person.objects.get(name="Andrii Shevchuk")
    assert Accountability.objects.count() == 4 and Zone.objects.count() == 5
    browser.fit_to_ship("/team/", LANGS[:1])


def test_the_proposal_is_fit_to_ship(browser: Browser) -> None:
    Person.objects.create_person("m@lumen.example", None, name="Maryna Lys", role="head")
    Person.objects.create_person("k@lumen.example", None, name="Kyrylo Moroz", role="contractor")
    for width in (WIDE, PHONE):
        with browser.page("/team/start/", width=width) as page:
            page.get_by_role("button", name="See what is proposed").click()
            page.get_by_text("Who will report to whom").wait_for()
            assert violations(page) == []
            assert page.evaluate(TOO_WIDE) == []
