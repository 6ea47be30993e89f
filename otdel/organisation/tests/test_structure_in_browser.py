"""The department's pages in a real browser: both themes, wide and on a phone, in three languages."""

from __future__ import annotations

import pytest

from otdel.kit.viewer import Role
from otdel.organisation.models import Accountability, Engagement, Member, Part
from otdel.organisation.services.zones import add_zone, end_part
from otdel.organisation.tests.department import SINCE, Department, answers_for_everything, found_department
from otdel.testing.browser import PHONE, Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def full(db: None) -> Department:
    """A department with a zone nobody answers for and one with two."""
    made = found_department()
    answers_for_everything(made)
    for held in made.zone("ppc").accountabilities.all():
        end_part(made.owner, held, held.start)
    part(made, "cmo", 0, "ihor", Part.ACCOUNTABLE)
    part(made, "cmo", 1, "olena", Part.BACKUP)
    part(made, "ppc", 1, "ihor", Part.HELPS)
    return made


def part(made: Department, role: str, place: int, who: str, what: Part) -> None:
    zone = made.zone(role, place)
    Accountability.objects.create(zone=zone, member=made.members[who], part=what, start=SINCE)


@pytest.fixture
def signed_in(chromium: object, live_server: object, full: Department) -> Browser:
    return Browser(chromium, live_server.url, full.accounts[Role.OWNER])  # type: ignore[attr-defined]


def test_every_page_of_the_department_is_fit_to_ship(signed_in: Browser, full: Department) -> None:
    engagement = Engagement.objects.get(member=full.members["olena"])
    addresses = {
        "/team/": LANGS,
        "/team/person/olena-kovalenko/": LANGS,
        "/team/person/olha-owner/": LANGS[:1],
        "/team/start/": LANGS,
        "/team/exchange/": LANGS,
        "/team/add/": LANGS,
        f"/team/zone/{full.zone('cmo').pk}/": LANGS,
        f"/team/zone/{full.zone('ppc').pk}/": LANGS[:1],
        "/team/add-zone/": LANGS[:1],
        f"/team/engagement/{engagement.pk}/": LANGS,
        "/team/person/olena-kovalenko/change/": LANGS[:1],
        "/team/?on=2026-03-01": LANGS[:1],
    }
    wrong = [str(trouble) for address, langs in addresses.items() if (trouble := trouble_of(signed_in, address, langs))]
    assert not wrong, "\n".join(wrong)


def test_an_empty_cell_and_a_double_one_are_mended_where_they_shout(signed_in: Browser, full: Department) -> None:
    with signed_in.page("/team/") as page:
        assert "1 of 17 zones" in page.inner_text(".lead")
        row = page.locator("tr.z-empty")
        row.get_by_role("combobox").select_option(label="Ihor Bondar")
        row.get_by_role("button", name="Set").click()
        page.get_by_text("Ihor Bondar answers for").wait_for()
        row = page.locator("tr.z-double")
        row.get_by_role("combobox").select_option(label="Maryna Lys")
        row.get_by_role("button", name="Hand over").click()
        page.get_by_text("Maryna Lys answers for").wait_for()
        assert "All 17 zones" in page.inner_text(".lead")
        assert page.problems == []


def test_twelve_people_and_fifty_zones_stay_readable(signed_in: Browser, full: Department) -> None:
    for number in range(8):
        member = Member.objects.create(name=f"Veronika Dovhonosova {number}", slug=f"v-{number}")
        Engagement.objects.create(
            member=member, role=full.roles["copywriter"], start=SINCE, reports_to=full.members["maryna"]
        )
    for number in range(33):
        add_zone(full.owner, f"Prices and stocks on marketplace number {number}", full.roles["copywriter"])
    signed_in.fit_to_ship("/team/?problem=", LANGS[:1])
    with signed_in.page("/team/") as page:
        assert page.locator(".raci tbody tr:not(.ofrole)").count() == 50
        assert page.evaluate(
            "document.querySelector('.raci').offsetWidth <= document.querySelector('.panel').offsetWidth"
        )
    with signed_in.page("/team/", width=PHONE) as page:
        before = "getComputedStyle(document.querySelector('.raci td[data-label]'), '::before').content"
        assert "Maryna Lys" in page.evaluate(before)  # a list by zone: each part says whose it is


def trouble_of(browser: Browser, address: str, langs: tuple[str, ...]) -> AssertionError | None:
    try:
        browser.fit_to_ship(address, langs)
    except AssertionError as trouble:
        return trouble
    return None
