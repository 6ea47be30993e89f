"""Whatever is signed in which order, no day is paid by two agreements of one person in one role."""
# ruff: noqa: F811 - fixtures of the scorecard's department are asked for by their names

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.kit.calendar import containing
from otdel.motivation.queries.inputs import agreements_paid_in
from otdel.motivation.services import agreements as verbs
from otdel.motivation.services.agreements import Offer
from otdel.motivation.tests.rules_scene import JANUARY, Company, company
from otdel.scorecard.tests.conftest import Department, people, shop, team, today  # noqa: F401

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def firm(team: Department) -> Company:
    return company(team)


def agree(firm: Company, base: str, start: date) -> None:
    terms = Offer(firm.member("ihor"), Decimal(base), Decimal(28000), start)
    made = verbs.offer(firm.owner, firm.running, terms)
    verbs.sign(firm.ihor, made, seen=made.digest)


def bases(start: date) -> list[Decimal]:
    return [one.base for one in agreements_paid_in(containing(start, "month"))]


def test_an_agreement_signed_anew_for_the_same_day_replaces_the_one_that_never_began(firm: Company) -> None:
    agree(firm, "60000", DECEMBER)
    agree(firm, "61000", DECEMBER)
    assert bases(DECEMBER) == [61000]
    assert bases(date(2026, 11, 1)) == [52000]


def test_an_earlier_start_signed_later_gives_way_to_what_was_agreed_for_afterwards(firm: Company) -> None:
    agree(firm, "61000", JANUARY)
    agree(firm, "60000", DECEMBER)
    assert bases(DECEMBER) == [60000]
    assert bases(JANUARY) == [61000]
    assert bases(date(2026, 11, 1)) == [52000]
