"""Lints that read the plan alone: one that trips each, the same plan mended, and the library as it should be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import yaml

from otdel.motivation.library import plans
from otdel.motivation.rules.lints import LINTS, Context, Level, lint
from otdel.motivation.rules.lints.context import Terms
from otdel.motivation.rules.lints.money import days_to_pay
from otdel.motivation.rules.plan import (
    Clawback,
    Component,
    Condition,
    Extra,
    Gate,
    Holdback,
    PayDay,
    Plan,
    Team,
    Tier,
    UnitPay,
)
from otdel.motivation.tests.lint_plans import EVEN, LIBRARY, SOUND, D, codes, curve, found, mended
from otdel.testing.shared import shared


def with_parts(*parts: tuple[str, str]) -> Plan:
    return replace(SOUND, components=tuple(Component(kpi, D(weight), EVEN) for kpi, weight in parts))


def with_curve(*points: tuple[str, str]) -> Plan:
    first, *others = SOUND.components
    return replace(SOUND, components=(replace(first, curve=curve(*points)), *others))


@pytest.mark.parametrize("code", sorted(plans()))
def test_plans_of_the_library_have_neither_errors_nor_warnings(code: str) -> None:
    found_ = [one for one in lint(plans()[code], LIBRARY) if one.level is not Level.UNCHECKED]
    expected = {"lint_clawback_law"} if code == "mp_affiliate" else set()
    assert codes(found_) == expected


def test_a_sound_plan_has_nothing_to_say() -> None:
    assert {one.level for one in lint(SOUND, LIBRARY)} == {Level.UNCHECKED}


def test_every_lint_of_the_domain_is_there_with_its_level() -> None:
    said = yaml.safe_load(shared("domain/motivation_plans.yaml").read_text("utf-8"))["lints"]
    assert [one["id"] for one in said] == list(LINTS)


def test_without_records_the_lints_of_the_past_say_that_they_were_not_checked() -> None:
    unchecked = {one.id for one in lint(SOUND, LIBRARY) if one.level is Level.UNCHECKED}
    assert unchecked == {"L09", "L10", "L11", "L13", "L14", "L15", "L16", "L17", "L18", "L23", "L24"}


def test_weights_that_do_not_add_up_are_brought_to_a_whole() -> None:
    better = mended(with_parts(("ppc_ql", "0.45"), ("ppc_cpql", "0.45")), "L01")
    assert sum(one.weight for one in better.components) == 1


def test_a_weight_outside_its_limits_is_an_error() -> None:
    plan = with_parts(("ppc_ql", "0.6"), ("ppc_cpql", "0.35"), ("ppc_tests", "0.05"))
    assert codes(found(plan, "L01")) == {"lint_weight_outside"}
    assert [one.weight for one in mended(plan, "L01").components][-1] >= D("0.10")


def test_five_parts_and_three_gates_are_too_many() -> None:
    many = with_parts(
        ("ppc_ql", "0.3"), ("ppc_cpql", "0.3"), ("ppc_tests", "0.2"), ("ppc_waste", "0.1"), ("ppc_map", "0.1")
    )
    assert len(mended(many, "L02").components) == 4
    gate = SOUND.gates[0]
    gated = replace(SOUND, gates=(gate, replace(gate, kpi="ppc_map"), replace(gate, kpi="ppc_waste", fail=D("0.95"))))
    assert [one.kpi for one in mended(gated, "L02").gates] == ["ppc_pace", "ppc_map"]
    assert codes(found(with_parts(("ppc_ql", "1")), "L02")) == {"lint_parts_few"}


def test_a_cliff_is_spread_out() -> None:
    better = mended(with_curve(("0.8", "0"), ("0.99", "0.2"), ("1", "1"), ("1.25", "1.5")), "L03")
    assert [one.at for one in better.components[0].curve] == [D("0.8"), D(1), D("1.25")]


def test_the_picture_of_a_cliff_has_the_mended_curve_beside() -> None:
    (one,) = found(with_curve(("0.8", "0"), ("0.99", "0.2"), ("1", "1"), ("1.25", "1.5")), "L03")
    assert one.picture is not None
    at = {Decimal(label): place for place, label in enumerate(one.picture.labels)}
    near = at[min(at, key=lambda label: abs(label - D("0.9")))]
    now, better = one.picture.values[near], one.picture.other[near]
    assert now is not None
    assert better is not None
    assert now < D("0.2") < D("0.4") < better < D("0.6")


def test_a_tenth_of_target_for_one_point_is_still_no_cliff() -> None:
    weight = SOUND.components[0].weight  # 0.45: one point may pay up to 0.222 of the part
    assert not found(with_curve(("0.95", "0"), ("1", "1"), ("1.25", "1.5")), "L03"), weight
    assert found(with_curve(("0.96", "0"), ("1", "1"), ("1.25", "1.5")), "L03")


def test_a_cliff_of_the_team_factor_moves_everything() -> None:
    plan = replace(SOUND, team=Team("cmo_revenue", curve(("0.99", "0.8"), ("1", "1"), ("1.2", "1.1"))))
    assert codes(found(plan, "L03")) == {"lint_cliff_factor"}
    mended(plan, "L03")


def test_a_curve_much_steeper_than_at_target_is_straightened() -> None:
    mended(with_curve(("0.8", "0"), ("1", "1"), ("1.05", "1.7")), "L04")


def test_a_curve_that_turns_round_is_found_and_one_that_falls_all_the_way_is_not() -> None:
    plan = with_curve(("0.8", "0"), ("1", "1"), ("1.2", "0.7"))
    assert codes(found(plan, "L04")) == {"lint_slope_turns"}
    mended(plan, "L04")
    assert not found(plans()["mp_content"], "L04"), "fewer defects pay more: the curve falls by intent"


def test_a_weight_above_what_a_person_can_move_goes_to_the_others() -> None:
    plan = replace(with_parts(("smm_ql", "0.55"), ("smm_sla", "0.45")), role="smm")
    assert codes(found(plan, "L05")) == {"lint_control_medium"}
    better = mended(plan, "L05")
    assert [one.weight for one in better.components] == [D("0.40"), D("0.60")]


def test_volume_alone_gets_its_partner_as_a_gate() -> None:
    plan = replace(with_parts(("smm_ql", "0.6")), role="smm", gates=())
    assert codes(found(plan, "L06")) == {"lint_volume_alone"}
    assert [one.kpi for one in mended(plan, "L06").gates] == ["smm_l2q"]


def test_units_without_a_quality_gate_are_volume_too() -> None:
    plan = replace(plans()["mp_ppc_contractor"], gates=())
    assert codes(found(plan, "L06")) == {"lint_units_alone"}
    mended(plan, "L06")


def test_a_share_of_the_spend_is_never_paid() -> None:
    spend = replace(LIBRARY.kpis["ppc_pace"], direction="higher", pattern="plan_ratio")
    context = replace(LIBRARY, kpis={**LIBRARY.kpis, "ppc_pace": spend})
    plan = replace(with_parts(("ppc_pace", "0.3"), ("ppc_ql", "0.4"), ("ppc_cpql", "0.3")), gates=())
    assert codes(found(plan, "L07", context)) == {"lint_cost_paid"}
    better = mended(plan, "L07", context)
    assert "ppc_pace" in {one.kpi for one in better.gates}
    tiers = UnitPay("spend_paid", (Tier(D(0), D(1000), D("0.1")),))
    assert codes(found(replace(SOUND, unit_pay=tiers), "L07")) == {"lint_cost_units"}
    assert not found(SOUND, "L07"), "a price that is better when lower is no pay for spending"


@pytest.mark.parametrize(("target", "code"), [("100", "lint_share_low"), ("2000", "lint_share_high")])
def test_the_variable_share_of_an_employee_is_between_a_tenth_and_two_fifths(target: str, code: str) -> None:
    plan = replace(SOUND, target_variable=D(target))
    assert codes(found(plan, "L08")) == {code}
    better = mended(plan, "L08")
    assert better.base + better.target_variable == plan.base + plan.target_variable
    assert not found(replace(plan, kind="contractor"), "L08")


def test_a_persons_own_terms_are_looked_at_as_well() -> None:
    context = replace(LIBRARY, terms=(Terms("Ihor", D(500), D(700)), Terms("Olha", D(1400), D(700))))
    (one,) = found(SOUND, "L08", context)
    assert one.because.values["who"] == "Ihor"


def test_nothing_is_paid_before_it_is_known() -> None:
    plan = replace(plans()["mp_cmo"], pay_day=PayDay(15, 1))
    assert codes(found(plan, "L12")) == {"lint_paid_too_early"}
    assert mended(plan, "L12").pay_day.months == 2
    held = replace(plan, holdback=Holdback(D("0.2"), 30, "margin"))
    assert not found(held, "L12")
    assert days_to_pay(PayDay(15, 1)) == 14
    assert days_to_pay(PayDay(31, 1)) == 27, "after January comes a February of 28 days"


def test_ranking_among_five_people_is_dropped_and_among_ten_left() -> None:
    plan = replace(SOUND, extras=(Extra("first", "Best buyer of the month", D(100)),))
    assert not mended(plan, "L19", replace(LIBRARY, team=5)).extras
    assert not found(plan, "L19", replace(LIBRARY, team=10))
    assert any(one.because.code == "lint_team_unknown" for one in lint(plan, LIBRARY))
    assert not found(replace(plan, extras=(Extra("course", "Course passed", D(100)),)), "L19", replace(LIBRARY, team=5))


def test_a_specialist_is_paid_mostly_for_their_own_zone() -> None:
    plan = with_parts(("cmo_revenue", "0.4"), ("cmo_romi", "0.2"), ("ppc_ql", "0.4"))
    assert codes(found(plan, "L20")) == {"lint_team_most"}
    mended(plan, "L20")


def test_a_head_has_something_of_the_team() -> None:
    plan = replace(with_parts(("ppc_ql", "0.6"), ("ppc_cpql", "0.4")), role="cmo", gates=())
    assert codes(found(plan, "L20")) == {"lint_head_alone"}
    assert mended(plan, "L20").team is not None


@pytest.mark.parametrize(
    ("clawback", "code"),
    [
        (Clawback("fraud", 180, D("1.5")), "lint_clawback_much"),
        (Clawback("fraud", 0), "lint_clawback_endless"),
        (Clawback("fraud", 2000), "lint_clawback_endless"),
    ],
)
def test_what_is_taken_back_is_limited(clawback: Clawback, code: str) -> None:
    plan = replace(SOUND, clawback=clawback)
    (error,) = (one for one in found(plan, "L21") if one.level is Level.ERROR)
    assert error.because.code == code
    assert error.mend is not None
    assert error.mend.proved
    assert error.mend.plan is not None
    assert codes(found(error.mend.plan, "L21")) == {"lint_clawback_law"}
    assert not found(SOUND, "L21")


def test_a_newcomer_gets_a_ramp() -> None:
    assert mended(replace(SOUND, ramp=()), "L22").ramp == (D("1.0"), D("0.8"), D("0.5"))
    assert not found(replace(plans()["mp_copy"], ramp=()), "L22"), "pay by the piece starts with the first piece"


def test_a_kpi_nobody_knows_is_said_to_be_unknown() -> None:
    plan = with_parts(("ppc_ql", "0.6"), ("made_up", "0.4"))
    assert any(one.because.code == "lint_kpi_unknown" for one in lint(plan, LIBRARY))


def test_a_mend_that_would_bring_a_new_error_is_not_called_one_that_works() -> None:
    plan = replace(with_parts(("smm_ql", "0.5"), ("smm_l2q", "0.5")), role="smm")
    for one in found(plan, "L05"):
        assert one.mend is None or not one.mend.proved, "two KPIs of at most 40 % cannot make a whole"


def test_gates_that_cost_nothing_may_be_late() -> None:
    late = Gate("ppc_margin", Condition(low=Decimal(0)), Decimal(1))
    assert not found(replace(SOUND, gates=(late,)), "L12")
    assert found(replace(SOUND, gates=(replace(late, fail=Decimal("0.5")),)), "L12")


def test_lints_of_nothing_at_all_do_not_stumble() -> None:
    empty = Plan("empty", "ppc", "month", "USD", Decimal(100))
    assert not [one for one in lint(empty, Context()) if one.level is Level.ERROR]
