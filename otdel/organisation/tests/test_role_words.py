"""A company rewrites its copy of a role, meets a newer library, takes one thing of it and keeps another."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils.translation import override

from otdel.accounts.models import AuditLine, Company
from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.library import FOLDER, Library, library
from otdel.organisation.models import JobRole, Process
from otdel.organisation.queries.library import open_differences
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.role_words import keep, rewrite, take
from otdel.organisation.services.zones import change_zone
from otdel.organisation.signals import role_taken
from otdel.organisation.words import role_text, role_title, zone_name

pytestmark = pytest.mark.django_db

HEAD = Viewer(0, "Olena", Role.HEAD)
SPECIALIST = Viewer(0, "Ihor", Role.SPECIALIST)
Make = Callable[..., Library]


@pytest.fixture
def role() -> JobRole:
    Company.objects.create(name="Lumen Home", currency="EUR")
    return adopt(HEAD, "ppc")


@pytest.fixture
def later(tmp_path: Path) -> Make:
    """Makes the library of a later version: each change is a file and what to do with its content."""
    versions = iter(range(100))

    def make(**changes: Callable[[dict[str, Any]], object]) -> Library:
        folder = tmp_path / f"library{next(versions)}"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for name, change in changes.items():
            path = folder / name / "ppc.yaml"
            content = yaml.safe_load(path.read_text("utf-8"))
            change(content)
            path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        return library(folder)

    return make


@pytest.fixture
def heard() -> Iterator[list[list[str]]]:
    told: list[list[str]] = []

    def hear(sender: Any, paths: list[str], **kwargs: Any) -> None:
        told.append(paths)

    role_taken.connect(hear)
    yield told
    role_taken.disconnect(hear)


def slower(structure: dict[str, Any]) -> None:
    structure["processes"][4]["cadence"] = "quarterly"


def without_audit(content: dict[str, Any]) -> None:
    processes = content["processes"]
    if isinstance(processes, dict):
        del processes["ppc_audit"]
    else:
        content["processes"] = [one for one in processes if one["id"] != "ppc_audit"]


def with_feeds(content: dict[str, Any]) -> None:
    zones = content["zones"]
    if isinstance(zones, dict):
        zones["feeds"] = "Product feeds"
    else:
        zones.append("feeds")


def new_mission(words: dict[str, Any]) -> None:
    words["mission"] = "Buy demand."


def test_words_are_written_over_the_copy_and_taken_back(role: JobRole) -> None:
    with override("uk"):
        assert rewrite(HEAD, role, {"mission": "Продавати лампи.", "duties.plan_spend": ""}) == ["mission"]
    assert (role_text(role, "uk").mission, role_text(role, "ru").mission) == ("Продавати лампи.",) * 2
    assert role.copied == library().copy_of("ppc"), "the copy stays as it was"
    with override("en"):
        assert rewrite(HEAD, role, {"mission": library().text("ppc").mission}) == ["mission"]
    assert role.own == {}, "the library's own words are not kept as ours"
    assert AuditLine.objects.filter(verb="role.rewritten").count() == 2


def test_a_duty_is_taken_out_and_put_back(role: JobRole) -> None:
    rewrite(HEAD, role, {"duties.send_conversions": None, "duties.own_1": "Answer Anna."})
    duties = role_text(JobRole.objects.get(), "en").duties
    assert "send_conversions" not in duties and duties["own_1"] == "Answer Anna."
    rewrite(HEAD, role, {"duties.send_conversions": "", "duties.own_1": ""})
    assert role_text(JobRole.objects.get(), "en") == library().text("ppc")


def test_nothing_differs_from_the_library_it_was_copied_from(role: JobRole) -> None:
    rewrite(HEAD, role, {"mission": "Sell lamps."})
    assert open_differences(role) == []


def test_a_newer_text_is_taken_over_our_own(role: JobRole, later: Make, heard: list[list[str]]) -> None:
    newer = later(en=new_mission)
    rewrite(HEAD, role, {"mission": "Sell lamps."})
    assert [one.key for one in open_differences(role, newer)] == ["mission"]
    assert role_text(role, "en").mission == "Sell lamps.", "a newer library alone changes nothing"
    take(HEAD, role, "mission", source=newer)
    assert role_text(JobRole.objects.get(), "en").mission == "Buy demand."
    assert open_differences(JobRole.objects.get(), newer) == []
    assert JobRole.objects.get().copied["version"] == newer.copy_of("ppc")["version"]
    assert heard == [["mission"]]


def test_what_is_kept_is_not_offered_again_until_it_changes_again(role: JobRole, later: Make) -> None:
    newer = later(en=new_mission)
    keep(HEAD, role, "mission", source=newer)
    assert open_differences(JobRole.objects.get(), newer) == []
    assert role_title(role, "en") == library().text("ppc").title
    newest = later(en=lambda words: words.update(mission="Sell."))
    assert [one.key for one in open_differences(JobRole.objects.get(), newest)] == ["mission"]


def test_a_zone_the_library_adds_becomes_a_zone_of_ours(role: JobRole, later: Make) -> None:
    newer = later(roles=with_feeds, en=with_feeds, uk=with_feeds, ru=with_feeds)
    take(HEAD, role, "zones.feeds", source=newer)
    assert zone_name(JobRole.objects.get().zones.get(code="ppc.feeds"), "en") == "Product feeds"


def test_a_zone_renamed_by_the_library_takes_our_name_away(role: JobRole, later: Make) -> None:
    newer = later(en=lambda words: words["zones"].update(bids_budgets="Bids"))
    zone = role.zones.get(code="ppc.bids_budgets")
    change_zone(HEAD, zone, name="All the money", critical=False)
    take(HEAD, role, "zones.bids_budgets", source=newer)
    assert zone_name(JobRole.objects.get().zones.get(pk=zone.pk), "en") == "Bids"


def test_a_process_follows_its_new_cadence_and_ends_when_it_is_gone(role: JobRole, later: Make) -> None:
    Process.objects.update(start="2026-01-01")
    take(HEAD, role, "processes.ppc_audit", source=later(roles=slower))
    assert Process.objects.get(code="ppc_audit").cadence == "quarterly"
    gone = later(roles=without_audit, en=without_audit, uk=without_audit, ru=without_audit)
    take(HEAD, role, "processes.ppc_audit", source=gone)
    assert Process.objects.get(code="ppc_audit").end == company_today(HEAD)


def test_a_decision_made_a_moment_ago_is_refused(role: JobRole, later: Make) -> None:
    newer = later(en=new_mission)
    take(HEAD, role, "mission", source=newer)
    for decide in (take, keep):
        with pytest.raises(Refused) as refused:
            decide(HEAD, role, "mission", source=newer)
        assert refused.value.reason.code == "piece_is_equal"


def test_a_specialist_changes_no_words(role: JobRole, later: Make) -> None:
    newer = later(en=new_mission)
    with pytest.raises(NotAllowed):
        rewrite(SPECIALIST, role, {"mission": "Mine."})
    with pytest.raises(NotAllowed):
        take(SPECIALIST, role, "mission", source=newer)
    with pytest.raises(NotAllowed):
        keep(SPECIALIST, role, "mission", source=newer)
    assert role_title(role, "en") and JobRole.objects.get().own == {}
