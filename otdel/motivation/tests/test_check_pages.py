"""What a check found, on the page of a version: words, mends taken by a button, and nobody else's eyes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from otdel.kit.reason import Reason
from otdel.kit.viewer import Role
from otdel.motivation.models import PlanVersion
from otdel.motivation.pages.check_page import check_view, in_words
from otdel.motivation.pages.simulation_page import simulation_view
from otdel.motivation.queries.checked import findings_of
from otdel.motivation.rules.lints import LINTS
from otdel.motivation.services.checking import check
from otdel.motivation.services.moment import told_of
from otdel.motivation.tests.checked_scene import NOON, draft, heavy, with_past
from otdel.motivation.tests.pay_scene import Scene
from otdel.motivation.wording.findings import SENTENCES
from otdel.motivation.wording.lints import LINTS as TOLD
from otdel.motivation.wording.numbers import names_now

ADDRESS = "/pay/rules/buyer/2/"


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    made = with_past()
    with told_of(NOON):
        yield made


@pytest.fixture
def version(scene: Scene) -> PlanVersion:
    return check(scene.owner, heavy(draft(scene)))


def signed_in(scene: Scene, role: Role) -> Client:
    client = Client()
    client.force_login(scene.people[role])
    return client


def test_every_lint_has_its_name_and_reason() -> None:
    assert list(TOLD) == list(LINTS)
    assert all(told.name and told.why for told in TOLD.values())


def test_the_owner_reads_what_was_found_and_what_would_mend_it(scene: Scene, version: PlanVersion) -> None:
    page = signed_in(scene, Role.OWNER).get(ADDRESS).content.decode()
    assert "keep this plan from being approved" in page or "keeps this plan from being approved" in page
    assert "weighs 70%" in page
    assert "Tried: with this change it is gone." in page
    assert "Ihor Bondar" in page


def test_a_place_of_a_curve_reads_as_on_the_curve() -> None:
    """One point past 100% of a goal is 101%, not 1.01; a value of its own unit stays as it is."""
    with translation.override("en"):
        said = in_words(Reason.of("lint_cliff", kpi="ppc_ql", jump="45", at="1.0101", by="attainment"), names_now())
        assert said.startswith("Around 101%, one point of “Qualified leads from ads to plan” moves 45% of target")
        said = in_words(Reason.of("mend_target", kpi="ppc_tests", by="value", before="3", after="2"), names_now())
        assert "from 3 to 2" in said


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_no_sentence_is_left_with_a_code_or_a_hole_in_it(version: PlanVersion, language: str) -> None:
    with translation.override(language):
        found, simulated = check_view(version), simulation_view(version)
        assert simulated is not None
        said = [found.verdict, *found.passed, simulated.note, *(one.text for one in simulated.persons)]
        said += [text for one in found.found for text in (one.text, one.mend, one.step, one.name, *one.changes)]
        said += [because for _names, because in found.unchecked]
    assert len(said) > 20
    for sentence in said:
        assert "%(" not in sentence, sentence
        assert "…" not in sentence, sentence
        assert "lint_" not in sentence, sentence
        assert "mend_" not in sentence, sentence


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_sentence_about_plans_is_translated(language: str) -> None:
    with translation.override("en"):
        english = {code: str(text) for code, text in SENTENCES.items()}
    with translation.override(language):
        same = [code for code, text in SENTENCES.items() if str(text) == english[code]]
    assert not same


def test_a_mend_is_taken_by_a_button(scene: Scene, version: PlanVersion) -> None:
    place = next(n for n, one in enumerate(findings_of(version)) if one.id == "L01")
    answer = signed_in(scene, Role.OWNER).post(f"{ADDRESS}mend/", {"place": str(place), "seen": version.digest})
    assert answer.status_code == 302
    version.refresh_from_db()
    assert "L01" not in {one.id for one in findings_of(version)}
    assert version.body["components"][0]["weight"] != "0.7"


def test_a_mend_of_an_older_text_changes_nothing(scene: Scene, version: PlanVersion) -> None:
    signed_in(scene, Role.OWNER).post(f"{ADDRESS}mend/", {"place": "0", "seen": "0" * 64})
    before = version.digest
    version.refresh_from_db()
    assert version.digest == before


@pytest.mark.parametrize("role", [Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT, Role.CONTRACTOR])
def test_nobody_else_takes_mends_or_learns_that_there_are_any(scene: Scene, version: PlanVersion, role: Role) -> None:
    client = signed_in(scene, role)
    answers = {client.post(f"/pay/rules/{code}/2/mend/", {"place": "0"}).status_code for code in ("buyer", "no-plan")}
    assert answers == {403}
    assert "weighs 70" not in client.get(ADDRESS).content.decode()
