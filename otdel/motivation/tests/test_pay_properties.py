"""What holds of every plan and every period, whatever they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.kit.reason import NoData
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.corrections import corrections
from otdel.motivation.rules.curves import payout
from otdel.motivation.rules.lines import Inputs, Kind, Line, Pay, Result
from otdel.motivation.rules.plan import By, Curve, Plan, Split
from otdel.motivation.rules.proration import part
from otdel.motivation.rules.reading import digest, read_plan, read_yaml, write_plan, write_yaml
from otdel.motivation.rules.rounding import CENT, money
from otdel.motivation.rules.splits import share_of
from otdel.motivation.tests.pay_strategies import curves, decimals, inputs, plans

MORE = settings(max_examples=60, deadline=None)
MANY = settings(max_examples=300, deadline=None)
sums = decimals(0, 1_000_000)


@MORE
@given(plans(), inputs())
def test_lines_add_up_to_every_total_and_none_has_parts_of_a_cent(plan: Plan, period: Inputs) -> None:
    pay = compute(plan, period)
    assert pay.payable + pay.held + pay.reserved == pay.earned
    assert all(one.amount == money(one.amount) for one in pay.lines)
    assert all(one.amount >= 0 for one in pay.lines if one.kind is not Kind.PAID)


@MORE
@given(plans(), inputs())
def test_variable_pay_stays_within_nothing_and_its_cap_and_base_is_never_touched(plan: Plan, period: Inputs) -> None:
    pay = compute(plan, replace(period, booked=tuple(one for one in period.booked if one.code == "clawback")))
    base = sum((one.amount for one in pay.lines if one.code == "base"), Decimal(0))
    assert pay.payable >= base
    if plan.cap is not None and period.worked_from < period.worked_to:
        most = part(plan.cap * plan.target_variable, period.days, period.worked_from, period.worked_to)
        promised = ("base", "guarantee", "draw", "draw_back", "clawback")
        assert sum((one.amount for one in pay.lines if one.code not in promised), Decimal(0)) <= most


@MORE
@given(plans(), inputs())
def test_missing_data_never_takes_money_that_was_there(plan: Plan, period: Inputs) -> None:
    """Everything unknown, at target instead, earns as much: it is only said to wait."""
    at_target = {kpi: Result(Decimal(1), Decimal(1)) for kpi in period.results}
    unknown = NoData.because("not_counted_yet")
    one = plan.components[0]
    flat = replace(
        plan, components=tuple(replace(c, by=By.ATTAINMENT, rolling=1) for c in plan.components), gates=(), team=None,
        unit_pay=None, point_pay=None, draw=None, holdback=None,
    )  # fmt: skip
    period = replace(period, results=at_target, booked=(), who="", advanced=Decimal(0))
    without = replace(period, results=at_target | {one.kpi: Result(unknown, unknown)})
    assert compute(flat, without).earned == compute(flat, period).earned


@MANY
@given(curves(growing=True), decimals(0, 3, 6), decimals(0, 3, 6))
def test_growing_curves_never_pay_less_for_more(curve: Curve, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert payout(curve, low) <= payout(curve, high)


@MORE
@given(plans(growing=True), inputs(decimals(0, 2, 6)), decimals(0, 1, 6))
def test_with_growing_curves_a_better_result_never_earns_less(plan: Plan, period: Inputs, more: Decimal) -> None:
    plan = replace(plan, gates=tuple(replace(gate, hard=None) for gate in plan.gates))
    kpi = plan.components[0].kpi
    was = period.results[kpi]
    assert isinstance(was.value, Decimal)
    assert isinstance(was.attainment, Decimal)
    better = replace(was, value=was.value + more, attainment=was.attainment + more)
    after = compute(plan, replace(period, results={**period.results, kpi: better}))
    assert before_booked(after) >= before_booked(compute(plan, period))


def before_booked(pay: Pay) -> Decimal:
    """A draw is paid back out of what is earned more, and a clawback taken: neither makes a person poorer for it."""
    return sum((one.amount for one in pay.lines if one.code not in ("draw", "draw_back", "clawback")), Decimal(0))


@MANY
@given(sums, st.integers(1, 92), st.lists(st.integers(0, 92), max_size=6))
def test_a_period_cut_into_days_pays_the_whole(amount: Decimal, days: int, cuts: list[int]) -> None:
    edges = sorted({0, days, *(cut for cut in cuts if cut < days)})
    parts = [part(amount, days, first, end) for first, end in pairwise(edges)]
    assert sum(parts, Decimal(0)) == money(amount)


@MANY
@given(sums, st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_shares_of_a_result_add_up_to_it(amount: Decimal, weights: list[int]) -> None:
    total = sum(weights)
    firsts = [(Decimal(weight) / total).quantize(CENT) for weight in weights[:-1]]
    shares = [*firsts, 1 - sum(firsts, Decimal(0))]
    split = Split("leads", tuple((f"p{place}", share) for place, share in enumerate(shares)))
    found = [share_of(money(amount), split, f"p{place}") for place in range(len(shares))]
    assert sum((one for one in found if one is not None), Decimal(0)) == money(amount)
    assert share_of(money(amount), split, "stranger") is None


def own_lines(plan: Plan, period: Inputs) -> dict[tuple[str, str], Decimal]:
    """Components and reserved ones of a plan that nothing multiplies, by subject, with base."""
    alone = replace(
        plan, gates=(), team=None, cap=None, ramp=(), draw=None, unit_pay=None, point_pay=None, holdback=None
    )
    pay = compute(alone, replace(period, booked=(), advanced=Decimal(0)))
    return {(one.code, one.subject): one.amount for one in pay.lines}


@MORE
@given(plans(), inputs(), st.integers(0, 92))
def test_a_change_of_agreement_inside_a_period_neither_makes_nor_loses_money(
    plan: Plan, period: Inputs, cut: int
) -> None:
    cut = min(cut, period.days)
    whole = own_lines(plan, replace(period, worked_from=0, worked_to=period.days))
    before = own_lines(plan, replace(period, worked_from=0, worked_to=cut))
    after = own_lines(plan, replace(period, worked_from=cut, worked_to=period.days))
    if not period.who:  # shares of parts are rounded each by themselves
        assert {key: before.get(key, Decimal(0)) + after.get(key, Decimal(0)) for key in whole} == whole


@MORE
@given(plans(), inputs())
def test_people_who_share_a_result_are_paid_it_once_together(plan: Plan, period: Inputs) -> None:
    shared = replace(plan, splits=(Split("a", (("ivan", Decimal("0.35")), ("olena", Decimal("0.65")))),))
    alone = own_lines(plan, replace(period, who=""))
    both = [own_lines(shared, replace(period, who=who)) for who in ("ivan", "olena")]
    for key in alone:
        if key[1] == "a":
            assert sum((one[key] for one in both), Decimal(0)) == alone[key]


@MORE
@given(plans(), inputs(), inputs())
def test_an_old_statement_and_its_correction_are_the_new_one(plan: Plan, then: Inputs, now: Inputs) -> None:
    old, new = compute(plan, then), compute(plan, now)
    changed = corrections(keyed(old), keyed(new), amount_of)
    assert old.earned + sum((one.amount for one in changed), Decimal(0)) == new.earned
    for kind in Kind:
        of_kind = sum((one.amount for one in changed if one.line.kind is kind), Decimal(0))
        assert old.total(kind) + of_kind == new.total(kind)
    assert corrections(keyed(new), keyed(new), amount_of) == []


def amount_of(line: Line) -> Decimal:
    return line.amount


def keyed(pay: Pay) -> list[tuple[tuple[str, str, Kind], Line]]:
    return [((one.code, one.subject, one.kind), one) for one in pay.lines]


@MORE
@given(plans())
def test_every_plan_reads_back_as_it_was_written(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan
    assert digest(read_plan(read_yaml(write_yaml(plan)))) == digest(plan)
