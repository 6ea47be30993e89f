"""Sales without a cost: the page asks for the usual margin, an owner gives it, and the answer says what it assumed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.tests.conftest import ADS, SALES, SEPTEMBER
from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role
from otdel.measurement import services

AsRole = Callable[[Role], Client]
FIELD = 'href="/settings/company/#id_usual_margin"'


@pytest.fixture
def costless(people: dict[Role, Person], tmp_path: Path) -> None:
    """Both files of the lamp shop, the sales without what the goods cost."""
    olha = as_viewer(people[Role.OWNER])
    sales = SALES.replace(",Cost of goods", "").replace(",80.00,", ",").replace(",30.00,", ",").replace(",40.00,", ",")
    for name, text in (("ads.csv", ADS), ("hubspot-deals.csv", sales)):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert services.start(olha, services.receive_file(olha, file, name).item)
        run_waiting()


def test_the_step_leads_to_where_the_margin_is_given(costless: None, signed_in: AsRole) -> None:
    assert FIELD in signed_in(Role.HEAD).get("/money/" + SEPTEMBER).content.decode()


def test_a_specialist_is_offered_what_a_specialist_may_do(costless: None, signed_in: AsRole) -> None:
    page = signed_in(Role.SPECIALIST).get("/money/" + SEPTEMBER).content.decode()
    assert FIELD not in page
    assert "Import costs of sales" in page


def test_an_accountant_is_offered_no_page_that_is_shut_to_them(costless: None, signed_in: AsRole) -> None:
    client = signed_in(Role.ACCOUNTANT)
    page = client.get("/money/" + SEPTEMBER).content.decode()
    assert FIELD not in page
    assert 'href="/money/import"' not in page


def test_the_margin_given_counts_and_is_said_to_be_assumed(costless: None, signed_in: AsRole) -> None:
    client = signed_in(Role.HEAD)
    assert "has already paid back" not in client.get("/money/" + SEPTEMBER).content.decode()
    client.post("/settings/company/", {"usual_margin": "40"})
    page = client.get("/money/" + SEPTEMBER).content.decode()
    # 250 of revenue came from Lamps; 40 % of it, 100, covers the 60 they cost
    assert "<b>€60</b> of it" in page
    assert "€204 of cost was assumed from your margin" in page  # 60 % of all 340
    assert FIELD not in page
