"""Pages of pay rules as people of each role meet them: written, checked, approved; read only by whoever may."""

# ruff: noqa: F811 - fixtures of the scorecard’s department are asked for by their names

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from otdel.kit.viewer import Role
from otdel.motivation.forms.filling import sheet_of
from otdel.motivation.forms.rare import rare_text
from otdel.motivation.forms.sheet import flattened
from otdel.motivation.models import PlanVersion, VersionState
from otdel.motivation.rules.reading import read_plan, write_yaml
from otdel.motivation.services.plans import new_version
from otdel.motivation.tests.rules_scene import JANUARY, Company, company
from otdel.motivation.wording.plan_names import names_now
from otdel.scorecard.tests.conftest import Department, people, shop, signed_in, team, today  # noqa: F401

Signed = Callable[[Role], Client]


@pytest.fixture
def firm(team: Department) -> Company:
    return company(team)


@pytest.fixture
def drafted(firm: Company) -> PlanVersion:
    return new_version(firm.owner, firm.running.plan, JANUARY)


def sheet(version: PlanVersion) -> dict[str, str]:
    """What the browser would send of the form as it was opened."""
    plan = read_plan(version.body)
    return flattened(sheet_of(plan, version.start, "", rare_text(plan), names_now("UAH"))) | {"seen": version.digest}


def test_a_draft_is_written_in_its_form(drafted: PlanVersion, signed_in: Signed) -> None:
    given = sheet(drafted) | {"head-base": "60 000", "head-changed_why": "Prices rose", "parts-0-points-3-at": "150%"}
    answer = signed_in(Role.OWNER).post("/pay/rules/buyer/2/edit/", given | {"parts-0-points-3-pays": "180"})
    assert answer.status_code == 302, answer.content.decode()
    drafted.refresh_from_db()
    assert drafted.body["base"] == "60000"
    assert drafted.body["components"][0]["curve"][-1] == ["1.5", "1.8"]
    page = signed_in(Role.OWNER).get("/pay/rules/buyer/2/").content.decode()
    assert "Fixed pay: ₴52,000.00 before, ₴60,000.00 now." in page
    assert "Prices rose" in page


def test_weights_that_do_not_add_up_are_said_and_nothing_is_lost(drafted: PlanVersion, signed_in: Signed) -> None:
    given = sheet(drafted) | {"parts-0-weight": "30", "head-changed_why": "A long thought"}
    answer = signed_in(Role.OWNER).post("/pay/rules/buyer/2/edit/", given)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "The rule cannot be saved like this" in page
    assert "A long thought" in page
    assert PlanVersion.objects.get(pk=drafted.pk).digest == drafted.digest


def test_two_people_at_one_draft_do_not_write_over_each_other(drafted: PlanVersion, signed_in: Signed) -> None:
    given = sheet(drafted)
    client = signed_in(Role.OWNER)
    client.post("/pay/rules/buyer/2/edit/", given | {"head-base": "60000"})
    answer = client.post("/pay/rules/buyer/2/edit/", given | {"head-base": "70000"})
    assert answer.status_code == 400
    assert "changed this draft while you had it open" in answer.content.decode()
    assert PlanVersion.objects.get(pk=drafted.pk).body["base"] == "60000"


def test_a_draft_is_written_as_yaml_and_each_fault_is_told(drafted: PlanVersion, signed_in: Signed) -> None:
    text = write_yaml(read_plan(drafted.body))
    client = signed_in(Role.OWNER)
    address = "/pay/rules/buyer/2/edit/?as=yaml"
    wrong = client.post(address, {"text": text.replace("ppc_ql", "ppc_nothing"), "seen": drafted.digest})
    assert wrong.status_code == 400
    assert "ppc_nothing" in wrong.content.decode()
    right = client.post(address, {"text": text.replace("base: 52000", "base: 61000"), "seen": drafted.digest})
    assert right.status_code == 302
    assert PlanVersion.objects.get(pk=drafted.pk).body["base"] == "61000"


def test_every_fault_of_a_text_is_told_at_once_with_its_line(drafted: PlanVersion, signed_in: Signed) -> None:
    said = read_plan(drafted.body)
    text = write_yaml(said).replace("role: ppc", "role: seo").replace("ppc_ql", "ppc_nothing")
    text = text.replace("weight: 0.45", "weight: 0.65").replace("[1.25, 1.5]", "[0.5, 1.5]")
    answer = signed_in(Role.OWNER).post("/pay/rules/buyer/2/edit/?as=yaml", {"text": text, "seen": drafted.digest})
    page = answer.content.decode()
    assert answer.status_code == 400
    for place, words in {
        "components.0.curve": "must grow from point to point", "components": "The weights add up to 1.2",
        "components.0.kpi": "There is no KPI “ppc_nothing”", "role": "this rule keeps “ppc” for good",
    }.items():  # fmt: skip
        assert words in page
        line = 1 + next(
            n for n, one in enumerate(text.splitlines()) if one.lstrip(" -").startswith(place.split(".")[-1])
        )
        assert f"line {line}: {place}<" in page
    assert PlanVersion.objects.get(pk=drafted.pk).digest == drafted.digest


def test_a_sheet_says_what_is_wrong_with_rows_shares_and_day_together(drafted: PlanVersion, signed_in: Signed) -> None:
    given = sheet(drafted) | {"parts-0-weight": "55", "head-cap": "-5", "head-start": "2026-11-01"}
    given["parts-1-points-0-at"] = "80"
    answer = signed_in(Role.OWNER).post("/pay/rules/buyer/2/edit/", given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The weights add up to 1.1" in page
    assert "eighty percent is written 80%" in page
    assert "pay never changes inside a started period" in page
    assert PlanVersion.objects.get(pk=drafted.pk).digest == drafted.digest


def test_a_draft_for_a_started_period_is_refused_when_it_is_saved(drafted: PlanVersion, signed_in: Signed) -> None:
    given = sheet(drafted) | {"head-start": "2026-11-01"}
    answer = signed_in(Role.OWNER).post("/pay/rules/buyer/2/edit/", given)
    assert answer.status_code == 400
    assert "pay never changes inside a started period" in answer.content.decode()
    assert PlanVersion.objects.get(pk=drafted.pk).start == drafted.start


def test_a_rule_starts_from_the_library_with_the_companys_amounts(firm: Company, signed_in: Signed) -> None:
    given = {"role": "cmo", "name": "Head", "code": "head", "currency": "uah", "start": "2027-01-01"}
    amounts = {"amount_base": "210 000", "amount_target_variable": "90000"}
    answer = signed_in(Role.OWNER).post("/pay/rules/new/?from=mp_cmo", given | amounts)
    assert answer.status_code == 302, answer.content.decode()
    made = PlanVersion.objects.get(plan__code="head")
    assert (made.state, made.body["base"], made.body["currency"]) == (VersionState.DRAFT, "210000", "UAH")
    assert made.plan.library == "mp_cmo"


def test_checking_comes_before_approving(drafted: PlanVersion, signed_in: Signed) -> None:
    client = signed_in(Role.OWNER)
    refused = client.post("/pay/rules/buyer/2/approve/", {"seen": drafted.digest}, follow=True)
    assert "was not checked yet" in refused.content.decode()
    client.post("/pay/rules/buyer/2/check/")
    drafted.refresh_from_db()
    assert drafted.checked_digest == drafted.digest
    assert client.get("/pay/rules/buyer/2/").status_code == 200


OWNERS = (
    "/pay/rules/", "/pay/rules/new/", "/pay/rules/buyer/", "/pay/rules/nobody/", "/pay/rules/buyer/2/",
    "/pay/rules/buyer/9/", "/pay/rules/buyer/2/edit/", "/pay/rules/buyer/1/offer/", "/pay/agreement/99999/",
)  # fmt: skip


def test_nobody_but_the_owner_opens_them_whether_they_exist_or_not(drafted: PlanVersion, signed_in: Signed) -> None:
    for role in (Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        client = signed_in(role)
        answers = {address: client.get(address).status_code for address in OWNERS}
        assert set(answers.values()) == {403}, (role, answers)


def test_a_person_opens_their_own_rule_and_agreement_and_nothing_of_others(firm: Company, signed_in: Signed) -> None:
    own, pk = signed_in(Role.SPECIALIST), firm.signed.pk
    page = own.get("/pay/rules/buyer/1/").content.decode()
    assert "Cost per qualified lead" in page
    assert "What was found" not in page
    assert own.get("/pay/rules/buyer/1/plan.yaml").status_code == 200
    assert own.get(f"/pay/agreement/{pk}/").status_code == 200
    for role in (Role.HEAD, Role.CONTRACTOR, Role.ACCOUNTANT):
        client = signed_in(role)
        assert client.get(f"/pay/agreement/{pk}/").status_code == 403
        assert client.get(f"/pay/agreement/{pk}/agreement.pdf").status_code == 403
        assert client.get("/pay/rules/buyer/1/plan.yaml").status_code == 403
        assert client.post(f"/pay/agreement/{pk}/sign/", {"seen": firm.signed.digest}).status_code == 403


def test_the_paper_has_the_words_and_the_signature(firm: Company, signed_in: Signed) -> None:
    answer = signed_in(Role.SPECIALIST).get(f"/pay/agreement/{firm.signed.pk}/agreement.pdf")
    if answer.status_code == 501:
        pytest.skip("Pango is absent: no PDF can be made here")
    assert answer.content.startswith(b"%PDF")
