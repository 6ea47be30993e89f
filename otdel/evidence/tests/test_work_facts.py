"""What the designer of the department learns from money: the last whole month, without what people cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence import work_facts
from otdel.jobs.worker import run_waiting
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role
from otdel.measurement import services

pytestmark = pytest.mark.django_db
OCTOBER = Period.month(2025, 10)


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_facts, "today", lambda viewer: date(2025, 11, 20))


def test_spend_and_channels_of_the_last_whole_month_without_the_department(people: dict[Role, Person]) -> None:
    owner = as_viewer(people[Role.OWNER])
    services.add_cost(owner, "contractor", "Radio", Money(Decimal(900), "EUR"), OCTOBER, "offline")
    services.add_cost(owner, "contractor", "Links", Money(Decimal(300), "EUR"), OCTOBER, "organic_search")
    services.add_cost(owner, "salary", "Ihor", Money(Decimal(3000), "EUR"), OCTOBER)
    services.add_cost(owner, "contractor", "Later", Money(Decimal(50), "EUR"), Period.month(2025, 11), "offline")
    run_waiting()
    found = work_facts.spend_and_leads(owner)
    assert found is not None
    assert found.figures == {"spend": Decimal(1200), "volume.channels": Decimal(2)}
    assert [sum_.amount for _name, sum_ in found.channels] == [Decimal(900), Decimal(300)]
    assert found.source.values["month"] == "2025-10-01"


def test_nothing_is_told_without_spend_or_to_those_who_see_no_money(people: dict[Role, Person]) -> None:
    assert work_facts.spend_and_leads(as_viewer(people[Role.OWNER])) is None
    assert work_facts.spend_and_leads(as_viewer(people[Role.CONTRACTOR])) is None
