"""Changing a KPI makes a new dated version; what cannot be a formula is refused where it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from otdel.accounts.services import Refused
from otdel.kit.viewer import NotAllowed, Role
from otdel.scorecard.models import Kpi
from otdel.scorecard.services.kpis import change_kpi
from otdel.scorecard.tests.conftest import SINCE, Department

WASTE = "ratio(spend_no_result, spend_paid)"
DECEMBER = date(2026, 12, 1)


def test_a_change_begins_on_its_day_and_the_old_version_stays(team: Department) -> None:
    change_kpi(team.viewer(Role.HEAD), "ppc_waste", DECEMBER, "ratio(spend_no_result, spend_paid_prev)", {})
    old, new = Kpi.objects.filter(code="ppc_waste").order_by("start")
    assert (old.start, old.end, old.formula) == (SINCE, DECEMBER, WASTE)
    assert (new.start, new.end, new.settings) == (DECEMBER, None, old.settings)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("", "formula_empty"),
        ("ratio(spend_paid", "formula_breaks_off"),
        ("ratio(spent_paid, leads)", "formula_measure_unknown"),
        ("spend_paid + leads", "formula_units_mixed"),
        ("spend_paid", "formula_unit_differs"),
        ("__import__('os')", "formula_sign_unknown"),
    ],
)
def test_a_formula_that_cannot_be_used_changes_nothing(team: Department, formula: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        change_kpi(team.viewer(Role.HEAD), "ppc_waste", DECEMBER, formula, {})
    assert refused.value.reason.code == code
    assert Kpi.objects.get(code="ppc_waste").formula == WASTE


def test_a_change_cannot_begin_before_the_version_in_force(team: Department) -> None:
    with pytest.raises(Refused) as refused:
        change_kpi(team.viewer(Role.HEAD), "ppc_waste", date(2025, 1, 1), WASTE, {})
    assert refused.value.reason.code == "kpi_starts_too_early"


def test_only_owner_and_head_change_kpis(team: Department, signed_in: Callable[[Role], Client]) -> None:
    with pytest.raises(NotAllowed):
        change_kpi(team.viewer(Role.SPECIALIST), "ppc_waste", DECEMBER, WASTE, {})
    assert signed_in(Role.SPECIALIST).get("/team/kpi/ppc_waste/change/").status_code == 403


FORM = {
    "name": "Waste", "formula": WASTE, "unit": "share", "direction": "lower", "period": "month", "lag_days": "7",
    "pattern": "absolute", "floor": "25", "target": "12%", "stretch": "6", "pay_use": "monitor", "start": "2026-12-01",
    "paired_with": "ppc_ql", "controllability": "high",
}  # fmt: skip


def test_the_form_says_what_is_wrong_under_the_formula(team: Department, signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.HEAD).post("/team/kpi/ppc_waste/change/", {**FORM, "formula": "ratio(spend_paid, leads)"})
    assert page.status_code == 400
    assert "The formula gives money / count, and the unit says share" in page.content.decode()


def test_both_formulas_are_shown_before_anything_is_saved(
    team: Department, signed_in: Callable[[Role], Client]
) -> None:
    page = signed_in(Role.HEAD).post("/team/kpi/ppc_waste/change/", {**FORM, "preview": "1"})
    assert page.status_code == 200
    assert "As you wrote it" in page.content.decode()
    assert Kpi.objects.filter(code="ppc_waste").count() == 1


def test_saved_thresholds_are_shares_of_one(team: Department, signed_in: Callable[[Role], Client]) -> None:
    assert signed_in(Role.HEAD).post("/team/kpi/ppc_waste/change/", {**FORM, "save": "1"}).status_code == 302
    new = Kpi.objects.get(code="ppc_waste", start=DECEMBER)
    assert new.settings["threshold"] == {"pattern": "absolute", "floor": 0.25, "target": 0.12, "stretch": 0.06}
    assert new.own["name"] == "Waste"
    assert new.settings["source"] == Kpi.objects.get(code="ppc_waste", end=DECEMBER).settings["source"]
    assert (new.settings["paired_with"], new.settings["controllability"]) == ("ppc_ql", "high")


def test_a_small_sample_its_pair_and_whose_hands_it_is_in_are_said(
    team: Department, signed_in: Callable[[Role], Client]
) -> None:
    said = {"sample_measure": "leads", "sample_least": "40", "paired_with": "ppc_margin", "controllability": "low"}
    head = signed_in(Role.HEAD)
    assert head.post("/team/kpi/ppc_waste/change/", {**FORM, **said, "save": "1"}).status_code == 302
    new = Kpi.objects.get(code="ppc_waste", start=DECEMBER).settings
    assert new["min_sample"] == {"measure": "leads", "n": 40}
    assert (new["paired_with"], new["controllability"]) == ("ppc_margin", "low")
    page = head.get("/team/kpi/ppc_waste/change/").content.decode()
    assert 'value="40"' in page
    assert '<option value="leads" selected' in page


@pytest.mark.parametrize(
    "wrong",
    [{"sample_measure": "leads"}, {"sample_least": "40"}, {"paired_with": "ppc_waste"}, {"sample_measure": "nothing"}],
)
def test_half_a_small_sample_and_a_pair_of_itself_are_refused(
    team: Department, signed_in: Callable[[Role], Client], wrong: dict[str, str]
) -> None:
    page = signed_in(Role.HEAD).post("/team/kpi/ppc_waste/change/", {**FORM, **wrong, "save": "1"})
    assert page.status_code == 400
    assert Kpi.objects.filter(code="ppc_waste").count() == 1
