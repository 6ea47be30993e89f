"""What if: sliders over the reach of a rule, in the KPI's own unit, and gates held open or shut."""

from __future__ import annotations

from decimal import Decimal

import pytest

from otdel.kit.reason import NoData
from otdel.motivation.queries.kpi_facts import is_ratio
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Result
from otdel.motivation.rules.plan import By, Component, Condition, Gate, Plan, Point, Tier, UnitPay
from otdel.motivation.rules.sliding import moved, sliders_of, switched, switches_of

D = Decimal
CURVE = (Point(D("0.8"), D(0)), Point(D(1), D(1)), Point(D("1.25"), D("1.5")))
PLAN = Plan(
    "buyer", "ppc", "month", "UAH", D(40000), D(20000),
    components=(Component("cost", D(1), CURVE),), gates=(Gate("tags", Condition(low=D("0.97")), D("0.8")),),
)  # fmt: skip
INPUTS = Inputs({"cost": Result(D(400), D(1)), "tags": Result(D("0.9"), D("0.9"))})
LOWER = {"cost": True}


def test_a_cost_slides_in_money_and_pays_more_when_it_falls() -> None:
    (slider,) = sliders_of(PLAN, INPUTS, LOWER)
    assert (slider.low, slider.high, slider.now) == (D(320), D(500), D(400))
    cheaper = moved(INPUTS, (slider,), {"cost": D(320)}, LOWER)
    assert cheaper.results["cost"].attainment == D("1.25")
    assert compute(PLAN, cheaper).earned == D(40000) + D("30000") * D("0.8")


def test_a_slider_left_where_it_stood_changes_nothing() -> None:
    odd = Inputs({**INPUTS.results, "cost": Result(D("401.37"), D("0.996587"))})
    sliders = sliders_of(PLAN, odd, LOWER)
    assert moved(odd, sliders, {"cost": sliders[0].now}, LOWER) == odd


def test_a_slider_starts_at_the_exact_value_of_today() -> None:
    exact = D("401.3712345678")
    (slider,) = sliders_of(PLAN, Inputs({"cost": Result(exact, D("0.996587"))}), LOWER)
    assert slider.now == exact and not slider.stepped and (slider.low, slider.high) == (D(320), D(502))
    assert slider.stands(D("401.37123457")) and not slider.stands(exact + slider.step / 10)
    leads = Plan("c", "ppc", "month", "USD", D(600), unit_pay=UnitPay("leads", (Tier(D(100), D(900), D(6)),)))
    (counted,) = sliders_of(leads, Inputs({}, {"leads": D(181)}), {})
    assert (counted.now, counted.step, counted.stepped) == (D(181), D(1), True)


def test_a_position_beyond_the_ends_is_the_end() -> None:
    sliders = sliders_of(PLAN, INPUTS, LOWER)
    far = moved(INPUTS, sliders, {"cost": D("1e9")}, LOWER)
    assert far.results["cost"].value == sliders[0].high


def test_without_a_value_the_share_of_the_goal_slides() -> None:
    lacking = NoData.because("not_counted_yet")
    (slider,) = sliders_of(PLAN, Inputs({"cost": Result(lacking, lacking)}), LOWER)
    assert (slider.scale, slider.now, slider.known) == ("attainment", D(1), False)
    told = moved(Inputs({"cost": Result(lacking, lacking)}), (slider,), {"cost": D(1)}, LOWER)
    assert told.results["cost"].attainment == D(1)


@pytest.mark.parametrize(("open_", "share"), [(True, D(1)), (False, D("0.8"))])
def test_a_gate_can_be_held_open_or_shut(open_: bool, share: Decimal) -> None:
    assert [one.passed for one in switches_of(PLAN, INPUTS)] == [False]
    assert compute(*switched(PLAN, INPUTS, {0: open_})).earned == D(40000) + D(20000) * share


def test_a_gate_without_data_is_told_when_it_is_held() -> None:
    lacking = NoData.because("not_counted_yet")
    unknown = Inputs({**INPUTS.results, "tags": Result(lacking, lacking)})
    assert [one.passed for one in switches_of(PLAN, unknown)] == [None]
    pay = compute(*switched(PLAN, unknown, {0: True}))
    assert (pay.payable, pay.reserved) == (D(60000), D(0))


def test_units_slide_by_whole_ones_up_to_the_last_tier() -> None:
    units = Plan("c", "ppc", "month", "USD", D(600), unit_pay=UnitPay("leads", (Tier(D(100), D(300), D(6)),)))
    (slider,) = sliders_of(units, Inputs({}, {"leads": D(180)}), {})
    assert (slider.low, slider.high, slider.now, slider.scale) == (D(0), D(300), D(180), "measure")
    assert slider.step >= 1


def test_a_rule_by_value_slides_over_its_own_points() -> None:
    tests = Component("tests", D(1), (Point(D(0), D(0)), Point(D(3), D(1))), By.VALUE)
    plan = Plan("b", "ppc", "month", "UAH", D(1), D(100), components=(tests,))
    (slider,) = sliders_of(plan, Inputs({"tests": Result(D(2), D("0.5"))}), {})
    assert (slider.low, slider.high, slider.now) == (D(0), D(3), D(2))


def test_only_a_bare_ratio_is_said_as_first_divided_by_second() -> None:
    names = ["margin", "cost"]
    assert is_ratio("ratio(margin, cost)", names)
    assert not is_ratio("ratio(margin, cost) - 1", names)
    assert not is_ratio("ratio(cost, margin)", names)
