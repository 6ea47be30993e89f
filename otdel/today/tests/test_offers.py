"""An offer of pay that waits stands on the person's Today; one that came to nothing on the owner's, without amounts."""
# ruff: noqa: F811 - fixtures of the scorecard's department are asked for by their names

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.kit.viewer import Role, Viewer
from otdel.motivation.models import PayAgreement
from otdel.motivation.queries.answers import open_offers
from otdel.motivation.services import agreements as verbs
from otdel.motivation.services.agreements import Offer
from otdel.motivation.tests.rules_scene import Company, company
from otdel.scorecard.tests.conftest import Department, people, shop, team, today  # noqa: F401
from otdel.today import rules, wording

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def firm(team: Department) -> Company:
    return company(team)


def offered(firm: Company, base: str = "60000") -> PayAgreement:
    terms = Offer(firm.member("ihor"), Decimal(base), Decimal(28000), DECEMBER)
    return verbs.offer(firm.owner, firm.running, terms)


def said(viewer: Viewer) -> list[str]:
    return [wording.title(one, "UAH").replace("\xa0", " ") for one in rules.offers(open_offers(viewer))]


def test_the_person_is_asked_and_the_owner_told_what_came_of_it(firm: Company) -> None:
    made = offered(firm)
    assert said(firm.ihor) == ["An agreement on your pay waits for your answer"]
    assert said(firm.owner) == [], "the owner did their part"
    verbs.decline(firm.ihor, made, "Fixed pay should be 65,000")
    assert said(firm.ihor) == []
    assert said(firm.owner) == ["Ihor Bondar does not agree to the pay offered from 1 December 2026"]
    words = [wording.text(one, "UAH") for one in rules.offers(open_offers(firm.owner))]
    assert not any("65,000" in one or "60,000" in one for one in words)
    again = offered(firm, "65000")
    assert said(firm.owner) == [], "offered anew: now it is the person's turn"
    verbs.sign(firm.ihor, again, seen=again.digest)
    assert (said(firm.owner), said(firm.ihor)) == ([], [])


def test_an_offer_nobody_answered_by_its_day_is_told_for_a_month(firm: Company) -> None:
    made = offered(firm)
    PayAgreement.objects.filter(pk=made.pk).update(start=date(2026, 11, 1))
    assert said(firm.owner) == ["Ihor Bondar did not sign the pay offered from 1 November 2026"]
    assert said(firm.ihor) == []
    PayAgreement.objects.filter(pk=made.pk).update(start=date(2026, 10, 1))
    assert said(firm.owner) == []


@pytest.mark.parametrize("role", [Role.HEAD, Role.CONTRACTOR, Role.ACCOUNTANT])
def test_nobody_else_hears_of_it(firm: Company, role: Role) -> None:
    verbs.decline(firm.ihor, offered(firm), "Too little")
    assert said(firm.team.viewer(role)) == []
