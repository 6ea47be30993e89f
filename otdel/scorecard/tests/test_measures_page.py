"""The dictionary of measures: folded by the system a value needs, open where the reader's own numbers come from."""

from __future__ import annotations

import re
from collections.abc import Callable

from otdel.kit.viewer import Role
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.tests.conftest import Department

Opened = Callable[[Role, str], str]
GROUP = re.compile(r"<details( open)?><summary>.*?</details>", re.S)
CODE = re.compile(r'<code class="mono mut3">(\w+)</code>')


def folded(page: str) -> tuple[list[str], list[str]]:
    """Codes of the measures shown at once, and of those under a closed summary."""
    at_once: list[str] = []
    under: list[str] = []
    for group in GROUP.finditer(page):
        (at_once if group[1] else under).extend(CODE.findall(group[0]))
    return at_once, under


def test_every_measure_is_there_once(team: Department, opened: Opened) -> None:
    for role in (Role.OWNER, Role.SPECIALIST):
        at_once, under = folded(opened(role, "/team/measures/"))
        assert sorted(at_once + under) == sorted(MEASURES)


def test_a_buyer_sees_at_once_what_their_kpis_are_counted_from(team: Department, opened: Opened) -> None:
    at_once, under = folded(opened(Role.SPECIALIST, "/team/measures/"))
    assert "spend_paid" in at_once
    assert "affiliate_fees" in under, "no KPI of a buyer is counted from the affiliate network"
    assert folded(opened(Role.OWNER, "/team/measures/"))[0] == [], "the owner holds no KPI of their own"


def test_what_is_searched_for_is_not_folded_away(team: Department, opened: Opened) -> None:
    at_once, under = folded(opened(Role.OWNER, "/team/measures/?q=spend_paid"))
    assert "spend_paid" in at_once and under == []
