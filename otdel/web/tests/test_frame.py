"""The frame: what each role is offered, where it says one is, and the pages for when something goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from otdel.kit.viewer import Role, Viewer
from otdel.web import navigation

WEB = Path(__file__).resolve().parent.parent


def viewer(role: Role) -> Viewer:
    return Viewer(person=1, name="Somebody", role=role)


def routes(role: Role) -> list[str]:
    return [place.route for place in navigation.sections(viewer(role), "/")]


def test_a_contractor_is_not_offered_money() -> None:
    assert "evidence:money" in routes(Role.OWNER)
    assert "evidence:money" not in routes(Role.CONTRACTOR)
    assert all(place.route != "measurement:data" for place in navigation.places(viewer(Role.CONTRACTOR), "/"))


def test_a_stranger_is_offered_nothing() -> None:
    assert navigation.sections(None, "/") == []
    assert navigation.named(None) == []


def test_every_place_in_the_menu_leads_to_a_page_there_is() -> None:
    wanted = [*navigation.SECTIONS, *navigation.NAMED, *(view for place in navigation.SECTIONS for view in place.views)]
    assert all(reverse(place.route) for place in wanted)


@pytest.mark.parametrize(
    ("path", "section", "view"),
    [
        ("/", "today:overview", None),
        ("/money/", "evidence:money", "evidence:money"),
        ("/money/of/paid_search", "evidence:money", "evidence:money"),
        ("/money/data/rejected", "evidence:money", "measurement:data"),
        ("/money/row/7/3", "evidence:money", "measurement:data"),
        ("/money/row/7/Sheet1/3", "evidence:money", "measurement:data"),
        ("/money/import/7/wizard", "evidence:money", "measurement:imports"),
        ("/settings/", None, None),
    ],
)
def test_the_menu_says_where_one_is(path: str, section: str | None, view: str | None) -> None:
    current = [place.route for place in navigation.sections(viewer(Role.OWNER), path) if place.current]
    assert current == ([section] if section else [])
    shown = [place.route for place in navigation.views(viewer(Role.OWNER), path) if place.current]
    assert shown == ([view] if view else [])


def test_keys_after_g_are_not_taken_twice() -> None:
    keys = [place.key for place in navigation.places(viewer(Role.OWNER), "/") if place.key]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "500.html"])
def test_pages_of_trouble_stand_without_a_request(page: str) -> None:
    html = render_to_string(page)
    assert re.search(r"<h1>[^<]{10,}</h1>", html)
    assert 'href="/"' in html


def test_a_missing_page_says_so_in_words(client: Client, db: None) -> None:
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_a_stranger_does_not_see_the_gallery(client: Client, db: None) -> None:
    answer = client.get("/gallery/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login")


def test_a_language_chosen_before_sign_in_is_kept_and_comes_back_here(client: Client, db: None) -> None:
    answer = client.post("/look/language/", {"language": "uk", "next": "/account/login/"})
    assert answer["Location"] == "/account/login/"
    page = client.get("/account/login/").content.decode()
    assert '<html lang="uk"' in page


def test_a_choice_of_look_never_leads_to_another_site(client: Client, db: None) -> None:
    answer = client.post("/look/language/", {"language": "uk", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_a_language_we_do_not_speak_is_not_kept(client: Client, db: None) -> None:
    client.post("/look/language/", {"language": "xx", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    for file in WEB.rglob("templates/**/*.html"):
        html = file.read_text("utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html), file.name
        assert not re.search(r"<script(?![^>]*\ssrc=)", html), file.name


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_catalogue_is_complete(language: str) -> None:
    text = (WEB / "locale" / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    messages = text.split("\n\n")[1:]
    assert len(messages) > 100
    for message in messages:
        assert not re.search(r'^msgstr(\[\d\])? ""$(?!\n")', message, re.MULTILINE), message
        assert "fuzzy" not in message, message


def test_every_icon_used_is_in_the_sprite() -> None:
    names = set(re.findall(r'<symbol id="([^"]+)"', (WEB / "static/otdel/icons/icons.svg").read_text("utf-8")))
    used = {place.icon for place in (*navigation.SECTIONS, *navigation.NAMED)}
    for file in (WEB.parent).rglob("templates/**/*.html"):
        used |= set(re.findall(r"""(?:{% icon |\bicon=)["']([\w-]+)["']""", file.read_text("utf-8")))
    assert used <= names, used - names


def test_a_browser_may_install_the_app_and_finds_its_icons() -> None:
    manifest = Client().get(reverse("web:manifest")).json()
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        assert (WEB / "static" / icon["src"].removeprefix("/static/")).is_file(), icon["src"]
