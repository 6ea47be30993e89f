"""Signing in, accepting an invitation, people and rights, as people meet them."""

from __future__ import annotations

import io
import logging
import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from otdel.accounts.models import AuditLine, Company, Invitation, Person
from otdel.accounts.queries import CompanyFacts, company
from otdel.accounts.services import invite
from otdel.accounts.tests.conftest import PASSWORD
from otdel.accounts.viewers import as_viewer
from otdel.kit.logs import told_briefly
from otdel.kit.viewer import Role

pytestmark = pytest.mark.django_db
INSIDE = (
    "/people/",
    "/people/trail/",
    "/settings/",
    "/settings/keys/",
    "/settings/company/",
    "/account/mfa/",
    "/account/password/change/",
)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post("/account/login/", {"login": email, "password": password}).status_code


def test_one_signs_in_with_any_spelling_of_ones_address(client: Client, alice: Person) -> None:
    assert sign_in(client, "ALICE@example.com", PASSWORD) == 302
    assert "_auth_user_id" in client.session


def test_a_wrong_password_stays_outside(client: Client, alice: Person) -> None:
    assert sign_in(client, "alice@example.com", "wrong") == 200
    assert "_auth_user_id" not in client.session


def test_after_many_wrong_passwords_even_the_right_one_waits(client: Client, alice: Person, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    settings.ACCOUNT_RATE_LIMITS = False
    codes = [sign_in(client, "alice@example.com", f"wrong {n}") for n in range(4)]
    assert codes[-1] == 429
    assert sign_in(client, "alice@example.com", PASSWORD) == 429


def test_nobody_signs_up_by_themselves(client: Client, alice: Person) -> None:
    client.post("/account/signup/", {"email": "charlie@example.com", "password1": PASSWORD})
    assert not Person.objects.filter(email="charlie@example.com").exists()


def test_a_deactivated_person_is_out_at_once(bob: Person) -> None:
    client = signed_in(bob)
    assert client.get("/settings/").status_code == 200
    Person.objects.filter(pk=bob.pk).update(is_active=False)
    assert client.get("/settings/").status_code == 302


@pytest.mark.parametrize("path", INSIDE)
def test_a_stranger_is_shown_the_door_and_comes_back_to_where_they_went(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("path", INSIDE)
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_page_opens_for_its_owner_in_each_language(alice: Person, path: str, language: str) -> None:
    Person.objects.update(language=language)
    answer = signed_in(alice).get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_specialist_does_not_see_peoples_rights(bob: Person) -> None:
    client = signed_in(bob)
    assert client.get("/people/").status_code == 403
    assert client.get("/settings/company/").status_code == 403
    assert client.post("/people/invite/", {"role": "owner"}).status_code == 403
    assert not Invitation.objects.exists()


def test_a_refused_page_is_one_line_of_the_log(bob: Person, settings: Settings) -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["brief"]
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(told_briefly)
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        signed_in(bob).get("/people/")
    finally:
        log.removeHandler(handler)
    assert written.getvalue() == "Forbidden (Permission denied): /people/\n"


def test_an_invited_person_joins_with_the_promised_role_and_the_link_works_once(alice: Person) -> None:
    page = signed_in(alice).post("/people/invite/", {"role": "head", "email": "bob@example.com"}).content.decode()
    link = re.search(r"/invitation/[\w-]+/", page)
    assert link, "the link is shown to the inviter"
    secret = link[0].split("/")[2]
    assert not Invitation.objects.filter(digest=secret).exists(), "only a digest is stored"
    stranger = Client()
    assert 'value="bob@example.com"' in stranger.get(link[0]).content.decode()
    answers = {"name": "Bob", "email": "bob@example.com", "password": "ten green bottles", "language": "uk"}
    assert stranger.post(link[0], answers).status_code == 302
    bob = Person.objects.get(email="bob@example.com")
    assert (bob.role, bob.language) == ("head", "uk")
    assert stranger.session["_auth_user_id"] == str(bob.pk), "and is signed in"
    assert Client().get(link[0]).status_code == 410


def test_a_weak_password_is_refused_and_the_link_still_works(alice: Person) -> None:
    secret = invite(as_viewer(alice), Role.SPECIALIST)
    answers = {"name": "Bob", "email": "bob@example.com", "password": "12345", "language": "en"}
    page = Client().post(f"/invitation/{secret}/", answers)
    assert page.status_code == 200
    assert not Person.objects.filter(email="bob@example.com").exists()
    assert Client().get(f"/invitation/{secret}/").status_code == 200


def test_the_last_owner_stays_an_owner(alice: Person) -> None:
    signed_in(alice).post(f"/people/{alice.pk}/rights/", {"role": "head", "active": "on"})
    alice.refresh_from_db()
    assert alice.role == "owner"


def test_an_owner_changes_rights_and_the_trail_tells(alice: Person, bob: Person) -> None:
    signed_in(alice).post(f"/people/{bob.pk}/rights/", {"role": "head", "active": "on"})
    bob.refresh_from_db()
    assert bob.role == "head"
    line = AuditLine.objects.get(verb="rights_changed")
    assert (line.name, line.values["before"], line.values["after"]) == ("Alice", "specialist", "head")


def test_a_head_gives_the_usual_margin_and_nothing_else_of_the_company(alice: Person, bob: Person) -> None:
    Person.objects.filter(pk=bob.pk).update(role="head")
    client = signed_in(Person.objects.get(pk=bob.pk))
    page = client.get("/settings/company/").content.decode()
    assert 'id="id_usual_margin"' in page
    assert 'id="id_currency"' not in page
    client.post("/settings/company/", {"usual_margin": "37.5", "currency": "USD", "name": "Mine"})
    facts = company(as_viewer(alice))
    assert isinstance(facts, CompanyFacts)
    assert (facts.usual_margin, facts.currency, facts.name) == (Decimal("0.375"), "UAH", "Sova")
    line = AuditLine.objects.get(verb="company_changed")
    assert (line.name, line.values) == ("Bob", {"usual_margin": "37.5"})


@pytest.mark.parametrize("margin", ["-1", "101", "much"])
def test_a_margin_that_cannot_be_is_refused(alice: Person, margin: str) -> None:
    signed_in(alice).post("/settings/company/", {"usual_margin": margin})
    assert Company.objects.get().usual_margin is None


def test_a_lost_password_is_replaced_through_an_owners_link(alice: Person, bob: Person) -> None:
    page = signed_in(alice).post(f"/people/{bob.pk}/password/").content.decode()
    link = re.search(r"/account/password/reset/key/[\w-]+/", page)
    assert link
    stranger = Client()
    form = stranger.get(link[0], follow=True)
    new = {"password1": "ten green bottles", "password2": "ten green bottles"}
    stranger.post(form.request["PATH_INFO"], new)
    bob.refresh_from_db()
    assert bob.check_password("ten green bottles")


def test_demo_doors_are_shut_outside_the_demo(client: Client, alice: Person, settings: Settings) -> None:
    settings.OTDEL_DEMO = False
    assert client.post("/demo/sign-in/owner/").status_code == 404
    assert "demo/sign-in" not in client.get("/account/login/").content.decode()
    settings.OTDEL_DEMO = True
    assert "demo/sign-in" in client.get("/account/login/").content.decode()
    assert client.post("/demo/sign-in/gardener/").status_code == 404
    assert client.post("/demo/sign-in/owner/").status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_the_demo_keeps_the_language_its_visitor_chose(client: Client, alice: Person, settings: Settings) -> None:
    settings.OTDEL_DEMO = True
    client.post("/look/language/", {"language": "uk"})
    client.post("/demo/sign-in/owner/")
    assert '<html lang="uk"' in client.get("/settings/").content.decode()
    other = Client(headers={"Accept-Language": "ru"})
    other.post("/demo/sign-in/owner/")
    assert '<html lang="ru"' in other.get("/settings/").content.decode(), "one person is many visitors"
    assert '<html lang="uk"' in client.get("/settings/").content.decode()


def test_a_company_reports_in_a_currency_there_is(alice: Person) -> None:
    client = signed_in(alice)
    given = {"name": "A", "language": "en", "time_zone": "UTC", "week_start": 0, "vat_rate": 0, "currency": "гривня"}
    assert "«гривня» — це не валюта з ISO 4217" in client.post("/settings/company/", given).content.decode()
    assert client.post("/settings/company/", {**given, "currency": "uah"}).status_code == 302


def test_demo_doors_ask_for_the_csrf_token(alice: Person, settings: Settings) -> None:
    settings.OTDEL_DEMO = True
    assert Client(enforce_csrf_checks=True).post("/demo/sign-in/owner/").status_code == 403


def test_sign_in_does_not_send_people_to_other_sites(client: Client, alice: Person) -> None:
    answers = {"login": "alice@example.com", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/account/login/?next=https://evil.example/", answers)["Location"] == "/"


def test_company_settings_refuse_a_currency_that_is_none(alice: Person) -> None:
    client = signed_in(alice)
    answers = {"name": "Sova", "currency": "грн", "language": "uk", "time_zone": "Europe/Kyiv", "week_start": "0"}
    assert client.post("/settings/company/", {**answers, "vat_rate": "20"}).status_code == 200
    assert Company.objects.get().currency == "UAH"
    assert client.post("/settings/company/", {**answers, "currency": "eur", "vat_rate": "20"}).status_code == 302
    assert Company.objects.get().currency == "EUR"


def test_pages_forbid_inline_scripts(alice: Person) -> None:
    answer = signed_in(alice).get("/settings/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.content.decode())
    assert " style=" not in answer.content.decode()


def test_a_page_of_ones_settings_speaks_the_chosen_language_at_once(alice: Person) -> None:
    client = signed_in(alice)
    answers = {"name": "Alice", "language": "ru", "theme": "dark", "time_zone": ""}
    page = client.post("/settings/", answers, follow=True).content.decode()
    assert 'lang="ru"' in page
    assert 'data-theme="dark"' in page
