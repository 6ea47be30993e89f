"""What somebody hostile tries at the doors."""

from __future__ import annotations

import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.accounts.services import invite
from otdel.accounts.tests.conftest import PASSWORD
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role

pytestmark = pytest.mark.django_db
LONG = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.com"  # an address by the rules, too long to keep


def test_an_address_too_long_to_keep_is_told_so(client: Client, alice: Person) -> None:
    door = f"/invitation/{invite(as_viewer(alice), Role.SPECIALIST)}/"
    new = {"name": "Bo", "email": LONG, "password": "correct horse battery", "language": "en"}
    page = client.post(door, new)
    assert page.status_code == 200
    assert "254" in page.content.decode()
    assert client.post(door, {**new, "email": "bo@example.com", "role": "owner"}).status_code == 302
    assert Person.objects.get(email="bo@example.com").role == Role.SPECIALIST
    assert Client().post(door, {**new, "email": "second@example.com"}).status_code == 410


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(to: str, client: Client, alice: Person) -> None:
    reply = client.post(f"/account/login/?next={to}", {"login": alice.email, "password": PASSWORD, "next": to})
    assert reply.status_code == 302
    assert reply["Location"] == "/"


def test_a_closed_door_closes_sessions_that_are_open(client: Client, alice: Person) -> None:
    bo = Person.objects.create_person("bo@example.com", PASSWORD, name="Bo", role=Role.HEAD.value)
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/people/").status_code == 200
    Person.objects.filter(pk=bo.pk).update(role=Role.SPECIALIST.value)
    assert client.get("/people/").status_code == 403
    Person.objects.filter(pk=bo.pk).update(is_active=False)
    assert "/account/login" in client.get("/settings/")["Location"]


def test_a_session_is_another_after_signing_in(client: Client, alice: Person) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    assert client.session.session_key != session.session_key
