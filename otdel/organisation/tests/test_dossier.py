"""The handover dossier: what is in it, what is said as missing, who may read it, and its PDF."""

from __future__ import annotations

import re
import zlib
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import translation

from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import HandoverNote
from otdel.organisation.paper import NoPaper, pdf_of
from otdel.organisation.queries.dossier import dossier
from otdel.organisation.services.handover import put_back_note, take_off_note, write_note
from otdel.organisation.services.leaving import leave
from otdel.organisation.tests.cover_scene import DAY, Scene, play
from otdel.organisation.views.dossier import on_paper

pytestmark = pytest.mark.django_db
URL = "/team/person/olena-kovalenko/dossier"


@pytest.fixture
def scene() -> Scene:
    return play()


@pytest.fixture
def pango() -> None:
    try:
        pdf_of("<p>1</p>")
    except NoPaper as error:
        pytest.skip(f"Pango is absent: {error}")


def client(scene: Scene, role: Role) -> Client:
    made = Client()
    made.force_login(scene.made.accounts[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def test_it_holds_all_somebody_else_needs(scene: Scene) -> None:
    found = dossier(scene.owner, scene.made.members["olena"])
    assert [role.text.title for role in found.roles] == ["Paid traffic manager (PPC and paid social)"]
    assert len(found.zones) == scene.made.roles["ppc"].zones.count()
    pacing = next(line for line in found.processes if line.id == scene.processes["pacing"].pk)
    assert pacing.steps.startswith("1. Open the account.")
    assert pacing.last_run is not None
    assert [(extract.line.system, extract.level) for extract in found.accesses] == [("Google Ads", "administrator")]
    assert [len(one.notes) for one in found.notes] == [1, 1, 0]
    assert found.contacts == ("olena@mail.example",)


def test_what_is_missing_is_said_with_its_number(scene: Scene) -> None:
    said = {
        reason.code: reason.values.get("count") for reason in dossier(scene.owner, scene.made.members["olena"]).missing
    }
    processes = scene.made.roles["ppc"].processes.count()
    assert said["dossier_no_steps"] == processes - 1
    assert said["dossier_never_run"] == processes - 2
    assert said["dossier_only_them"] == 2
    empty = {reason.code for reason in dossier(scene.owner, scene.made.members["olha"]).missing}
    assert {"dossier_no_role", "dossier_no_zones", "dossier_no_processes", "dossier_no_accesses"} <= empty
    assert {"dossier_no_contact", "dossier_no_surprise"} <= empty


def test_who_left_keeps_a_whole_dossier(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    before = dossier(scene.owner, olena)
    leave(scene.owner, olena, scene.today - 2 * DAY)
    after = dossier(scene.owner, olena)
    assert after.last_day == scene.today - 2 * DAY
    assert len(after.roles) == len(before.roles)
    assert [zone.name for zone in after.zones] == [zone.name for zone in before.zones]
    assert [line.code for line in after.processes] == [line.code for line in before.processes]


def test_only_owner_head_the_person_and_their_leaders_read_it(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    assert dossier(scene.viewer(Role.HEAD), olena).may_write
    assert dossier(scene.viewer(Role.SPECIALIST), olena).may_write
    for role in (Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            dossier(scene.viewer(role), olena)
        assert client(scene, role).get(f"{URL}/").status_code == 403
        assert client(scene, role).get(f"{URL}.pdf").status_code == 403


def test_a_line_taken_off_stays_in_the_records_and_comes_back(scene: Scene) -> None:
    olena = scene.made.members["olena"]
    note = write_note(scene.viewer(Role.SPECIALIST), olena, "surprise", "Two cabinets have one name")
    take_off_note(scene.owner, note)
    assert "Two cabinets" not in str(dossier(scene.owner, olena).notes)
    assert HandoverNote.objects.filter(pk=note.pk).exists()
    put_back_note(scene.owner, note)
    assert "Two cabinets" in str(dossier(scene.owner, olena).notes)
    with pytest.raises(NotAllowed):
        write_note(scene.viewer(Role.CONTRACTOR), olena, "surprise", "not mine")


def test_the_pdf_has_a_title_pages_and_who_printed_it(scene: Scene, pango: None) -> None:
    with translation.override("uk"):
        html = on_paper(scene.owner, dossier(scene.owner, scene.made.members["olena"]))
    assert "Папка передачі справ: Olena Kovalenko" in html
    assert "Olha Owner" in html
    made = pdf_of(html)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", inside(made))) >= 2
    title = "Папка передачі".encode("utf-16-be").hex().encode()
    assert title in inside(made).lower(), "the title stands in the file itself"


def test_letters_of_three_languages_come_from_our_fonts(pango: None) -> None:
    made = inside(pdf_of("<h1>Ґанок, їжак, эхо</h1><p>Latin and ₴, № 5: ё — «так»</p>"))
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", made))
    assert {b"Inter-Latin", b"Inter-Cyrillic"} <= fonts
    assert all(font.startswith(b"Inter") for font in fonts), f"letters fell through to another font: {fonts}"


def test_what_people_typed_is_never_fetched_or_run(scene: Scene, pango: None) -> None:
    hostile = '<img src="file:///etc/hostname"><script>alert(1)</script><style>@import "http://x.example/a.css"</style>'
    write_note(scene.owner, scene.made.members["olena"], "surprise", hostile)
    html = on_paper(scene.owner, dossier(scene.owner, scene.made.members["olena"]))
    assert "<script>" not in html
    assert "&lt;img src=" in html
    with patch("socket.create_connection", side_effect=AssertionError("something was fetched")):
        assert b"/Subtype /Image" not in inside(pdf_of(f'{html}<img src="file:///etc/hostname">'))


def test_without_pango_the_page_says_so_and_stays_whole(scene: Scene) -> None:
    with patch("otdel.organisation.views.dossier.pdf_of", side_effect=NoPaper("no pango")):
        answer = client(scene, Role.OWNER).get(f"{URL}.pdf")
    assert answer.status_code == 501
    text = answer.content.decode()
    assert "libpango" in text
    assert "Bids and budgets inside the plan" in text


def inside(pdf: bytes) -> bytes:
    """The PDF with its packed streams unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("address", ["dossier/", "dossier.pdf", "dossier/line/", "agree/", "dossier/line/1/off/"])
def test_a_stranger_and_nobody_at_all_are_answered_alike(scene: Scene, address: str) -> None:
    other = client(scene, Role.CONTRACTOR)
    ask = other.get if address in ("dossier/", "dossier.pdf") else other.post
    there, nowhere = (ask(f"/team/person/{slug}/{address}").status_code for slug in ("maryna-lys", "no-such-person"))
    assert there == nowhere == 403
