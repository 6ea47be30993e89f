"""The sheet of a plan: what is filled in from a plan reads back as the same plan; slips are said beside their row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from otdel.motivation.forms.filling import sheet_of
from otdel.motivation.forms.plan import PlanSheet
from otdel.motivation.forms.rare import rare_text, with_rare
from otdel.motivation.forms.sheet import changed, flattened, nested
from otdel.motivation.library import plans
from otdel.motivation.rules.checking import named_kpis, named_measures
from otdel.motivation.rules.plan import Draw, Extra, Plan, Split, Team
from otdel.motivation.rules.reading import WrongPlan
from otdel.motivation.wording.plan_names import KpiWords, Names

START = date(2026, 12, 1)
SHARES = ("cmo_on_time", "gen_ontime", "smm_sla", "eml_spam")
D = Decimal


def names_for(plan: Plan) -> Names:
    """Some KPIs are shares and show in percent, the others in their own unit."""
    found = {code for _path, code in named_kpis(plan)}
    return Names({code: KpiWords(code, "share" if code in SHARES else "count") for code in found})


def filled(plan: Plan) -> dict[str, str]:
    return flattened(sheet_of(plan, START, "", rare_text(plan), names_for(plan)))


def judged(plan: Plan, given: dict[str, str]) -> PlanSheet:
    kpis = [(code, code) for _path, code in named_kpis(plan)]
    measures = [(code, code) for _path, code in named_measures(plan)]
    return PlanSheet(nested(given), kpis, measures, asked=True)


def read_back(plan: Plan, given: dict[str, str]) -> Plan:
    sheet = judged(plan, given)
    assert sheet.is_valid(), [form.errors for form in sheet._telling() if form.errors]
    known = [code for _path, code in (*named_kpis(plan), *named_measures(plan))]
    return with_rare(sheet.plan(plan), sheet.more.cleaned_data["text"], known, known)


@pytest.mark.parametrize("code", sorted(plans()))
def test_every_plan_of_the_library_goes_through_the_form_unchanged(code: str) -> None:
    plan = plans()[code]
    assert read_back(plan, filled(plan)) == plan


def test_rare_parts_go_through_as_yaml(ppc: Plan) -> None:
    rare = replace(
        ppc, draw=Draw(D(300), 2, recoverable=True), splits=(Split("ppc_ql", (("a", D("0.4")), ("b", D("0.6")))),)
    )
    assert "draw" in rare_text(rare)
    assert "components" not in rare_text(rare)
    assert read_back(rare, filled(rare)) == rare


def test_a_team_factor_and_a_payment_go_through(ppc: Plan) -> None:
    whole = replace(
        ppc, team=Team("ppc_cpql", ppc.components[1].curve), extras=(Extra("test", "A finished test", D(90)),)
    )
    assert read_back(whole, filled(whole)) == whole


def test_a_row_left_empty_says_nothing(ppc: Plan) -> None:
    given = filled(ppc) | {"parts-3-by": "attainment", "parts-3-rolling": "1", "parts-0-points-3-at": ""}
    assert read_back(ppc, given) == ppc


def test_points_may_be_typed_in_any_order_and_marks_of_any_language(ppc: Plan) -> None:
    given = filled(ppc)
    first, third = given["parts-0-points-0-at"], given["parts-0-points-2-at"]
    pays = given["parts-0-points-0-pays"], given["parts-0-points-2-pays"]
    given |= {"parts-0-points-0-at": third, "parts-0-points-2-at": first}
    given |= {"parts-0-points-0-pays": pays[1] + ",0", "parts-0-points-2-pays": pays[0] + " %"}
    assert read_back(ppc, given) == ppc


def test_eighty_for_eighty_percent_is_said_to_be_a_slip(ppc: Plan) -> None:
    sheet = judged(ppc, filled(ppc) | {"parts-0-points-0-at": "80"})
    assert not sheet.is_valid()
    assert "80%" in str(sheet.parts[0].under[0].errors["at"])


def test_a_condition_nobody_can_read_is_said_beside_its_row(ppc: Plan) -> None:
    sheet = judged(ppc, filled(ppc) | {"gates-1-passes": "good enough"})
    assert not sheet.is_valid()
    assert "passes" in sheet.gates[1].errors
    assert not sheet.gates[0].errors


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"parts-0-weight": "40"}, "components"),
        ({"parts-0-points-1-at": "80%"}, "components.0.curve"),
        ({"more-text": "base: 5\n"}, "base"),
        ({"more-text": "draw: [1, 2]\n"}, "draw"),
    ],
)
def test_what_no_plan_can_say_is_refused_with_its_place(ppc: Plan, wrong: dict[str, str], place: str) -> None:
    sheet = judged(ppc, filled(ppc) | wrong)
    assert sheet.is_valid()
    with pytest.raises(WrongPlan) as refused:
        with_rare(sheet.plan(ppc), sheet.more.cleaned_data["text"], [one for _p, one in named_kpis(ppc)], [])
    assert place in {fault.path for fault in refused.value.faults}


def test_buttons_add_and_drop_rows(ppc: Plan) -> None:
    sheet = nested(filled(ppc))
    changed(sheet, "add:parts-0-points")
    changed(sheet, "drop:gates-0")
    assert len(sheet["parts"][0]["points"]) == len(ppc.components[0].curve) + 1
    assert [one["kpi"] for one in sheet["gates"]] == [one.kpi for one in ppc.gates[1:]]


@pytest.mark.parametrize(
    "do", ["add:parts-99-points", "drop:parts-99", "add:nothing-here-9", "drop:head-base", "😀", "add:parts-0-kpi"]
)
def test_a_button_nobody_made_does_no_harm(ppc: Plan, do: str) -> None:
    sheet = changed(nested(filled(ppc)), do)
    PlanSheet(sheet, [], [], asked=False)


@pytest.mark.parametrize(
    "bad", [{"parts": "x"}, {"parts-0": "x", "parts-0-kpi": "y"}, {"head": "z"}, {"team-points-0": "q"}]
)
def test_fields_nobody_made_do_no_harm(bad: dict[str, str]) -> None:
    assert not PlanSheet(nested(bad), [], [], asked=True).is_valid()


@pytest.fixture
def ppc() -> Plan:
    return plans()["mp_ppc"]
