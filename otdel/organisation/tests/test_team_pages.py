"""The department's pages as each role meets them, and what a person does on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from otdel.accounts.models import Person
from otdel.accounts.queries import company_today
from otdel.kit.viewer import Role
from otdel.organisation.models import Accountability, Agreement, Engagement, Member, Part
from otdel.organisation.services.agreeing import role_card
from otdel.organisation.tests.department import SINCE, Department, answers_for_everything, found_department
from otdel.organisation.urls import structure

pytestmark = pytest.mark.django_db
ALL = set(Role)
LEADERS = {Role.OWNER, Role.HEAD}
STAFF = ALL - {Role.CONTRACTOR}
SignIn = Callable[[Role], Client]

READ = {
    "team": STAFF,
    "start": LEADERS,
    "exchange": LEADERS,
    "export": LEADERS,
    "add_person": LEADERS,
    "person": LEADERS | {Role.SPECIALIST},  # Olena's own
    "change_person": LEADERS,
    "engage": LEADERS,
    "engagement": LEADERS,
    "add_zone": LEADERS,
    "zone": STAFF,
}
POST_ONLY = {
    "proposal": LEADERS,
    "take": LEADERS,
    "delete_person": LEADERS,
    "agree_to_role": ALL,
    "end_engagement": LEADERS,
    "change_zone": LEADERS,
    "retire_zone": LEADERS,
    "answer": LEADERS,
    "end_part": LEADERS,
    "retire_role": LEADERS,
}


@pytest.fixture
def made() -> Department:
    found = found_department()
    answers_for_everything(found)
    return found


@pytest.fixture
def sign_in(made: Department) -> SignIn:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(made.accounts[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role


def address(name: str, made: Department) -> str:
    engaged = Engagement.objects.get(member=made.members["olena"])
    known = {
        "slug": "olena-kovalenko",
        "pk": made.zone("ppc").pk if "zone" in name else engaged.pk,
        "code": "ppc",
        "kind": "yaml",
    }
    pattern = next(one for one in structure.urlpatterns if one.name == name)
    return reverse(f"organisation:{name}", kwargs={word: known[word] for word in pattern.pattern.converters})


def test_every_address_is_known_here() -> None:
    assert {one.name for one in structure.urlpatterns} == set(READ) | set(POST_ONLY)


@pytest.mark.parametrize("name", READ)
def test_who_may_read_a_page(name: str, made: Department, sign_in: SignIn) -> None:
    opened = {role for role in Role if sign_in(role).get(address(name, made)).status_code == 200}
    assert opened == READ[name]


@pytest.mark.parametrize("name", POST_ONLY)
def test_who_may_do_what(name: str, made: Department, sign_in: SignIn) -> None:
    for role in ALL - POST_ONLY[name]:
        assert sign_in(role).post(address(name, made)).status_code == 403, role
    assert Client().post(address(name, made)).status_code == 302  # to the door
    assert sign_in(Role.OWNER).get(address(name, made)).status_code == 405


def test_a_contractor_opens_their_own_page_and_no_other(sign_in: SignIn) -> None:
    client = sign_in(Role.CONTRACTOR)
    own = client.get("/team/person/kyrylo-contractor/")
    assert own.status_code == 200 and b"kyrylo@mail.example" in own.content
    for slug in ("olena-kovalenko", "maryna-lys", "nobody-at-all"):
        assert client.get(f"/team/person/{slug}/").status_code == 403
    assert client.get("/team/").status_code == 403


def test_contacts_stay_off_pages_others_see(sign_in: SignIn) -> None:
    page = sign_in(Role.SPECIALIST).get("/team/").content.decode()
    assert "@mail.example" not in page
    assert "/team/person/maryna-lys/" not in page and "/team/person/olena-kovalenko/" in page


def test_the_verdict_counts_what_is_wrong(made: Department, sign_in: SignIn) -> None:
    Accountability.objects.filter(zone=made.zone("ppc")).delete()
    zone = made.zone("cmo")
    Accountability.objects.create(zone=zone, member=made.members["ihor"], part=Part.ACCOUNTABLE, start=SINCE)
    page = sign_in(Role.OWNER).get("/team/").content.decode()
    assert "<b>1 of 17</b> zones has nobody who answers for it; <b>1</b> has two." in page
    bad = sign_in(Role.OWNER).get("/team/?problem=double").content.decode()
    assert bad.count('class="z-') == 1 and zone.code.split(".")[0] == "cmo"


def test_the_department_of_another_day(made: Department, sign_in: SignIn) -> None:
    before = sign_in(Role.OWNER).get("/team/?on=2025-12-31").content.decode()
    assert "as it was or will be on" in before and "Olena Kovalenko" not in before.split('id="grid"')[-1]
    then = sign_in(Role.OWNER).get("/team/?on=2026-03-01").content.decode()
    assert "Olena Kovalenko" in then and 'action="/team/zone/' not in then  # the past is not changed by a click
    assert sign_in(Role.OWNER).get("/team/?on=whenever").status_code == 200


def test_filters_leave_the_rows_asked_for(sign_in: SignIn) -> None:
    client = sign_in(Role.SPECIALIST)
    assert client.get("/team/?who=olena-kovalenko").content.decode().count('class="z-') == 5
    assert client.get("/team/?role=copywriter").content.decode().count('class="z-') == 5
    assert "No zone is like that" in client.get("/team/?who=olena-kovalenko&problem=empty").content.decode()
    assert client.get("/team/?who='><script>").status_code == 200


def test_a_person_is_added_with_a_role_or_the_form_says_why_not(made: Department, sign_in: SignIn) -> None:
    client = sign_in(Role.HEAD)
    given = {"name": "Юлія Мороз", "terms-role": made.roles["ppc"].pk, "terms-kind": "remote", "terms-share": "50"}
    assert client.post("/team/add/", given).status_code == 400  # no first day
    assert not Member.objects.filter(name="Юлія Мороз").exists()
    given |= {"terms-start": "2026-02-01", "terms-reports_to": made.members["maryna"].pk, "terms-ramp": "40, 70%"}
    assert client.post("/team/add/", given).status_code == 302
    row = Engagement.objects.get(member__slug="iuliia-moroz")
    assert (row.kind, str(row.share), row.ramp, row.start) == ("remote", "0.50", [0.4, 0.7], date(2026, 2, 1))
    assert client.post("/team/add/", {"name": "Studio Nord", "is_firm": "on", "later": "1"}).status_code == 302
    assert not Engagement.objects.filter(member__name="Studio Nord").exists()


def test_a_circle_is_said_in_the_form(made: Department, sign_in: SignIn) -> None:
    row = Engagement.objects.get(member=made.members["maryna"])
    given = {"kind": "staff", "share": "100", "reports_to": made.members["olena"].pk, "start": "2026-03-01"}
    page = sign_in(Role.OWNER).post(f"/team/engagement/{row.pk}/", given)
    assert page.status_code == 400 and "Maryna Lys → Olena Kovalenko → Maryna Lys" in page.content.decode()
    row.refresh_from_db()
    assert row.end is None


def test_a_second_one_who_answers_is_offered_a_handing_over(made: Department, sign_in: SignIn) -> None:
    zone, client = made.zone("ppc"), sign_in(Role.HEAD)
    given = {"member": made.members["ihor"].pk, "part": "accountable", "start": "2026-03-01"}
    page = client.post(f"/team/zone/{zone.pk}/", given)
    assert page.status_code == 400 and "Hand it over from that day" in page.content.decode()
    assert client.post(f"/team/zone/{zone.pk}/", {**given, "over": "1"}).status_code == 302
    assert Accountability.objects.on(date(2026, 3, 1)).get(zone=zone).member.slug == "ihor-bondar"
    assert Accountability.objects.on(date(2026, 2, 28)).get(zone=zone).member.slug == "olena-kovalenko"


def test_a_specialist_cannot_change_a_zone_by_its_own_page(made: Department, sign_in: SignIn) -> None:
    zone = made.zone("ppc")
    given = {"member": made.members["ihor"].pk, "part": "helps", "start": "2026-03-01"}
    sign_in(Role.SPECIALIST).post(f"/team/zone/{zone.pk}/", given)
    assert not Accountability.objects.filter(member=made.members["ihor"]).exists()


def test_deleting_somebody_with_history_says_what_to_do_instead(made: Department, sign_in: SignIn) -> None:
    page = sign_in(Role.OWNER).post("/team/person/olena-kovalenko/delete/", follow=True)
    assert "End their engagement instead" in page.content.decode()
    assert Member.objects.filter(slug="olena-kovalenko").exists()


def test_olena_agrees_to_her_card_in_the_words_she_saw(made: Department, sign_in: SignIn) -> None:
    client, (_subject, seen) = sign_in(Role.SPECIALIST), role_card(made.roles["ppc"])
    assert "I agree" in client.get("/team/person/olena-kovalenko/").content.decode()
    old = client.post("/team/person/olena-kovalenko/agree/", {"role": "ppc", "seen": "of other words"}, follow=True)
    assert "changed while you read them" in old.content.decode() and not Agreement.objects.exists()
    client.post("/team/person/olena-kovalenko/agree/", {"role": "ppc", "seen": seen})
    assert Agreement.objects.get().member == made.members["olena"]
    assert "I agree" not in client.get("/team/person/olena-kovalenko/").content.decode()
    assert (
        sign_in(Role.OWNER).post("/team/person/olena-kovalenko/agree/", {"role": "ppc", "seen": seen}).status_code
        == 403
    )


def test_ending_somebodys_work_frees_their_zones(made: Department, sign_in: SignIn) -> None:
    row, client = Engagement.objects.get(member=made.members["olena"]), sign_in(Role.HEAD)
    today = company_today(made.owner)
    page = client.post(f"/team/engagement/{row.pk}/end/", {"end-day": today.isoformat()}, follow=True)
    assert "5 zones are free now" in page.content.decode()
    crossed = client.post(f"/team/engagement/{row.pk}/end/", {"end-day": "2020-01-01"}, follow=True)
    assert "The dates cross" in crossed.content.decode()


def test_an_owner_without_a_place_in_the_department_is_fine(sign_in: SignIn) -> None:
    Member.objects.filter(slug="olha-owner").update(person=None)
    client = sign_in(Role.OWNER)
    assert client.get("/team/").status_code == client.get("/team/person/olena-kovalenko/").status_code == 200


def test_an_empty_department_says_what_will_be_here(db: None) -> None:
    for role, says in (("owner", "Start with what you have"), ("specialist", "Nobody is here yet")):
        client = Client()
        client.force_login(
            Person.objects.create_person(f"{role}@example.com", None, name=role, role=role),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        assert says in client.get("/team/").content.decode()
