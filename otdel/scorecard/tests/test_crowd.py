"""A crowd on the scorecard: people are counted, and the counts are those of the rows they stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from otdel.kit.viewer import Role
from otdel.scorecard.models import KpiValue
from otdel.scorecard.pages.scorecard_page import verdict
from otdel.scorecard.queries.values import scorecard
from otdel.scorecard.tests.conftest import Department

Stored = Callable[..., KpiValue]
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def crowd(team: Department, stored: Stored, monkeypatch: pytest.MonkeyPatch) -> Department:
    """Two people are a crowd already; Ihor is off twice in a row, Yulia once, the head's number is the department's."""
    monkeypatch.setattr("otdel.scorecard.queries.cards.CROWD", 1)
    ihor, yulia, maryna = (team.members[one] for one in ("ihor", "yulia", "maryna"))
    for who in (None, maryna):
        stored("cmo_on_time", who, "2026-11-16", "0.80", "off", unit="week")
    for day in ("2026-11-09", "2026-11-16"):
        stored("ppc_waste", ihor, day, "0.5", "off", unit="week")
    stored("ppc_margin", ihor, "2026-11-02", "0.5", "off", unit="week")
    stored("cop_time", yulia, "2026-11-16", "0.5", "off", unit="week")
    stored("cop_first", yulia, "2026-11-16", None, unit="week")
    return team


def test_the_counts_are_those_of_the_rows(crowd: Department) -> None:
    viewer = crowd.viewer(Role.HEAD)
    whole, few = scorecard(viewer, "week", SUNDAY), scorecard(viewer, "week", SUNDAY, fold=True)
    assert (few.total, few.off, few.off_twice, few.no_data) == (whole.total, whole.off, whole.off_twice, whole.no_data)
    assert {row.who and row.who.slug for row in few.rows} <= {None, "maryna"}
    for one in few.people:
        own = [row for row in whole.rows if row.who == one.who]
        assert (one.total, one.off) == (len(own), sum(row.cells[-1].state == "off" for row in own))
    assert [(one.who.slug, one.off, one.off_twice) for one in few.people] == [("ihor", 1, 1), ("yulia", 1, 0)]


def test_the_page_of_a_crowd_leads_to_each_persons_card(crowd: Department, opened: Callable[[Role, str], str]) -> None:
    page = opened(Role.HEAD, "/team/scorecard/?by=week")
    assert 'href="/team/scorecard/?by=week&amp;who=ihor&amp;until=2026-11-22">Ihor Bondar' in page
    assert "/team/kpi/ppc_waste/" not in page
    assert "/team/kpi/ppc_waste/?who=ihor" in opened(Role.HEAD, "/team/scorecard/?by=week&who=ihor")
    card = scorecard(crowd.viewer(Role.HEAD), "week", SUNDAY, fold=True)
    assert "1 was off for the second time in a row or longer." in verdict(card)


def test_a_file_of_a_crowd_has_every_row(crowd: Department, opened: Callable[[Role, str], str]) -> None:
    assert "ppc_waste" in opened(Role.HEAD, "/team/scorecard/csv?by=week")
