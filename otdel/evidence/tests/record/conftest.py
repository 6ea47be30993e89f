"""A shop of seventy weeks: two ad systems, a salary and a tool, orders every day; and people who look at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client

from otdel.accounts.models import Company as Firm
from otdel.accounts.models import Person
from otdel.accounts.queries import company_today
from otdel.accounts.viewers import as_viewer
from otdel.analytics.mix import fit as fitting_module
from otdel.analytics.mix import health as health_module
from otdel.analytics.mix.shapes import Mix, MixData
from otdel.analytics.mix.tests.synthetic import fitted_to
from otdel.evidence.queries.mix import last_try
from otdel.evidence.services import fitting
from otdel.evidence.tests.company import Company, Rows, at, table
from otdel.jobs.worker import run_waiting
from otdel.kit.facts import DEALS, SPEND
from otdel.kit.viewer import AT_TERMINAL, Role, Viewer
from otdel.measurement.store import warehouse

WEEKS = 70
SEARCH, SOCIAL = "paid_search", "paid_social"
GOOGLE = {"source": "google_ads", "campaign": "Brand", "campaign_type": "Search"}
META = {"source": "meta_ads", "campaign": "Sofas"}
SALARY = {"source": "manual", "campaign_id": "salary 1", "campaign": "Ada, specialist", "campaign_type": "paid_search"}


def first_day(today: date) -> date:
    """The Monday WEEKS weeks before this week's."""
    return today - timedelta(days=today.weekday()) - timedelta(weeks=WEEKS)


def history(today: date, *, weeks: int = WEEKS, seed: int = 3) -> Company:
    """Spend and sales of every day of the last weeks to yesterday; a sale is paid three days after it was made."""
    random, shop = Random(seed), Company()
    start = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks)
    level = {SEARCH: 1.0, SOCIAL: 1.0}
    for offset in range((today - start).days):
        day = start + timedelta(days=offset)
        if offset % 21 == 0:
            level = {name: random.uniform(0.6, 1.4) for name in level}
        shop.spend(f"{500 * level[SEARCH]:.2f}", day=day, **GOOGLE)
        shop.spend(f"{300 * level[SOCIAL]:.2f}", day=day, **META)
        shop.spend("100.00", day=day, **SALARY)
        revenue = 4000 + 900 * level[SEARCH] + 400 * level[SOCIAL] + random.uniform(-300, 300)
        paid = at(day + timedelta(days=3)) if day + timedelta(days=3) < today else None
        shop.deal(
            f"{revenue:.2f}", cost=f"{revenue * 0.5:.2f}", created_at=at(day), paid_at=paid,
            status="won" if paid else "open",
        )  # fmt: skip
    return shop


def land(shop: Company, number: int = 1) -> None:
    """The facts in this installation's own warehouse."""
    shapes = [shape for shape in (SPEND, DEALS) if shape.name in shop.rows]
    warehouse().land(number, f"{number:064}", [Rows(shape, table(shape, shop.rows[shape.name])) for shape in shapes])


@pytest.fixture
def today(people: dict[Role, Person]) -> date:
    return company_today(AT_TERMINAL)


@pytest.fixture
def people(db: None) -> dict[Role, Person]:
    Firm.objects.create(name="Sofa shop", currency="UAH", time_zone="Europe/Kyiv")
    return {
        role: Person.objects.create_person(f"{role}@example.com", None, name=f"{role.value} Person", role=role.value)
        for role in Role
    }


@pytest.fixture
def viewers(people: dict[Role, Person]) -> dict[Role, Viewer]:
    return {role: as_viewer(person) for role, person in people.items()}


@pytest.fixture
def shop(today: date) -> Company:
    """The company with its seventy weeks landed."""
    made = history(today)
    land(made)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the sampler: draws about made-up returns, in no time. What surrounds it is the product's own."""

    def fit(data: MixData, *_priors: Any, seed: int = 0, on_progress: Any = None, **_settings: Any) -> Mix:
        if on_progress:
            on_progress("hill", 0.0)
        return fitted_to(data, seed=seed)

    examine = health_module.health
    monkeypatch.setattr(fitting_module, "fit", fit)
    monkeypatch.setattr(health_module, "health", lambda mix, *, deep: examine(mix, deep=False))


@pytest.fixture
def fitted(shop: Company, quick: None, viewers: dict[Role, Viewer]) -> int:
    """The number of a fitted version."""
    fitting.ask_to_fit(viewers[Role.HEAD])
    run_waiting()
    newest = last_try(viewers[Role.HEAD])
    assert newest is not None and newest.fitted
    return newest.id


@pytest.fixture
def signed_in(people: dict[Role, Person]) -> Callable[[Role], Client]:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role
