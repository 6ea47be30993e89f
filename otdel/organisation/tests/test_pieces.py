"""A role compared with a newer library: every difference found, and each taken without touching the others."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from otdel.organisation.library import library
from otdel.organisation.library.pieces import differences, pieces, with_piece

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def old() -> dict[str, Any]:
    return library().copy_of("ppc")


def newer(old: dict[str, Any], change: Change) -> dict[str, Any]:
    """The copy a later library would give."""
    later = copy.deepcopy(old)
    change(later)
    return later


def add_zone(role: dict[str, Any]) -> None:
    role["structure"]["zones"].insert(1, "feeds")
    for language, name in (("en", "Product feeds"), ("uk", "Товарні фіди"), ("ru", "Товарные фиды")):
        role[language]["zones"]["feeds"] = name


def drop_process(role: dict[str, Any]) -> None:
    role["structure"]["processes"] = [one for one in role["structure"]["processes"] if one["id"] != "ppc_audit"]
    for language in ("en", "uk", "ru"):
        del role[language]["processes"]["ppc_audit"]


def rewrite_mission(role: dict[str, Any]) -> None:
    role["uk"]["mission"] = "Купувати попит."


def raise_target(role: dict[str, Any]) -> None:
    role["structure"]["kpis"][0]["threshold"]["target"] = 1.1


def weigh_task(role: dict[str, Any]) -> None:
    role["structure"]["test_task"]["weights"] = [0.4, 0.2, 0.2, 0.2]


CHANGES: dict[str, tuple[Change, tuple[str, str]]] = {
    "a zone is added": (add_zone, ("zones.feeds", "added")),
    "a process is gone": (drop_process, ("processes.ppc_audit", "gone")),
    "a text changes in one language": (rewrite_mission, ("mission", "changed")),
    "a figure of a KPI changes": (raise_target, ("kpis.ppc_ql", "changed")),
    "weights of the test task change": (weigh_task, ("test_task", "changed")),
}


def test_nothing_differs_from_itself(old: dict[str, Any]) -> None:
    assert differences(old, copy.deepcopy(old)) == []


def test_every_word_and_figure_lies_in_some_piece(old: dict[str, Any]) -> None:
    """A copy built of nothing but its pieces is the copy."""
    built: dict[str, Any] = {"structure": {"id": "ppc", "reports_to": old["structure"]["reports_to"]}}
    for key in pieces(old):
        built = with_piece(built, old, key)
    assert built == {key: part for key, part in old.items() if key != "version"}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found_and_taken_alone(old: dict[str, Any], name: str) -> None:
    change, expected = CHANGES[name]
    later = newer(old, change)
    (found,) = differences(old, later)
    assert (found.key, found.kind) == expected
    taken = with_piece(old, later, found.key)
    assert taken == later
    assert differences(taken, later) == []


def test_of_two_changes_one_can_be_taken_and_one_left(old: dict[str, Any]) -> None:
    later = newer(newer(old, add_zone), rewrite_mission)
    assert [one.key for one in differences(old, later)] == ["mission", "zones.feeds"]
    taken = with_piece(old, later, "zones.feeds")
    assert taken["structure"]["zones"][1] == "feeds"
    assert taken["uk"]["mission"] == old["uk"]["mission"]
    assert [one.key for one in differences(taken, later)] == ["mission"]


def test_taking_leaves_the_copy_it_was_taken_into_alone(old: dict[str, Any]) -> None:
    before = copy.deepcopy(old)
    with_piece(old, newer(old, drop_process), "processes.ppc_audit")
    assert old == before
