"""Pages of accesses, processes and replaceability: what each role gets, and what forms do with good and bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client

from otdel.kit.viewer import Role
from otdel.organisation.models import Absence, Access, AccessCheck, Drill, Engagement, HandoverNote, Process, ProcessRun
from otdel.organisation.tests.cover_scene import DAY, Scene, play

pytestmark = pytest.mark.django_db
EVERYBODY = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT)
LEADERS = (Role.OWNER, Role.HEAD)
Client_ = Callable[[Role], Client]


@pytest.fixture
def scene() -> Scene:
    return play()


@pytest.fixture
def as_(scene: Scene) -> Client_:
    def signed_in(role: Role) -> Client:
        client = Client()
        client.force_login(scene.made.accounts[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.mark.parametrize(
    ("url", "roles"),
    [
        ("/team/accesses/", EVERYBODY),
        ("/team/accesses/?show=closed", EVERYBODY),
        ("/team/accesses/new/", LEADERS),
        ("/team/accesses/import/", LEADERS),
        ("/team/accesses/register.csv", LEADERS),
        ("/team/access/{ads}/", (*LEADERS, Role.SPECIALIST)),
        ("/team/access/{domain}/", LEADERS),
        ("/team/access/{blog}/", (*LEADERS, Role.CONTRACTOR)),
        ("/team/process/ppc_daily/", (*LEADERS, Role.SPECIALIST)),
        ("/team/process/ppc_creative/", (*LEADERS, Role.SPECIALIST, Role.CONTRACTOR)),
        ("/team/cover/", LEADERS),
        ("/team/cover/?who=olena-kovalenko&first=2026-11-30&last=2026-12-11", LEADERS),
        ("/team/person/olena-kovalenko/leaving/", LEADERS),
        ("/team/person/olena-kovalenko/dossier/", (*LEADERS, Role.SPECIALIST)),
        ("/team/person/kyrylo-contractor/dossier/", (*LEADERS, Role.CONTRACTOR)),
    ],
)
def test_each_role_opens_what_is_theirs_and_no_more(
    scene: Scene, as_: Client_, url: str, roles: tuple[Role, ...]
) -> None:
    address = url.format(**{name: access.pk for name, access in scene.accesses.items()})
    answers = {role: as_(role).get(address).status_code for role in EVERYBODY}
    assert answers == {role: 200 if role in roles else 403 for role in EVERYBODY}
    assert Client().get(address).status_code == 302, "a stranger is shown the door"


def test_what_does_not_exist_is_not_found(scene: Scene, as_: Client_) -> None:
    for url in (
        "/team/access/9999/",
        "/team/process/no_such/",
        "/team/person/nobody/dossier/",
        "/team/accesses/register.exe",
    ):
        assert as_(Role.OWNER).get(url).status_code == 404, url


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT])
def test_nothing_changes_by_the_hand_of_those_who_may_not(scene: Scene, as_: Client_, role: Role) -> None:
    domain, search = scene.accesses["domain"], scene.processes["search"]
    drill, held = Drill.objects.get(result=""), scene.accesses["ads"].holdings.get()
    before = [
        list(model.objects.order_by("pk").values()) for model in (Access, AccessCheck, Drill, Engagement, Process)
    ]
    client = as_(role)
    for url in (
        f"/team/access/{domain.pk}/change/",
        f"/team/access/{domain.pk}/check/",
        f"/team/access/{domain.pk}/grant/",
        f"/team/access/{domain.pk}/close/",
        f"/team/holding/{held.pk}/revoke/",
        f"/team/holding/{held.pk}/keep/",
        f"/team/process/{search.code}/people/",
        f"/team/process/{search.code}/cadence/",
        f"/team/drill/{drill.pk}/",
        "/team/person/olena-kovalenko/leaving/",
        "/team/absence/plan/",
    ):
        assert (
            client.post(url, {"check-found": "yes", "check-day": "2026-11-01", "last_day": "2026-11-23"}).status_code
            == 403
        )
    after = [list(model.objects.order_by("pk").values()) for model in (Access, AccessCheck, Drill, Engagement, Process)]
    assert after == before


def test_a_specialist_writes_down_a_run_of_their_own(scene: Scene, as_: Client_) -> None:
    olena = scene.made.members["olena"]
    given = {"run-member": olena.pk, "run-day": scene.today.isoformat(), "run-evidence": "https://docs.example/1"}
    answer = as_(Role.SPECIALIST).post("/team/process/ppc_search/run/", given)
    assert answer.status_code == 302
    assert (
        ProcessRun.objects.get(process=scene.processes["search"], day=scene.today).evidence == "https://docs.example/1"
    )
    stranger = {**given, "run-member": scene.made.members["ihor"].pk}
    assert as_(Role.SPECIALIST).post("/team/process/ppc_search/run/", stranger).status_code == 400


def test_a_bad_form_is_said_on_the_page_and_nothing_is_lost(scene: Scene, as_: Client_) -> None:
    future = {"run-member": scene.made.members["olena"].pk, "run-day": "2099-01-01", "run-evidence": "kept words"}
    answer = as_(Role.OWNER).post("/team/process/ppc_search/run/", future)
    assert answer.status_code == 400
    assert "Change the day." in answer.content.decode()
    assert "kept words" in answer.content.decode()
    answer = as_(Role.OWNER).post(f"/team/access/{scene.accesses['ads'].pk}/check/", {"check-day": "yesterday"})
    assert answer.status_code == 400
    assert AccessCheck.objects.count() == 2


def test_an_access_is_registered_from_the_page(scene: Scene, as_: Client_) -> None:
    answer = as_(Role.HEAD).post("/team/accesses/new/", {"system": "Tilda", "company_owned": "no", "critical": "on"})
    made = Access.objects.get(system="Tilda")
    assert answer["Location"] == f"/team/access/{made.pk}/"
    assert (made.company_owned, made.critical, made.owner) == (False, True, None)
    again = as_(Role.HEAD).post("/team/accesses/new/", {"system": "Tilda"})
    assert "in the register already" in again.content.decode()


def test_a_file_is_taken_in_and_bad_rows_are_shown(scene: Scene, as_: Client_) -> None:
    file = SimpleUploadedFile("mine.csv", b"system,renewal\nTilda,2027-01-01\nBing,soon\n", "text/csv")
    text = as_(Role.OWNER).post("/team/accesses/import/", {"file": file}).content.decode()
    assert "new lines <b>1</b>" in text
    assert "“soon” is no day." in text


def test_the_absence_is_tested_then_planned(scene: Scene, as_: Client_) -> None:
    asked = {"who": "kyrylo-contractor", "first": scene.today.isoformat(), "last": (scene.today + 4 * DAY).isoformat()}
    assert as_(Role.OWNER).get("/team/cover/", asked).status_code == 200
    assert as_(Role.OWNER).get("/team/cover/", {**asked, "last": "2020-01-01"}).status_code == 400
    assert as_(Role.OWNER).get("/team/cover/", {**asked, "who": "nobody"}).status_code == 400
    assert as_(Role.OWNER).post("/team/absence/plan/", {**asked, "why": "test"}).status_code == 302
    planned = Absence.objects.get(member=scene.made.members["kyrylo"])
    assert (planned.start, planned.end, planned.why) == (scene.today, scene.today + 5 * DAY, "test")


def test_what_people_type_is_shown_as_text(scene: Scene, as_: Client_) -> None:
    evil = "<script>alert(1)</script>"
    Access.objects.filter(pk=scene.accesses["ads"].pk).update(system=evil, note=evil)
    Process.objects.filter(code="ppc_search").update(steps=f"{evil}\njavascript:alert(1)", own={"name": evil})
    ProcessRun.objects.update(evidence=f"javascript:alert(1) {evil}")
    HandoverNote.objects.update(text=evil)
    ads = scene.accesses["ads"].pk
    for url in (
        "/team/accesses/",
        f"/team/access/{ads}/",
        "/team/process/ppc_search/",
        "/team/cover/",
        "/team/person/olena-kovalenko/dossier/",
        "/team/person/olena-kovalenko/leaving/",
    ):
        text = as_(Role.OWNER).get(url).content.decode()
        assert evil not in text, url
        assert 'href="javascript:' not in text, url


def test_without_anything_critical_the_page_says_so(as_: Client_, scene: Scene) -> None:
    Access.objects.update(critical=False)
    Process.objects.update(critical=False)
    assert "Nothing is marked as critical yet" in as_(Role.OWNER).get("/team/cover/").content.decode()


def everything() -> list[object]:
    """What the register, the processes and the engagements hold."""
    models: tuple[type[Model], ...] = (Access, AccessCheck, Drill, Engagement, Process)
    return [list(model._default_manager.order_by("pk").values()) for model in models]
