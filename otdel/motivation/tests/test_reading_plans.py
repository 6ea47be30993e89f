"""A plan that cannot be used is refused with every fault and its place; nothing a stranger writes can break in."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.motivation.library import plans
from otdel.motivation.rules.checking import named_kpis
from otdel.motivation.rules.given import read_inputs
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import KEYS, WrongPlan, line_of, lines_of, read_plan, read_yaml, write_plan

GOOD = write_plan(plans()["mp_affiliate"])
KPIS = {code for _place, code in named_kpis(plans()["mp_affiliate"])}


def faults_of(document: Any, **known: Any) -> dict[str, str]:
    """Place to code of everything that is wrong."""
    with pytest.raises(WrongPlan) as caught:
        read_plan(document, **known)
    return {one.path: one.because.code for one in caught.value.faults}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good plan with another value at a place."""
    said: Any = copy.deepcopy(GOOD)
    at, *steps = said, *path.split(".")
    for step in steps[:-1]:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[int(steps[-1]) if isinstance(at, list) else steps[-1]] = value
    return dict(said)


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        ("components.0.weight", "0.5", "components", "plan_weights_sum"),
        ("components.0.weight", "0", "components.0.weight", "plan_weight_zero"),
        ("components.0.weight", "-1", "components.0.weight", "plan_out_of_range"),
        ("components.1.kpi", "aff_margin", "components", "plan_kpi_twice"),
        ("components.0.curve", [["1", "1"]], "components.0.curve", "plan_curve_short"),
        ("components.0.curve", [["1", "1"], ["0.8", "0"]], "components.0.curve", "plan_curve_order"),
        ("components.0.curve", [["1", "1"], ["1", "2"]], "components.0.curve", "plan_curve_order"),
        ("components.0.curve.0", ["1"], "components.0.curve.0", "plan_point_shape"),
        ("components.0.curve.0", ["0.7", "-1"], "components.0.curve.0", "plan_out_of_range"),
        ("components.0.curve", "steep", "components.0.curve", "plan_not_list"),
        ("components.0.rolling", "1.5", "components.0.rolling", "plan_number_whole"),
        ("components.0.by", "feeling", "components.0.by", "plan_choice"),
        ("components.0", "aff_margin", "components.0", "plan_not_group"),
        ("gates.0.passes", "about 0.3", "gates.0.passes", "plan_condition"),
        ("gates.0.passes", "0.5 <= x <= 0.3", "gates.0.passes", "plan_condition_never"),
        ("gates.0.component", "nobody", "gates.0.component", "plan_component_unknown"),
        ("gates.0.hard_factor", "0.1", "gates.0.hard", "plan_key_missing"),
        ("gates.0.fail", "1.1", "gates.0.fail", "plan_out_of_range"),
        ("currency", "XXQ", "currency", "plan_currency_unknown"),
        ("base", "1000 EUR", "base", "plan_currency_differs"),
        ("base", "-1", "base", "plan_out_of_range"),
        ("base", "NaN", "base", "plan_not_number"),
        ("base", "1e400", "base", "plan_not_number"),
        ("base", 1e400, "base", "plan_number_float"),
        ("base", True, "base", "plan_not_number"),
        ("base", 10**40, "base", "plan_not_number"),
        ("cap", "0.5", "cap", "plan_cap_below_target"),
        ("target_variable", "0", "target_variable", "plan_target_missing"),
        ("ramp", ["1.5"], "ramp.0", "plan_out_of_range"),
        ("period", "week", "period", "plan_choice"),
        ("code", "a b", "code", "plan_not_code"),
        ("note", "x" * 3000, "note", "plan_text_long"),
        ("holdback.days", "0", "holdback.days", "plan_out_of_range"),
        ("splits", [{"kpi": "aff_margin", "shares": {"a": "0.5"}}], "splits.0.shares", "plan_split_sum"),
        ("splits", [{"kpi": "none", "shares": {"a": "1"}}], "splits.0.kpi", "plan_component_unknown"),
        ("draw", {"amount": "5", "periods": "2", "recoverable": "perhaps"}, "draw.recoverable", "plan_not_yes"),
        ("unit_pay", {"measure": "m", "tiers": []}, "unit_pay.tiers", "plan_tiers_none"),
        ("unit_pay", {"measure": "m", "tiers": [["0", "9", "1"], ["8", "9", "1"]]},
         "unit_pay.tiers.1", "plan_tier_gap"),
        ("unit_pay", {"measure": "m", "tiers": [["9", "9", "1"]]}, "unit_pay.tiers.0", "plan_tier_empty"),
        ("bonus", "5", "bonus", "plan_key_unknown"),
    ],
)  # fmt: skip
def test_what_is_impossible_is_said_with_its_place(path: str, value: Any, place: str, code: str) -> None:
    assert faults_of(changed(path, value)).get(place) == code


def test_a_number_too_long_to_be_written_is_refused_too() -> None:
    assert faults_of(changed("base", 10**5000)) == {"base": "plan_not_number"}


def test_all_faults_are_said_at_once() -> None:
    said = changed("base", "a lot") | {"currency": "bread", "bonus": 1, "gates": [{"kpi": "x"}]}
    assert set(faults_of(said)) == {"base", "currency", "bonus", "gates.0.passes", "gates.0.fail"}


def test_an_impossible_curve_hides_neither_the_weights_nor_the_names() -> None:
    said = changed("components.0.curve", [["1", "1"], ["0.8", "0"]])
    said["components"][1] |= {"weight": "0.9", "kpi": "aff_dream"}
    assert faults_of(said, kpis=KPIS) == {
        "components.0.curve": "plan_curve_order", "components": "plan_weights_sum",
        "components.1.kpi": "plan_kpi_unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("components.0.weight", "much"),
        ("components.0", "aff_margin"),
        ("components.0.kpi", None),
        ("components", "one"),
    ],
)
def test_what_could_not_be_read_is_not_judged_again(path: str, value: Any) -> None:
    """The harmless value put in its place is nobody's mistake: the weights of the rest are not added up."""
    codes = set(faults_of(changed(path, value), kpis=KPIS).values())
    assert codes <= {"plan_not_number", "plan_not_group", "plan_key_missing", "plan_not_list"}


def test_a_fault_is_found_again_by_its_line() -> None:
    text = "code: a\ncomponents:\n- kpi: x\n  curve: [[0, 0],\n    [1, 1]]\n"
    lines = lines_of(text)
    assert [lines[one] for one in ("code", "components", "components.0", "components.0.curve.1")] == [1, 2, 3, 5]
    assert line_of("components.0.weight", lines) == 3, "what is missing is looked for where it should be"
    assert line_of("base", lines) is None
    assert lines_of("a: &x [1]\nb: *x") == {}, "nothing is unfolded to count lines"


def test_kpis_and_measures_are_looked_up_when_they_are_known() -> None:
    assert faults_of(GOOD, kpis={"aff_margin", "aff_new", "aff_active", "aff_rev"}) == {
        "gates.1.kpi": "plan_kpi_unknown"
    }
    unit = write_plan(plans()["mp_ppc_contractor"])
    assert faults_of(unit, measures=set()) == {"unit_pay.measure": "plan_measure_unknown"}
    assert read_plan(unit, kpis={"ppc_cpql"}, measures={"qualified_leads_paid"}).code == "mp_ppc_contractor"


def test_shares_may_be_written_in_percent_and_money_with_its_currency() -> None:
    said = changed("components.0.weight", "60%") | {"base": "1000 USD"}
    assert read_plan(said) == plans()["mp_affiliate"]


def laughs() -> str:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (laughs(), "plan_yaml_alias"),
        ("base: &me [*me]", "plan_yaml_alias"),
        ("base: !!python/object/apply:os.system [ls]", "plan_yaml_tag"),
        ("base: !!float 1", "plan_yaml_tag"),
        ("[" * 5000, "plan_yaml_deep"),
        ("a:\n" + "".join(" " * n + "a:\n" for n in range(1, 600)), "plan_yaml_deep"),
        ("x: 1\n" * 60_000, "plan_yaml_large"),
        ("- 1\n" * 30_000, "plan_yaml_large"),
        ("base: 1\nbase: 2", "plan_yaml_double"),
        ("? [a]\n: 1", "plan_yaml_key"),
        ("base: 'open", "plan_yaml_broken"),
        ("base: \x07", "plan_yaml_broken"),
        ("a: 1\n---\nb: 2", "plan_yaml_broken"),
        (b"\xff\xfe\x00", "plan_yaml_not_text"),
    ],
    ids=lambda one: str(one)[:24],
)
def test_hostile_yaml_is_refused_at_once(text: str | bytes, code: str) -> None:
    with pytest.raises(WrongPlan) as caught:
        read_yaml(text)
    assert [one.because.code for one in caught.value.faults] == [code]


@pytest.mark.parametrize("text", ["", "null", "7", "[]", "just words", "[1, 2]"])
def test_what_is_no_plan_at_all_is_said(text: str) -> None:
    assert faults_of(read_yaml(text))[""] == "plan_not_group"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.decimals()
    | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=8))
def test_nothing_plain_makes_reading_fail_otherwise(said: dict[str, Any]) -> None:
    try:
        assert isinstance(read_plan({**GOOD, **said}), Plan)
    except WrongPlan as wrong:
        assert 1 <= len(wrong.faults) <= 50


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="-:[]{}&*!?#|>'\"%@`, \n\tab01.~", max_size=60))
def test_no_text_makes_reading_fail_otherwise(text: str) -> None:
    try:
        read_plan(read_yaml(text))
    except WrongPlan as wrong:
        assert wrong.faults


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(("results", "measures", "days", "booked", "month", "worked_from")), anything, max_size=6
    )
)
def test_inputs_are_read_or_refused_too(said: dict[str, Any]) -> None:
    try:
        assert read_inputs(said).days > 0
    except WrongPlan as wrong:
        assert wrong.faults


def test_no_value_of_a_kpi_is_no_data_and_not_zero() -> None:
    found = read_inputs(read_yaml("results: {a: , b: 0, c: {value: 3}}"))
    assert [type(found.results[kpi].value).__name__ for kpi in "abc"] == ["NoData", "Decimal", "Decimal"]
    assert type(found.results["c"].attainment).__name__ == "NoData"
