"""Pages of roles in a real browser: both themes, wide and on a phone, in three languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from otdel.accounts.models import Company, Person
from otdel.accounts.queries import company_today
from otdel.accounts.viewers import as_viewer
from otdel.organisation.models import Accountability, Engagement, JobRole, Member, ProcessRun
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.role_words import rewrite
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def ppc(owner: Person) -> JobRole:
    """A role in use: held, partly answered for, run, rewritten, and older than the library."""
    Company.objects.create(name="Lumen Home", currency="EUR")
    viewer = as_viewer(owner)
    role, today = adopt(viewer, "ppc"), company_today(viewer)
    adopt(viewer, "cmo")
    ihor = Member.objects.create(name="Ihor Bondar", slug="ihor")
    Engagement.objects.create(member=ihor, role=role, start=today - timedelta(days=90))
    Accountability.objects.create(zone=role.zones.get(code="ppc.bids_budgets"), member=ihor, start=today)
    role.processes.update(start=today - timedelta(days=60), holder=ihor)
    daily = role.processes.get(code="ppc_daily")
    ProcessRun.objects.create(process=daily, member=ihor, day=today - timedelta(days=1), evidence="Change log, 3 edits")
    rewrite(viewer, role, {"mission": "Продавати світло за ціною, яку ми можемо собі дозволити."})
    for language, old in (("en", "Bids"), ("uk", "Ставки"), ("ru", "Ставки")):
        role.copied[language]["zones"]["bids_budgets"] = old
        role.copied[language]["mission"] = old
        del role.copied[language]["duties"]["report_weekly"]
    role.copied["structure"]["kpis"][0]["threshold"]["target"] = 0.9
    role.save()
    return role


@pytest.mark.parametrize(
    "address",
    [
        "/team/library/",
        "/team/library/ppc/",
        "/team/role/ppc/",
        "/team/role/ppc/words/",
        "/team/role/ppc/difference/",
        "/team/role/cmo/difference/",
    ],
)
def test_each_page_is_fit_to_ship(browser: Browser, ppc: JobRole, address: str) -> None:
    browser.fit_to_ship(address, LANGS)


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        ("head", ["/team/library/", "/team/library/ppc/", "/team/role/ppc/", "/team/role/ppc/difference/"]),
        ("specialist", ["/team/library/", "/team/library/ppc/", "/team/role/ppc/"]),
        ("accountant", ["/team/role/ppc/"]),
        ("contractor", ["/team/role/ppc/"]),
    ],
)
def test_each_person_sees_a_page_fit_for_them(
    chromium: Any, live_server: Any, ppc: JobRole, role: str, addresses: list[str]
) -> None:
    person = Person.objects.create_person(f"{role}@example.com", None, name="Lesia Hrytsenko", role=role)
    lesia = Member.objects.create(name="Lesia Hrytsenko", slug="lesia", person=person)
    Engagement.objects.create(member=lesia, role=ppc, start="2026-01-01", kind="contract")
    for address in addresses:
        Browser(chromium, live_server.url, person).fit_to_ship(address)


def test_a_person_copies_a_role_rewrites_it_and_goes_back(browser: Browser, ppc: JobRole) -> None:
    with browser.page("/team/library/") as page:
        page.get_by_role("button", name="Copy to our department: SEO specialist").click()
        page.get_by_text("is yours now").wait_for()
        page.get_by_role("link", name="Change the words").click()
        page.get_by_label("Mission").fill("Be found.")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved.").wait_for()
        assert "Be found." in page.inner_text("main")
        page.get_by_role("link", name="Change the words").click()
        page.get_by_role("button", name="Back to the library’s words: Mission").click()
        page.get_by_text("stand there again").wait_for()
        assert page.problems == []
    assert JobRole.objects.get(code="seo").own == {}


def test_a_person_takes_one_newer_thing_and_keeps_another(browser: Browser, ppc: JobRole) -> None:
    with browser.page("/team/role/ppc/") as page:
        page.get_by_role("link", name="See what is new").click()
        zone = page.get_by_role("region", name="Zone: Bids and budgets inside the plan", exact=True)
        zone.get_by_role("button", name="Keep ours").click()
        page.get_by_text("Ours stays.").wait_for()
        page.get_by_role("region", name="Mission", exact=True).get_by_role("button", name="Take the library’s").click()
        page.get_by_text("Taken from the library.").wait_for()
        assert page.problems == []
    role = JobRole.objects.get(code="ppc")
    assert "mission" not in role.own and "zones.bids_budgets" in role.copied["kept"]
