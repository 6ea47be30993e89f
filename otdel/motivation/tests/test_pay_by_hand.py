"""Pay worked out on paper first: each test says the sum a person would do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from otdel.kit.reason import NoData
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.conditions import read_condition
from otdel.motivation.rules.lines import Booked, Inputs, Kind, Pay, Result
from otdel.motivation.rules.plan import (
    By,
    Component,
    Condition,
    Curve,
    Draw,
    Gate,
    Holdback,
    Plan,
    Point,
    PointPay,
    Split,
    Team,
    Tier,
    UnitPay,
)

UNKNOWN = NoData.because("not_counted_yet")


def d(figure: str | int) -> Decimal:
    return Decimal(figure)


def curve(*points: tuple[str, str]) -> Curve:
    return tuple(Point(Decimal(at), Decimal(pays)) for at, pays in points)


GROWING = curve(("0.8", "0"), ("1", "1"), ("1.2", "1.5"))
SHARED = Team("company", curve(("0.8", "0.9"), ("1", "1"), ("1.2", "1.1")))
GATE = Gate("source", read_condition(">= 0.9"), Decimal("0.7"))
PLAN = Plan(
    "olena", "ppc", "month", "UAH", d(30000), d(10000),
    components=(Component("leads", d("0.6"), GROWING), Component("cost", d("0.4"), GROWING)),
)  # fmt: skip


def given(**attainments: str | NoData) -> Inputs:
    def one(x: str | NoData) -> Result:
        known = x if isinstance(x, NoData) else Decimal(x)
        return Result(known, known)

    return Inputs({kpi: one(x) for kpi, x in attainments.items()})


def amounts(pay: Pay) -> dict[str, Decimal]:
    """Amounts by code, and by subject where a code stands more than once."""
    many = [one.code for one in pay.lines]
    return {
        f"{one.code}:{one.subject}" if many.count(one.code) > 1 else one.code: one.amount for one in pay.lines
    }  # fmt: skip


def test_base_is_paid_whatever_the_results_are() -> None:
    pay = compute(PLAN, given(leads="0.1", cost="0"))
    assert amounts(pay) == {"base": d("30000.00"), "component:leads": d("0.00"), "component:cost": d("0.00")}


def test_between_two_points_pay_grows_in_a_straight_line() -> None:
    # 10,000 x 60% = 6,000 at target; 93% is 13/20 of the way from 80% to 100%: 3,900
    assert amounts(compute(PLAN, given(leads="0.93", cost="0.8")))["component:leads"] == d("3900.00")


def test_a_curve_of_defects_may_fall() -> None:
    plan = replace(
        PLAN, components=(Component("defects", d(1), curve(("0.02", "1.2"), ("0.05", "1"), ("0.15", "0")), By.VALUE),)
    )
    # 10% is half-way from 5% to 15%: half of 10,000
    assert amounts(compute(plan, given(defects="0.10")))["component"] == d("5000.00")


def test_gates_come_one_after_another_each_rounded() -> None:
    plan = replace(PLAN, gates=(GATE, Gate("map", read_condition(">= 0.97"), d("0.8"))))
    pay = amounts(compute(plan, given(leads="0.9333", cost="1", source="0.5", map="0.5")))
    # 3,999.00 + 4,000 = 7,999.00; x 0.7 = 5,599.30; x 0.8 = 4,479.44
    assert pay["gate:source"] == d("-2399.70")
    assert pay["gate:map"] == d("-1119.86")


def test_a_passed_gate_is_shown_with_nothing() -> None:
    pay = compute(replace(PLAN, gates=(GATE,)), given(leads="1", cost="1", source="0.9"))
    assert (pay.lines[-1].code, pay.lines[-1].amount, pay.lines[-1].because.code) == ("gate", d(0), "pay_gate_passed")


def test_a_hard_limit_goes_before_the_gate() -> None:
    spam = Gate("spam", read_condition("< 0.001"), d("0.5"), read_condition(">= 0.003"), d(0))
    plan = replace(PLAN, gates=(spam,))
    for rate, left in (("0.0005", "10000.00"), ("0.002", "5000.00"), ("0.003", "0.00")):
        assert compute(plan, given(leads="1", cost="1", spam=rate)).earned - d(30000) == d(left)


def test_a_gate_of_one_component_leaves_the_other_alone() -> None:
    plan = replace(PLAN, gates=(replace(GATE, component="leads"),))
    pay = amounts(compute(plan, given(leads="1", cost="1", source="0.5")))
    assert pay["component_gate"] == d("-1800.00")  # 6,000 x 0.7 - 6,000


def test_the_shared_result_multiplies_after_gates() -> None:
    plan = replace(PLAN, gates=(GATE,), team=SHARED)
    # 10,000 x 0.7 = 7,000; 110% of the company's goal is 1.05: 350 more
    assert amounts(compute(plan, given(leads="1", cost="1", source="0.5", company="1.1")))["team"] == d("350.00")


def test_the_cap_cuts_what_is_above_it_and_says_how_much() -> None:
    pay = compute(replace(PLAN, cap=d("1.4")), given(leads="1.2", cost="1.2"))
    cap = pay.lines[-1]
    assert (cap.code, cap.amount) == ("cap", d("-1000.00"))  # 15,000 over 14,000
    assert cap.because.values["over"] == "1000"


def test_part_of_a_month_pays_its_days() -> None:
    came = replace(given(leads="1", cost="1"), days=31, worked_from=10, worked_to=31)
    pay = amounts(compute(PLAN, came))
    # due by day 31: 30,000.00; by day 10: 30,000 x 10 / 31 = 9,677.42
    assert pay["base"] == d("20322.58")
    assert pay["component:leads"] == d("4064.52")  # 6,000 - 1,935.48


def test_a_newcomer_gets_at_least_what_the_ramp_says() -> None:
    plan = replace(PLAN, ramp=(d(1), d("0.7")))
    second = compute(plan, replace(given(leads="0.9", cost="0.8"), month=2))
    assert amounts(second)["guarantee"] == d("4000.00")  # 70% is 7,000, and 3,000 was earned
    third = compute(plan, replace(given(leads="0.9", cost="0.8"), month=3))
    assert "guarantee" not in amounts(third)


def test_the_ramp_of_a_quarter_counts_quarters() -> None:
    plan = replace(PLAN, period="quarter", ramp=(d(1),))
    assert "guarantee" in amounts(compute(plan, replace(given(leads="0", cost="0"), month=3)))
    assert "guarantee" not in amounts(compute(plan, replace(given(leads="0", cost="0"), month=4)))


def test_a_missing_component_is_reserved_at_target_and_never_zeroed() -> None:
    pay = compute(replace(PLAN, gates=(GATE,)), given(leads=UNKNOWN, cost="1", source="0.5"))
    assert pay.payable == d(30000) + d("2800.00")  # 4,000 x 0.7
    assert pay.reserved == d("4200.00")  # 6,000 at target, x 0.7
    assert [(one.kind, one.subject) for one in pay.lines][-1] == (Kind.RESERVED, "leads")


def test_a_missing_gate_pays_the_failed_part_and_reserves_the_rest() -> None:
    pay = compute(replace(PLAN, gates=(GATE,)), given(leads="1", cost="1"))
    assert (pay.payable, pay.reserved) == (d("37000.00"), d("3000.00"))


def test_a_missing_gate_that_takes_nothing_needs_no_decision() -> None:
    pay = compute(replace(PLAN, gates=(replace(GATE, fail=d(1)),)), given(leads="1", cost="1"))
    assert [(one.code, one.because.code) for one in pay.lines][-1] == ("gate", "pay_gate_idle")
    assert pay.payable == d("40000.00")


def test_a_missing_shared_result_pays_the_least_and_reserves_up_to_one() -> None:
    pay = compute(replace(PLAN, team=SHARED), given(leads="1", cost="1"))
    assert (pay.payable, pay.reserved) == (d("39000.00"), d("1000.00"))


def test_what_waits_never_lifts_pay_above_the_cap() -> None:
    pay = compute(replace(PLAN, cap=d(1)), given(leads=UNKNOWN, cost="1.2"))
    assert pay.earned == d(40000)  # 6,000 known for cost; of the 6,000 for leads there is room for 4,000
    assert pay.reserved == d("4000.00")


def test_a_guarantee_and_what_waits_are_not_paid_twice() -> None:
    plan = replace(PLAN, ramp=(d(1),))
    pay = compute(plan, replace(given(leads=UNKNOWN, cost="1"), month=1))
    assert (pay.payable, pay.reserved) == (d("40000.00"), d("0.00"))


def test_a_mean_of_three_periods_leaves_out_those_without_data() -> None:
    plan = replace(PLAN, components=(Component("lift", d(1), GROWING, rolling=3),))
    past = (Result(d("0.9"), d("0.9")), Result(UNKNOWN, UNKNOWN), Result(d(2), d(2)))
    pay = compute(plan, Inputs({"lift": Result(d("1.1"), d("1.1"), history=past)}))
    assert amounts(pay)["component"] == d("10000.00")  # (1.1 + 0.9) / 2 = 1; the fourth period back is not asked
    assert pay.lines[1].steps[1].because.values["known"] == 2


def test_units_are_paid_step_by_step() -> None:
    plan = Plan("c", "ppc", "month", "USD", d(600), kind="contractor",
                unit_pay=UnitPay("leads", (Tier(d(100), d(200), d(6)), Tier(d(200), d(300), d("7.5")))))  # fmt: skip
    for count, paid in ((90, "0.00"), (101, "6.00"), (200, "600.00"), (201, "607.50"), (999, "1350.00")):
        assert amounts(compute(plan, Inputs({}, {"leads": d(count)})))["units"] == d(paid)


def test_a_count_nobody_knows_is_said_and_not_taken_for_nothing() -> None:
    plan = Plan("c", "ppc", "month", "USD", d(600), unit_pay=UnitPay("leads", (Tier(d(0), d(9), d(6)),)))
    line = compute(plan, Inputs({})).lines[-1]
    assert (line.kind, line.amount, line.because.code) == (Kind.RESERVED, d(0), "pay_reserved_units")


def test_points_times_quality_times_time() -> None:
    factor = curve(("0.6", "0.9"), ("0.8", "1"))
    points = PointPay("points", d(18), Team("first", factor, By.VALUE), Team("time", factor, By.VALUE), d(90))
    plan = Plan("c", "text", "month", "USD", d(0), kind="contractor", point_pay=points)
    pay = amounts(compute(plan, Inputs({"first": Result(d("0.6"), UNKNOWN)}, {"points": d(100)})))
    # 90 points are paid: 1,620; quality 0.9: -162; time is not known: 0.9 now, 145.80 waits
    assert (pay["points"], pay["quality"], pay["time"]) == (d("1620.00"), d("-162.00"), d("-145.80"))
    assert pay["reserved"] == d("145.80")


def test_what_is_held_back_moves_from_now_to_later() -> None:
    pay = compute(replace(PLAN, holdback=Holdback(d("0.25"), 45, "reversals")), given(leads="1", cost="1"))
    assert (pay.payable, pay.held, pay.earned) == (d("37500.00"), d("2500.00"), d("40000.00"))


def test_a_recoverable_draw_comes_back_from_variable_pay_only() -> None:
    plan = replace(PLAN, draw=Draw(d(6000), 2, recoverable=True))
    first = compute(plan, replace(given(leads="0.9", cost="0.8"), month=1))
    assert amounts(first)["draw"] == d("3000.00")  # 3,000 earned, 6,000 agreed
    third = compute(plan, replace(given(leads="0.8", cost="0.9"), month=3, advanced=d(3000)))
    assert amounts(third)["draw_back"] == d("-2000.00")  # all that was earned; 1,000 is left for later
    assert third.payable == d(30000)


def test_a_clawback_takes_variable_pay_and_never_the_base() -> None:
    fraud = Booked("entry:7", "clawback", d(-5000), {"what": "Fraud"})
    pay = compute(PLAN, replace(given(leads="0.9", cost="0.8"), booked=(fraud, fraud)))
    assert [one.amount for one in pay.lines if one.code == "clawback"] == [d("-3000.00"), d("0.00")]
    assert pay.payable == d(30000)
    assert pay.lines[-2].steps[-1].figure == d("2000.00")


def test_a_share_of_a_result_is_as_agreed() -> None:
    plan = replace(PLAN, splits=(Split("leads", (("ivan", d("0.4")), ("olena", d("0.6")))),))
    for who, mine in (("olena", "3600.00"), ("ivan", "2400.00")):
        assert amounts(compute(plan, replace(given(leads="1", cost="1"), who=who)))["component:leads"] == d(mine)


def test_whom_a_split_forgets_has_the_result_reserved() -> None:
    plan = replace(PLAN, splits=(Split("leads", (("ivan", d(1)),)),))
    pay = compute(plan, replace(given(leads="1", cost="1"), who="olena"))
    assert (pay.payable, pay.reserved) == (d("34000.00"), d("6000.00"))


def test_whoever_is_gone_is_still_paid_what_was_booked() -> None:
    release = Booked("release:9", "release", d("120.5"), {})
    pay = compute(PLAN, Inputs({}, worked_from=0, worked_to=0, booked=(release,)))
    assert [(one.code, one.amount) for one in pay.lines] == [("release", d("120.50"))]


@pytest.mark.parametrize("span", [(-1, 30), (5, 31), (20, 10)])
def test_days_outside_the_period_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not within"):
        compute(PLAN, replace(given(), worked_from=span[0], worked_to=span[1]))


def test_edges_of_conditions() -> None:
    assert read_condition("0.90 <= x < 105%") == Condition(By.VALUE, d("0.9"), d("1.05"), high_open=True)
    assert read_condition("attainment >= 0.85").by is By.ATTAINMENT
    for never in ("1 <= x <= 0.5", "0.5 < x <= 0.5", "about 3", ">= much", ""):
        with pytest.raises(ValueError, match=r"condition|meet"):
            read_condition(never)
