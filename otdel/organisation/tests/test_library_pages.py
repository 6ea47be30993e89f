"""Pages of roles as owner, specialist and contractor see them: reading, copying, rewriting, taking what is newer."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from otdel.accounts.models import Company, Person
from otdel.accounts.queries import company_today
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.library import library
from otdel.organisation.models import Accountability, Engagement, JobRole, Member, ProcessRun
from otdel.organisation.services.adopting import adopt

pytestmark = pytest.mark.django_db

LIBRARY, ROLE = "/team/library/", "/team/role/ppc/"
Enter = Callable[..., Client]


@pytest.fixture
def enter() -> Enter:
    """Signs somebody in with a role; the specialist and the contractor are members too."""
    Company.objects.create(name="Lumen Home", currency="EUR")

    def sign_in(role: str, language: str = "en") -> Client:
        person: Person = get_user_model().objects.create_person(
            f"{role}@example.com", None, name=f"{role.title()} Bondar", role=role, language=language
        )
        if role in ("specialist", "contractor"):
            Member.objects.create(name=person.name, slug=role, person=person)
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def ppc(enter: Enter) -> JobRole:
    return adopt(AT_TERMINAL, "ppc")


def words_of(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def form_of(client: Client) -> dict[str, str]:
    """What the form of words holds as it is opened."""
    form = client.get(f"{ROLE}words/").context["form"]
    return {name: form.initial.get(name) or "" for name in form.fields}


def test_an_owner_copies_a_role_and_lands_on_its_page(enter: Enter) -> None:
    owner = enter("owner")
    assert "none of these roles yet" in words_of(owner.get(LIBRARY))
    answer = owner.post(f"{LIBRARY}generalist/copy/", follow=True)
    assert answer.redirect_chain == [("/team/role/generalist/", 302)]
    assert "is yours now" in words_of(answer) and "Nobody holds it." in words_of(answer)
    assert "<b>1</b> of the 10 roles" in words_of(owner.get(LIBRARY))


def test_a_second_copy_is_refused_in_words(enter: Enter, ppc: JobRole) -> None:
    answer = enter("owner").post(f"{LIBRARY}ppc/copy/", follow=True)
    assert "works with the role “ppc” already" in words_of(answer)
    assert JobRole.objects.count() == 1


@pytest.mark.parametrize(("role", "hires"), [("owner", True), ("head", True), ("specialist", False)])
def test_test_tasks_and_questions_are_for_those_who_hire(enter: Enter, role: str, *, hires: bool) -> None:
    said = words_of(enter(role).get(f"{LIBRARY}ppc/"))
    text = library().text("ppc")
    assert text.mission in said
    assert text.test_task is not None
    assert (text.test_task.brief in said) is hires
    assert (text.personal[0].q in said) is hires
    assert ("Sackett et al. 2022" in said) is hires


def test_a_formula_is_read_out_with_the_names_of_its_measures(enter: Enter) -> None:
    assert "Spend on paid advertising ÷ Qualified leads from advertising" in words_of(
        enter("owner").get(f"{LIBRARY}ppc/")
    )


def test_a_role_the_library_lacks_is_not_found(enter: Enter) -> None:
    owner = enter("owner")
    assert owner.get(f"{LIBRARY}astrologer/").status_code == 404
    assert owner.get("/team/role/astrologer/").status_code == 404


def test_a_contractor_reads_the_role_they_hold_and_no_other(enter: Enter, ppc: JobRole) -> None:
    contractor = enter("contractor")
    seo = adopt(AT_TERMINAL, "seo")
    who, other = Member.objects.get(slug="contractor"), Member.objects.create(name="Ihor Melnyk", slug="ihor")
    today = company_today(AT_TERMINAL)
    for member in (who, other):
        Engagement.objects.create(member=member, role=ppc, kind="contract", start=today)
    Accountability.objects.create(zone=ppc.zones.get(code="ppc.bids_budgets"), member=other, start=today)
    said = words_of(contractor.get(ROLE))
    assert "Contractor Bondar" in said
    assert "Ihor Melnyk" not in said
    assert contractor.get(f"/team/role/{seo.code}/").status_code == 403
    assert contractor.get("/team/role/astrologer/").status_code == 403, "nor whether there is such a role"
    assert contractor.get(LIBRARY).status_code == 403
    assert contractor.get(f"{LIBRARY}ppc/").status_code == 403


def test_a_specialist_reads_but_changes_nothing(enter: Enter, ppc: JobRole) -> None:
    specialist = enter("specialist")
    said = words_of(specialist.get(ROLE))
    assert "No pay plan is written." in said and "Change the words" not in said
    for address in ("words/", "difference/", "role.yaml"):
        assert specialist.get(f"{ROLE}{address}").status_code == 403
    for address in (f"{LIBRARY}seo/copy/", f"{ROLE}back/", f"{ROLE}difference/decide/"):
        assert specialist.post(address).status_code == 403


def test_a_specialist_sees_that_a_process_ran_only_when_it_is_theirs(enter: Enter, ppc: JobRole) -> None:
    specialist, today = enter("specialist"), company_today(AT_TERMINAL)
    own, other = Member.objects.get(slug="specialist"), Member.objects.create(name="Ihor Melnyk", slug="ihor")
    for code, member, evidence in (("ppc_audit", own, "Checklist of October"), ("ppc_plan", other, "Plan of November")):
        process = ppc.processes.get(code=code)
        process.holder = member
        process.save()
        ProcessRun.objects.create(process=process, member=member, day=today, evidence=evidence)
    said = words_of(specialist.get(ROLE))
    assert "Checklist of October" in said and "Plan of November" not in said
    assert "Plan of November" in words_of(enter("owner").get(ROLE))


def test_words_are_changed_and_given_back(enter: Enter, ppc: JobRole) -> None:
    owner = enter("owner")
    given = form_of(owner) | {
        "mission": "Sell lamps.",
        "duties.send_conversions": "",
        "more": "Answer Anna.\nCall Ivan.",
    }
    owner.post(f"{ROLE}words/", given)
    assert JobRole.objects.get().own == {
        "mission": "Sell lamps.",
        "duties.send_conversions": None,
        "duties.own_1": "Answer Anna.",
        "duties.own_2": "Call Ivan.",
    }
    said = words_of(owner.get(ROLE))
    assert "Sell lamps." in said and "Call Ivan." in said
    assert library().text("ppc").duties["send_conversions"] not in said
    owner.post(f"{ROLE}back/", {"path": "mission"})
    assert "mission" not in JobRole.objects.get().own and len(JobRole.objects.get().own) == 3
    owner.post(f"{ROLE}back/")
    assert JobRole.objects.get().own == {}


def test_saving_the_form_as_it_opened_changes_nothing(enter: Enter, ppc: JobRole) -> None:
    owner = enter("owner", "uk")
    owner.post(f"{ROLE}words/", form_of(owner))
    assert JobRole.objects.get().own == {}


def test_what_is_newer_is_shown_taken_and_kept(enter: Enter, ppc: JobRole) -> None:
    ppc.copied["en"]["mission"] = "Buy clicks."
    ppc.copied["en"]["zones"]["bids_budgets"] = "Bids"
    ppc.save()
    owner = enter("owner")
    assert "<b>2</b> things of this role otherwise" in words_of(owner.get(ROLE))
    said = words_of(owner.get(f"{ROLE}difference/"))
    assert "<del>Buy clicks.</del>" in said and f"<ins>{library().text('ppc').mission}</ins>" in said
    owner.post(f"{ROLE}difference/decide/", {"piece": "mission", "take": "1"})
    owner.post(f"{ROLE}difference/decide/", {"piece": "zones.bids_budgets", "keep": "1"})
    copied = JobRole.objects.get().copied["en"]
    assert (copied["mission"], copied["zones"]["bids_budgets"]) == (library().text("ppc").mission, "Bids")
    assert "apart from what you chose to keep" in words_of(owner.get(f"{ROLE}difference/"))
    answer = owner.post(f"{ROLE}difference/decide/", {"piece": "mission", "take": "1"}, follow=True)
    assert "somebody decided it a moment ago" in words_of(answer)


def test_a_role_of_the_companys_own_has_a_page_too(enter: Enter) -> None:
    JobRole.objects.create(code="driver", own={"title": "Driver", "mission": "Bring the lamps."})
    owner = enter("owner")
    said = words_of(owner.get("/team/role/driver/"))
    assert "Bring the lamps." in said and "No duties are written." in said
    assert "Driver" in words_of(owner.get(LIBRARY))
    assert "of your own making" in words_of(owner.get("/team/role/driver/difference/"))
    assert owner.get("/team/role/driver/words/").status_code == 200


def test_a_library_that_changed_nothing_leaves_the_page_quiet(enter: Enter, ppc: JobRole) -> None:
    assert "otherwise now" not in words_of(enter("owner").get(ROLE))
    assert reverse("organisation:role", args=["ppc"]) == ROLE
