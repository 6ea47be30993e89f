"""The department out to a file and back: what good rows bring, and what is said of bad ones and hostile files."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.exchange.reading import MOST_BYTES, read
from otdel.organisation.exchange.taking import Taken, take
from otdel.organisation.exchange.writing import WRITERS, rows_of
from otdel.organisation.models import Accountability, Engagement, Member, Process, Zone
from otdel.organisation.tests.department import Department, answers_for_everything, found_department
from otdel.testing.shared import shared
from otdel.web.reasons import say

pytestmark = pytest.mark.django_db

PEOPLE = """slug,name,title,firm,email
iuliia-moroz,Юлія Мороз,,,iuliia@lumen.example
,Studio Nord,"Video, photo",yes,not an address
Bad Slug,Nobody,,,
,,,,
"""


@pytest.fixture
def made() -> Department:
    found = found_department()
    answers_for_everything(found)
    return found


def brought(made: Department, name: str, text: str | bytes, *, trial: bool = False) -> Taken:
    return take(made.owner, read(name, text.encode() if isinstance(text, str) else text), trial=trial)


def said(taken: Taken) -> list[tuple[int, str, str]]:
    return [(bad.row, bad.column, say(bad.reason)) for bad in taken.bad]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_goes_out_comes_back_the_same(kind: str, made: Department) -> None:
    content = WRITERS[kind][0](rows_of(made.owner))
    taken = brought(made, f"department.{kind}", content)
    assert said(taken) == [] and taken.changes == 0
    assert taken.counts["people"] == {"same": 5} and taken.counts["accountabilities"] == {"same": 17}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_scope_of_nothing_but_empty_lists_comes_back_the_same(kind: str, made: Department) -> None:
    Engagement.objects.update(scope={"channels": ["paid_search"], "regions": [], "products": []})
    taken = brought(made, f"department.{kind}", WRITERS[kind][0](rows_of(made.owner)))
    assert taken.counts["engagements"] == {"same": 4}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_whole_department_is_made_again_from_its_file(kind: str, made: Department) -> None:
    content = WRITERS[kind][0](rows_of(made.owner))
    Process.objects.update(holder=None)  # nobody is left to run them
    Accountability.objects.all().delete()
    Engagement.objects.all().delete()
    Member.objects.all().delete()
    taken = brought(made, f"department.{kind}", content)
    assert said(taken) == []
    assert (Member.objects.count(), Engagement.objects.count(), Accountability.objects.count()) == (5, 4, 17)
    kyrylo = Engagement.objects.get(member__slug="kyrylo-contractor")
    assert (str(kyrylo.share), kyrylo.kind, str(kyrylo.reports_to)) == ("0.40", "contract", "Maryna Lys")
    assert Member.objects.get(slug="olena-kovalenko").person == made.accounts[Role.SPECIALIST]


def test_good_rows_are_kept_and_bad_ones_named_by_row_and_column(made: Department) -> None:
    taken = brought(made, "people.csv", PEOPLE)
    assert taken.counts["people"] == {"new": 1}
    assert [(row, column) for row, column, _why in said(taken)][:2] == [(3, "email"), (4, "slug")]
    assert "“not an address” is not an e-mail address" in said(taken)[0][2]
    assert Member.objects.get(slug="iuliia-moroz").name == "Юлія Мороз"


def test_a_trial_changes_nothing(made: Department) -> None:
    taken = brought(made, "people.csv", PEOPLE, trial=True)
    assert taken.changes == 1
    assert not Member.objects.filter(slug="iuliia-moroz").exists()


def test_columns_a_file_does_not_have_stay_as_they_were(made: Department) -> None:
    brought(made, "people.csv", "slug,name,title\nolena-kovalenko,Olena Kovalenko,Lead\n")
    olena = Member.objects.get(slug="olena-kovalenko")
    assert (olena.title, olena.email, olena.person) == ("Lead", "olena@mail.example", made.accounts[Role.SPECIALIST])


def test_each_mistake_of_an_engagement_is_said(made: Department) -> None:
    rows = """person,role,kind,share,reports_to,from,to
Ihor Bondar,ppc,staff,50%,,2026-02-30,
Ihor Bondar,astronaut,staff,50%,,2027-01-01,
Ihor Bondar,copywriter,pirate,50%,,2027-01-01,
Ihor Bondar,copywriter,staff,half,,2027-01-01,
Ihor Bondar,copywriter,staff,1,Somebody Else,2027-01-01,
Ihor Bondar,copywriter,staff,1,,2027-01-01,2026-01-01
Ihor Bondar,ppc,staff,1,,2027-01-01,
Maryna Lys,cmo,staff,1,olena-kovalenko,2026-01-12,
Ihor Bondar,copywriter,remote,"0,25",maryna-lys,2027-01-01,
"""
    taken = brought(made, "engagements.csv", rows)
    columns = [(row, column) for row, column, _why in said(taken)]
    assert columns == [
        (2, "from"), (3, "role"), (4, "kind"), (5, "share"), (6, "reports_to"), (7, ""), (8, ""), (9, ""),
    ]  # fmt: skip
    words = [why for _row, _column, why in said(taken)]
    assert "Write it as 2026-10-01" in words[0] and "it has: cmo, ppc, copywriter" in words[1]
    assert "The dates cross" in words[5] and "holds this role" in words[6] and "circle" in words[7]
    assert taken.counts["engagements"] == {"new": 1}
    assert str(Engagement.objects.get(start=date(2027, 1, 1)).share) == "0.25"


def test_a_second_one_who_answers_is_let_in_and_shown(made: Department) -> None:
    zone = made.zone("ppc")
    taken = brought(made, "who.csv", f"zone,person,part,from\n{zone.code},ihor-bondar,accountable,2026-02-01\n")
    assert taken.bad == () and taken.doubles == (zone.code,)
    assert Accountability.objects.filter(zone=zone).count() == 2


def test_yaml_names_the_line_an_entry_stands_on(made: Department) -> None:
    text = """people:
  - name: Studio Nord
    firm: yes
zones:
  - zone: ppc.marketplaces
    name: Prices on marketplaces
    role: ppc
    critical: true
accountabilities:
  - {zone: ppc.marketplaces, person: Studio Nord, part: accountable, from: 2026-02-01}
  - {zone: ppc.marketplaces, person: Nobody Known, part: helps, from: 2026-02-01}
  - just words
budget: 100
"""
    taken = brought(made, "department.yaml", text)
    assert Zone.objects.get(code="ppc.marketplaces").critical
    assert sorted((row, column) for row, column, _why in said(taken)) == [(11, "person"), (12, "")]
    assert taken.skipped == ("budget",)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\npeople: [*b, *b, *b]\n"
HOSTILE = {
    "alias.yaml": BOMB.encode(),
    "python.yaml": b"people: !!python/object/apply:os.system ['true']\n",
    "broken.yaml": b"people: [\n  - {name: 'x\n",
    "deep.yaml": b"people: " + b"[" * 3000,
    "zeros.csv": b"\x00" * 4096,
    "list.yaml": b"- 1\n- 2\n",
    "empty.csv": b"",
    "broken.xlsx": b"PK\x03\x04 and then nothing of a workbook",
    "broken.zip": b"PK\x03\x04 and then nothing of an archive",
    "large.csv": b"name,slug\n" + b"x" * MOST_BYTES,
    "other.csv": b"day,clicks\n2026-10-01,5\n2026-10-02,6\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_changes_nothing(name: str, made: Department) -> None:
    members = Member.objects.count()
    taken = brought(made, name, HOSTILE[name])
    assert taken.bad and all(say(bad.reason) and "%(" not in say(bad.reason) for bad in taken.bad)
    assert taken.changes == 0 and Member.objects.count() == members


def test_an_archive_larger_inside_than_outside_is_not_unpacked(made: Department) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.csv", "name,slug\n" + "x" * (MOST_BYTES * 4))
    assert len(held.getvalue()) < 100_000
    assert said(brought(made, "bomb.zip", held.getvalue()))[0][2].startswith("It is larger than 5 MB")


def test_a_name_that_is_a_formula_goes_out_as_text(made: Department) -> None:
    Member.objects.filter(slug="ihor-bondar").update(name="=HYPERLINK(1)", contact="+380 50 000")
    with zipfile.ZipFile(io.BytesIO(WRITERS["zip"][0](rows_of(made.owner)))) as archive:
        text = archive.read("people.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "'+380" in text
    assert brought(made, "again.zip", WRITERS["zip"][0](rows_of(made.owner))).changes == 0


def test_strings_nobody_expects_are_kept_or_refused_but_never_break_a_page(made: Department) -> None:
    strings = [
        line for line in shared("corpora/blns/blns.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
    ]
    rows = "\n".join('"' + line.replace('"', '""') + '",x' for line in strings)
    taken = brought(made, "people.csv", f"name,title\n{rows}\n")
    assert taken.counts["people"].get("new", 0) > len(strings) // 2
    client = Client()
    client.force_login(made.accounts[Role.OWNER], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/team/")
    assert page.status_code == 200 and b"<script>alert" not in page.content


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["a.yaml", "a.csv", "a.zip", "a.xlsx"]))
def test_any_bytes_end_in_rows_or_in_a_sentence(content: bytes, name: str) -> None:
    found = read(name, content)
    assert found.lines or found.bad


def test_only_owner_and_head_take_it_out_or_bring_it_in(made: Department) -> None:
    for role in (Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            rows_of(made.viewer(role))
        with pytest.raises(NotAllowed):
            take(made.viewer(role), read("p.csv", PEOPLE.encode()), trial=True)


def test_on_the_page_a_file_is_shown_first_and_taken_when_one_says_so(made: Department, home: Path) -> None:
    client = Client()
    client.force_login(made.accounts[Role.HEAD], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post("/team/exchange/", {"files": SimpleUploadedFile("people.csv", PEOPLE.encode())})
    assert "would make <b>1</b> change" in page.content.decode() and "not an e-mail address" in page.content.decode()
    assert not Member.objects.filter(slug="iuliia-moroz").exists()
    done = client.post("/team/exchange/take/", follow=True)
    assert "1 change is made" in done.content.decode() and Member.objects.filter(slug="iuliia-moroz").exists()
    again = client.post("/team/exchange/take/", follow=True)
    assert "Bring it again" in again.content.decode()
    assert not list((home / "uploads" / "exchange").iterdir())
