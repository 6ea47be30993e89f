"""The pages of accounts in a real browser: readable by all, in both themes, at both widths, in three languages."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from otdel.accounts.keys import make_key
from otdel.accounts.models import Person
from otdel.accounts.services import invite
from otdel.accounts.tests.conftest import PASSWORD
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role
from otdel.testing.browser import Browser

pytestmark = pytest.mark.browser
LANGS = ("en", "uk", "ru")


@pytest.fixture
def inside(chromium: Any, live_server: Any, alice: Person, bob: Person) -> Browser:
    invite(as_viewer(alice), Role.HEAD, "carol@example.com")
    make_key(as_viewer(alice), "nightly report")
    return Browser(chromium, live_server.url, alice)


@pytest.fixture
def outside(chromium: Any, live_server: Any, alice: Person) -> Browser:
    return Browser(chromium, live_server.url, None)


INSIDE = ["/people/", "/people/trail/", "/settings/", "/settings/keys/", "/settings/company/", "/account/mfa/"]


@pytest.mark.parametrize("address", INSIDE)
def test_pages_inside_are_fit_to_ship(inside: Browser, address: str) -> None:
    inside.fit_to_ship(address, LANGS)


def test_pages_at_the_door_are_fit_to_ship(outside: Browser, alice: Person, settings: Settings) -> None:
    settings.OTDEL_DEMO = True
    secret = invite(as_viewer(alice), Role.HEAD)
    outside.fit_to_ship("/account/login/")
    outside.fit_to_ship(f"/invitation/{secret}/")


def test_somebody_signs_in_and_out_by_hand(outside: Browser, alice: Person) -> None:
    with outside.page("/settings/") as page:
        page.fill("[name=login]", "alice@example.com")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/settings/")
        assert page.input_value("[name=name]") == "Alice"
        page.goto("/account/logout/")
        page.locator("main button.pri").click()
        page.goto("/settings/")
        assert "/account/login/" in page.url


def test_a_passkey_is_added_and_opens_the_door(outside: Browser, alice: Person, settings: Settings) -> None:
    """With a key made of software, under the strict content policy the pages have."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    outside.server = outside.server.replace("127.0.0.1", "localhost")
    with outside.page("/account/mfa/webauthn/add/") as page:
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "isUserVerified": True}})
        page.fill("[name=login]", "alice@example.com")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/reauthenticate/**")  # a new way in asks for the password once more
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/webauthn/add/")
        page.check("[name=passwordless]")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/recovery-codes/**")
        page.goto("/account/logout/")
        page.locator("main button.pri").click()
        page.goto("/account/login/?next=/settings/")
        page.click("#passkey_login")
        page.wait_for_url("**/settings/")
        assert page.input_value("[name=name]") == "Alice"
