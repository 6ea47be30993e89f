"""The cast of the accounts' tests."""

from __future__ import annotations

import pytest

from otdel.accounts.models import Person
from otdel.accounts.services import found
from otdel.kit.viewer import Role

PASSWORD = "correct horse battery"


@pytest.fixture
def alice(db: None) -> Person:
    """Alice owns the company."""
    return found(
        name="Sova",
        currency="uah",
        language="uk",
        time_zone="Europe/Kyiv",
        owner_name="Alice",
        owner_email="Alice@Example.com",
        password=PASSWORD,
    )


@pytest.fixture
def bob(alice: Person) -> Person:
    """Bob is a specialist there."""
    return Person.objects.create_person("bob@example.com", PASSWORD, name="Bob", role=Role.SPECIALIST.value)
