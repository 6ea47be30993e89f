"""The library of roles: whole, the same in three languages, and true to the draft it came from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from otdel.organisation.library import FOLDER, LANGUAGES, Library, library
from otdel.organisation.models import Cadence
from otdel.testing.shared import shared

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
UKRAINIAN, RUSSIAN = set("іїєґІЇЄҐ"), set("ыэъёЫЭЪЁ")


def leaves(words: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its path."""
    if isinstance(words, dict):
        for key, inner in words.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(words, list):
        for place, inner in enumerate(words):
            yield from leaves(inner, f"{path}.{place}")
    else:
        yield path, words


def test_ten_roles_stand_in_the_order_of_a_department() -> None:
    assert library().ids == (
        "cmo", "generalist", "ppc", "seo", "smm", "email", "affiliate", "copywriter", "content_manager", "pr",
    )  # fmt: skip


def test_the_library_holds_all_that_was_drafted() -> None:
    roles = [library().role(one) for one in library().ids]
    assert sum(len(role.kpis) for role in roles) == 67
    assert len(library().raw("measures", "en")) == 117
    assert all(role.zones and role.duties and role.processes and role.access for role in roles)


@pytest.mark.parametrize("role_id", library().ids)
def test_each_id_of_a_role_has_its_words(role_id: str) -> None:
    role, text = library().role(role_id), library().text(role_id)
    assert list(text.zones) == list(role.zones)
    assert list(text.duties) == list(role.duties)
    assert list(text.processes) == [one.id for one in role.processes]
    assert list(text.kpis) == [one.id for one in role.kpis]
    assert list(text.access) == list(role.access)
    assert set(text.engagement) == set(role.engagement)
    assert text.test_task is not None and role.test_task is not None
    assert len(text.test_task.rubric) == len(role.test_task.weights)
    assert all(len(line.anchors) == 5 for line in text.test_task.rubric)
    assert len(text.professional) == len(text.personal) == 4


@pytest.mark.parametrize("role_id", library().ids)
def test_figures_of_a_role_make_sense(role_id: str) -> None:
    role = library().role(role_id)
    assert role.test_task is not None
    assert sum(role.test_task.weights) == pytest.approx(1)
    assert {one.cadence for one in role.processes} <= set(Cadence.values)
    assert {one.paired_with for one in role.kpis} <= {one.id for one in role.kpis}
    assert {one.threshold["pattern"] for one in role.kpis} <= set(library().shared().threshold_patterns)
    assert {one.controllability for one in role.kpis} <= set(library().shared().controllability)
    assert set(role.reports_to) <= {*library().ids, "owner"}


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("name", [*library().ids, "shared", "measures"])
def test_a_translation_has_the_same_texts_in_the_same_places(name: str, language: str) -> None:
    english = dict(leaves(library().texts["en"][name]))
    other = dict(leaves(library().texts[language][name]))
    assert list(other) == list(english)
    assert [path for path, text in other.items() if not str(text).strip()] == []


@pytest.mark.parametrize("name", [*library().ids, "shared", "measures"])
def test_no_english_text_is_empty(name: str) -> None:
    may_be_empty = re.compile(r"\.gaming$")  # no way to dress the KPI up is known
    texts = dict(leaves(library().texts["en"][name]))
    assert [path for path, text in texts.items() if not str(text).strip() and not may_be_empty.search(path)] == []


@pytest.mark.parametrize(("language", "foreign"), [("uk", RUSSIAN), ("ru", UKRAINIAN)])
@pytest.mark.parametrize("name", [*library().ids, "shared", "measures"])
def test_a_translation_is_a_translation(name: str, language: str, foreign: set[str]) -> None:
    english = dict(leaves(library().texts["en"][name]))
    other = dict(leaves(library().texts[language][name]))
    left = [path for path, text in other.items() if text == english[path] and len(str(text).split()) > 3]
    assert left == []
    letters = set("".join(str(text) for text in other.values()))
    assert not letters & foreign
    in_cyrillic = sum(bool(CYRILLIC.search(str(text))) for text in other.values())
    assert in_cyrillic > 0.95 * len(other)


def test_names_of_measures_are_short_enough_for_a_table() -> None:
    for language in LANGUAGES:
        names = [library().measure_text(code, language).name for code in library().raw("measures", language)]
        assert [name for name in names if len(name) > 60 or not name] == []
        assert len(set(names)) == len(names), "two measures with one name"


def test_formulas_and_figures_are_those_of_the_draft() -> None:
    draft = yaml.safe_load(shared("domain/roles.yaml").read_text("utf-8"))
    for raw in draft["roles"]:
        kpis = {one.id: one for one in library().role(raw["id"]).kpis}
        assert {one["id"]: one["formula"] for one in raw["kpis"]} == {key: one.formula for key, one in kpis.items()}
        assert {one["id"]: one["threshold"] for one in raw["kpis"]} == {
            key: dict(one.threshold) for key, one in kpis.items()
        }
    assert set(draft["measures"]) == set(library().raw("measures", "en"))


@pytest.fixture
def partial(tmp_path: Path) -> Library:
    """A library whose Ukrainian lacks one role."""
    folder = tmp_path / "library"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "uk" / "ppc.yaml").unlink()
    return library(folder)


def test_a_language_that_lacks_a_role_reads_it_in_english(partial: Library) -> None:
    assert partial.text("ppc", "uk") == library().text("ppc", "en")
    assert partial.text("seo", "uk") == library().text("seo", "uk")
    assert partial.version != library().version


def test_a_copy_is_plain_and_carries_its_version() -> None:
    first, again = library().copy_of("seo"), library().copy_of("seo")
    assert first == again and first is not again
    assert set(first) == {"version", "structure", "en", "uk", "ru"}
    assert first["version"] != library().copy_of("ppc")["version"]
    first["en"]["title"] = "changed"
    assert library().text("seo").title != "changed"
