"""A proposed budget stands on the owner's Today until it is decided, and on nobody else's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.models import BudgetProposal, FitState, MixFit, ProposalState
from otdel.evidence.queries.mix_proposals import waiting
from otdel.kit.viewer import Role
from otdel.today import rules, wording
from otdel.today.queries import overview

pytestmark = pytest.mark.django_db
TITLE = "Maryna Lys proposes a budget from 30 November 2026"


@pytest.fixture
def people() -> dict[Role, Person]:
    Company.objects.create(name="Lamp shop", currency="EUR", time_zone="Europe/Kyiv")
    return {role: Person.objects.create_person(f"{role}@example.com", None, name=role, role=role) for role in Role}


@pytest.fixture
def proposed(people: dict[Role, Person]) -> BudgetProposal:
    fit = MixFit.objects.create(state=FitState.FITTED, digest="d", currency="EUR")
    return BudgetProposal.objects.create(
        fit=fit, start=date(2026, 11, 30), weeks=13, currency="EUR", weekly=Decimal(900), lines=[], name="Maryna Lys",
        gain=Decimal(1200), gain_low=Decimal(-100), gain_high=Decimal(2500), odds=Decimal("0.86"),
    )  # fmt: skip


def asked(person: Person) -> list[tuple[str, str]]:
    """What Today asks this person about budgets: the title and the number of the proposal."""
    found = overview(as_viewer(person)).signals
    return [(wording.title(one, "EUR").replace("\xa0", " "), one.key) for one in found if one.opens == "budget"]


def test_the_owner_is_asked_until_it_is_decided(proposed: BudgetProposal, people: dict[Role, Person]) -> None:
    assert asked(people[Role.OWNER]) == [(TITLE, str(proposed.pk))]
    BudgetProposal.objects.update(state=ProposalState.DECLINED, decided_at=timezone.now())
    assert asked(people[Role.OWNER]) == []


def test_nobody_else_is_asked(proposed: BudgetProposal, people: dict[Role, Person]) -> None:
    assert [asked(people[role]) for role in (Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)] == [[], [], []]


def test_it_says_what_is_expected_and_how_likely(proposed: BudgetProposal, people: dict[Role, Person]) -> None:
    (signal,) = rules.budgets(waiting(as_viewer(people[Role.OWNER])))
    said = wording.text(signal, "EUR").replace("\xa0", " ")
    assert said == "Over its 13 weeks the model expects €1.2k more margin; that it is more at all: 86 in 100."
