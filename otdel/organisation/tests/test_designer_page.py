"""The designer's page: who may open it, what it says, plans that are kept, and addresses that are hostile."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.translation import override

from otdel.accounts.models import AuditLine, Company, Person
from otdel.accounts.services import Refused
from otdel.kit.money import Money
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation import work_facts
from otdel.organisation.models import Engagement, JobRole, Member, SavedDesign
from otdel.organisation.queries.designer import known, saved_designs
from otdel.organisation.rules.designer import Now, Plan
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.designing import remove_design, save_design
from otdel.organisation.work_facts import WorkFacts

pytestmark = pytest.mark.django_db

HEAD = Viewer(0, "Olena", Role.HEAD)
SPECIALIST = Viewer(0, "Ihor", Role.SPECIALIST)
SEO_ONLY = (
    "volume.channels=0&volume.reports=0&volume.articles=0&volume.posts=0&volume.letters=0&volume.pages=25&"
    "routine.seo=12&lead.owner=40&budget=2000&spend=0&volume.leads=0"
)


@pytest.fixture(autouse=True)
def company() -> Company:
    return Company.objects.create(name="Lumen Home", currency="EUR")


@pytest.fixture(autouse=True)
def no_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_facts, "_providers", [])


def signed_in(role: str) -> Client:
    person = get_user_model().objects.create_person(f"{role}@example.com", None, name="Olena", role=role)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("head", 200), ("specialist", 403), ("contractor", 403), ("accountant", 403)]
)
def test_owner_and_head_open_it_and_nobody_else(role: str, status: int) -> None:
    client = signed_in(role)
    assert client.get("/team/designer/").status_code == status
    assert client.get("/team/designer/matters/").status_code == status
    assert client.post("/team/designer/keep/", {"name": "Plan", "query": SEO_ONLY}).status_code == (
        302 if status == 200 else 403
    )


def test_it_says_whom_to_hire_and_which_hours_have_nobody() -> None:
    text = signed_in("head").get(f"/team/designer/?{SEO_ONLY}").content.decode()
    assert "SEO specialist, half-time, remote" in text
    assert "62 hours a month</b> have nobody now" in text
    assert "your own assumptions" in text


def test_people_who_are_there_are_counted_by_their_terms() -> None:
    role = adopt(HEAD, "seo")
    own = JobRole.objects.create(code="courier")
    iryna = Member.objects.create(name="Iryna", slug="iryna")
    Engagement.objects.create(member=iryna, role=role, kind="remote", share=Decimal("0.5"), start=date(2026, 1, 1))
    Engagement.objects.create(member=iryna, role=own, share=Decimal("0.2"), start=date(2026, 1, 1))
    Engagement.objects.create(member=iryna, role=role, start=date(2025, 1, 1), end=date(2025, 6, 1))
    facts = known(HEAD)
    assert set(facts.people) == {Now("seo", "remote", 0.5), Now("", "staff", 0.2)}
    assert facts.strange == 1
    text = signed_in("owner").get(f"/team/designer/?{SEO_ONLY}").content.decode()
    assert "Nobody has to be hired" in text
    assert "is led, but their hours are not counted" in text


def test_the_form_is_filled_in_from_what_chapters_above_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(viewer: Viewer) -> WorkFacts:
        figures = {"spend": Decimal(4321), "volume.channels": Decimal(3)}
        parts = (("Paid search", Money(Decimal(4000), "EUR")), ("Paid social", Money(Decimal(321), "EUR")))
        return WorkFacts(figures, Reason.of("design_from_money", month="2026-10-01"), parts)

    monkeypatch.setattr(work_facts, "_providers", [told])
    text = signed_in("owner").get("/team/designer/").content.decode()
    assert 'value="4321"' in text
    assert "from the Money page, October\u00a02026" in text
    assert "Paid search" in text


def test_too_small_a_budget_is_a_sentence_with_the_way_out() -> None:
    text = signed_in("owner").get("/team/designer/?budget=10&volume.channels=9").content.decode()
    assert "Impossible within these limits" in text
    assert "raise the budget from €10 to" in text


@pytest.mark.parametrize(
    "query",
    ["budget=-5", "budget=abc", "budget=1e99", "budget=999999999999999999999999999", "volume.posts=-1", "norm.spend=0",
     "useful=300", "plan=99999999999999999999", "plan=%00", "hours.full=NaN", "volume.posts=90000", "anchor=Infinity",
     "budget=%D9%A3", "budget=0&spend=0&volume.channels=0", "cost.seo.remote=0.01&volume.pages=9000"],
)  # fmt: skip
def test_hostile_figures_never_break_the_page(query: str) -> None:
    answered = signed_in("owner").get(f"/team/designer/?{query}")
    assert answered.status_code == 200
    assert "Traceback" not in answered.content.decode()


def test_a_figure_that_cannot_be_is_marked_and_the_others_stay() -> None:
    text = signed_in("owner").get("/team/designer/?budget=-5&volume.posts=31").content.decode()
    assert "It has to be between 0 and" in text
    assert 'value="31"' in text
    assert 'value="-5"' in text


def test_numbers_are_read_as_people_of_each_language_write_them() -> None:
    client = signed_in("owner")
    for written in ("1500,5", "1 500.5", "1,500.5", "1.500,5"):
        text = client.get("/team/designer/", {"budget": written, "volume.pages": "30"}).content.decode()
        assert "€1,500" in text or "€1,501" in text, written


def test_empty_figures_leave_the_address() -> None:
    answered = signed_in("owner").get("/team/designer/?budget=2000&anchor=&cost.seo.remote=")
    assert answered.status_code == 302
    assert answered["Location"] == "/team/designer/?budget=2000"


def test_a_plan_is_kept_with_author_and_day_and_opened_again() -> None:
    client = signed_in("head")
    answered = client.post("/team/designer/keep/", {"name": "Winter", "query": SEO_ONLY}, follow=True)
    kept = SavedDesign.objects.get()
    assert (kept.name, kept.by_name, kept.answer["hires"]) == ("Winter", "Olena", [["seo", "remote", "half", 1]])
    text = answered.content.decode()
    assert "This is the plan <b>Winter</b>" in text
    assert "The plan then and now" in text
    assert AuditLine.objects.get(verb="design.saved").subject == f"design:{kept.pk}"
    client.post(f"/team/designer/{kept.pk}/remove/")
    assert not SavedDesign.objects.exists()


def test_a_kept_plan_stays_as_it_was_when_people_come() -> None:
    plan = Plan.made("EUR", {"volume.pages": Decimal(25)})
    save_design(HEAD, "Before", plan)
    role = adopt(HEAD, "seo")
    iryna = Member.objects.create(name="Iryna", slug="iryna")
    Engagement.objects.create(member=iryna, role=role, start=date(2026, 1, 1))
    (kept,) = saved_designs(HEAD)
    assert kept.plan == plan
    assert kept.cost is not None


def test_only_owner_and_head_keep_and_see_plans() -> None:
    plan = Plan.made("EUR", {})
    with pytest.raises(NotAllowed):
        save_design(SPECIALIST, "Mine", plan)
    with pytest.raises(NotAllowed):
        saved_designs(SPECIALIST)
    with pytest.raises(NotAllowed):
        known(SPECIALIST)
    with pytest.raises(NotAllowed):
        remove_design(SPECIALIST, 1)


def test_a_plan_without_a_name_or_with_broken_figures_is_refused() -> None:
    with pytest.raises(Refused, match="design_without_name"):
        save_design(HEAD, "  ", Plan.made("EUR", {}))
    with pytest.raises(Refused, match="design_figure_outside"):
        save_design(HEAD, "Broken", Plan.made("EUR", {"budget": Decimal(-1)}))
    assert not SavedDesign.objects.exists()


def test_what_matters_comes_as_a_part_and_on_the_page_without_scripts() -> None:
    client = signed_in("owner")
    part = client.get(f"/team/designer/matters/?{SEO_ONLY}").content.decode()
    assert "A page worked on for search, hours: Search (SEO)" in part
    assert "A page worked on for search, hours" in client.get(f"/team/designer/?{SEO_ONLY}&matters=1").content.decode()


def test_a_currency_without_a_starting_price_asks_for_one() -> None:
    Company.objects.update(currency="XPF")
    client = signed_in("owner")
    assert "There is no starting price of people in XPF" in client.get("/team/designer/").content.decode()
    assert "assumptions" in client.get("/team/designer/?anchor=200000&budget=300000").content.decode()


def test_the_page_speaks_the_readers_language(owner: Person) -> None:
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    for language, words in (("uk", "години на місяць"), ("ru", "часа в месяц")):
        Person.objects.filter(pk=owner.pk).update(language=language)
        with override(language):
            text = client.get(f"/team/designer/?{SEO_ONLY}").content.decode()
        assert words in text
