"""Pay rules and agreements in a real browser: written, drawn, offered and signed by hand, fit to ship in every look."""

# ruff: noqa: F811 - fixtures of the scorecard’s department are asked for by their names

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from otdel.accounts.models import Company as Firm
from otdel.kit.viewer import Role
from otdel.motivation.models import PlanVersion
from otdel.motivation.services import agreements
from otdel.motivation.services.plans import new_version
from otdel.motivation.tests.rules_scene import JANUARY, Company, company
from otdel.scorecard.tests.conftest import Department, people, shop, team, today  # noqa: F401
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")

Sees = Callable[[Role], Browser]


@pytest.fixture
def firm(team: Department) -> Company:
    made = company(team)
    Firm.objects.update(currency="UAH")
    new_version(made.owner, made.running.plan, JANUARY)
    return made


@pytest.fixture
def sees(chromium: Any, live_server: Any, firm: Company) -> Sees:
    return lambda role: Browser(chromium, live_server.url, firm.person(role))


@pytest.mark.parametrize(
    "address",
    [
        "/pay/rules/",
        "/pay/rules/new/",
        "/pay/rules/new/?from=mp_ppc",
        "/pay/rules/buyer/",
        "/pay/rules/buyer/1/",
        "/pay/rules/buyer/2/edit/",
        "/pay/rules/buyer/2/edit/?as=yaml",
        "/pay/rules/buyer/1/offer/",
    ],
)
def test_every_page_of_the_owner_is_fit_to_ship(sees: Sees, address: str) -> None:
    sees(Role.OWNER).fit_to_ship(address, langs=LANGS)


def test_an_agreement_is_fit_to_ship_while_it_waits_and_once_signed(sees: Sees, firm: Company) -> None:
    sees(Role.SPECIALIST).fit_to_ship(f"/pay/agreement/{firm.signed.pk}/", langs=LANGS)
    offered = agreements.offer(
        firm.owner, firm.running, agreements.Offer(firm.member("ihor"), Decimal(60000), Decimal(28000), JANUARY, "uk")
    )
    sees(Role.SPECIALIST).fit_to_ship(f"/pay/agreement/{offered.pk}/", langs=LANGS)
    sees(Role.OWNER).fit_to_ship(f"/pay/agreement/{offered.pk}/", langs=("en",))


def test_the_picture_follows_what_is_typed(sees: Sees, firm: Company) -> None:
    with sees(Role.OWNER).page("/pay/rules/buyer/2/edit/") as page:
        assert "₴80,000" in page.inner_text("#picture")
        page.fill("#id_head-base", "60000")
        page.locator("#picture", has_text="₴88,000").wait_for()
        assert not page.problems


def test_a_point_is_added_without_scripts_and_the_draft_saved(sees: Sees, firm: Company) -> None:
    with sees(Role.OWNER).page("/pay/rules/buyer/2/edit/") as page:
        page.locator("#part-0 button", has_text="Add a point").click()
        page.fill("#id_parts-0-points-3-at", "150%")
        page.fill("#id_parts-0-points-3-pays", "180")
        page.locator("form .rl-save button", has_text="Save the draft").click()
        page.wait_for_url("**/pay/rules/buyer/2/*")
        assert "180%" in page.content()
    assert PlanVersion.objects.get(number=2).body["components"][0]["curve"][-1] == ["1.5", "1.8"]


def test_a_person_reads_their_agreement_and_signs_it(sees: Sees, firm: Company) -> None:
    offered = agreements.offer(
        firm.owner, firm.running, agreements.Offer(firm.member("ihor"), Decimal(60000), Decimal(28000), JANUARY)
    )
    with sees(Role.SPECIALIST).page(f"/pay/agreement/{offered.pk}/") as page:
        assert "₴52,000.00 before, ₴60,000.00 now" in page.inner_text("article")
        page.get_by_role("button", name="I agree and sign").click()
        page.get_by_text("signed it here").wait_for()
    offered.refresh_from_db()
    firm.signed.refresh_from_db()
    assert offered.signed_at is not None
    assert firm.signed.end == JANUARY
