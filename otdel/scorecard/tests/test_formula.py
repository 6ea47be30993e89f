"""The formula language: what may be written, what comes of it, and what people are told when it is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.reason import NoData, Reason
from otdel.scorecard.measures.checking import troubles, unit_of
from otdel.scorecard.rules.formula import FormulaWrong, check, evaluate, parse
from otdel.scorecard.rules.formula.tree import Binary, Call, Minus, Name, Node, Number, Place

KNOWN = {"spend": Decimal(300), "leads": Decimal(12), "zero": Decimal(0)}
LOST = NoData.because("not_read_yet")


def value(text: str, **more: Decimal | NoData) -> Decimal | NoData:
    known: dict[str, Decimal | NoData] = {**KNOWN, **more}
    return evaluate(parse(text), known.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("24 / 4 / 3", "2"),
        ("-2 * -3", "6"),
        ("- (1 - 4)", "3"),
        ("ratio(spend, leads)", "25"),
        ("abs(leads - 20)", "8"),
        ("min(leads, 20, 7)", "7"),
        ("max(leads, 20)", "20"),
        ("clip(leads, 0, 10)", "10"),
        ("clip(-1, 0, 10)", "0"),
        ("1 - ratio(abs(spend - 400), 400)", "0.75"),
        ("0.1 + 0.2", "0.3"),
        ("ratio(\n  spend,\n  leads\n)", "25"),
    ],
)
def test_a_formula_is_counted_as_it_is_read(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


def test_dividing_by_zero_is_no_data_and_never_zero() -> None:
    assert value("ratio(spend, zero)") == NoData.because("divided_by_zero", name="zero")
    assert value("spend / zero") == NoData.because("divided_by_zero", name="zero")
    assert value("ratio(zero, leads)") == 0, "nothing of something is a real zero"


@pytest.mark.parametrize(
    "text", ["lost + 1", "ratio(spend, lost)", "min(lost, 0)", "clip(1, lost, 2)", "-lost", "0 * lost"]
)
def test_what_is_missing_keeps_its_reason_to_the_top(text: str) -> None:
    assert value(text, lost=LOST) == LOST


def test_a_number_too_large_is_no_data() -> None:
    text = " * ".join(["999999999999"] * 30)
    assert isinstance(value(text), Decimal), "360 digits are still a number"
    assert value("big * big", big=Decimal("1e900000")) == NoData.because("number_too_large")


@pytest.mark.parametrize(
    ("text", "code", "line", "character"),
    [
        ("ratio(spend leads)", "formula_expected", 1, 13),
        ("spend + ", "formula_breaks_off", 1, 9),
        ("ratio(spend,\n  leads", "formula_breaks_off", 2, 8),
        ("spend ; leads", "formula_sign_unknown", 1, 7),
        ("spend leads", "formula_unexpected", 1, 7),
        ("racio(spend, leads)", "formula_function_unknown", 1, 1),
        ("1 + ratio(spend)", "formula_arguments", 1, 5),
        (")", "formula_unexpected", 1, 1),
        ("__import__('os')", "formula_sign_unknown", 1, 12),
        ("(" * 30 + "1" + ")" * 30, "formula_too_deep", 1, 21),
        ("-" * 30 + "1", "formula_too_deep", 1, 21),
    ],
)
def test_a_mistake_is_pointed_at(text: str, code: str, line: int, character: int) -> None:
    with pytest.raises(FormulaWrong) as caught:
        parse(text)
    reason = caught.value.reason
    assert (reason.code, reason.values["line"], reason.values["character"]) == (code, line, character)


def test_an_empty_or_endless_text_is_no_formula() -> None:
    for text, code in (("  \n ", "formula_empty"), ("1+" * 300 + "1", "formula_too_long")):
        with pytest.raises(FormulaWrong) as caught:
            parse(text)
        assert caught.value.reason.code == code


def test_a_measure_there_is_not_is_named_with_the_nearest_one() -> None:
    assert troubles("ratio(spend_paid, leeds)") == [
        Reason.of("formula_measure_unknown", line=1, character=19, name="leeds", like="leads")
    ]
    assert troubles("xyzzy")[0].values["like"] == ""


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ratio(spend_paid, qualified_leads)", "money"),
        ("ratio(leads, sessions)", "share"),
        ("ratio(pr_cost, pr_points)", "money"),
        ("ratio(revision_rounds, texts_accepted)", "count"),
        ("ratio(ratio(marketing_cost_total, new_customers), contribution_per_new_customer_month)", "months"),
        ("clip(ratio(leads, sessions), 0, 1)", "share"),
        ("leads - leads_prev", "count"),
        ("ratio(leads, leads_yoy) * 100", "ratio"),
        ("max(spend_paid, 1000)", "money"),
        ("spend_paid_plan - spend_paid", "money"),
    ],
)
def test_units_that_go_together(text: str, unit: str) -> None:
    assert troubles(text, unit) == []


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("spend_paid + leads", "", "formula_units_mixed"),
        ("spend_paid + 5", "", "formula_units_mixed"),
        ("min(spend_paid, leads)", "", "formula_units_mixed"),
        ("ratio(spend_paid, leads) + spend_paid", "", "formula_units_mixed"),
        ("ratio(spend_paid, leads)", "share", "formula_unit_differs"),
        ("ratio(leads, spend_paid)", "money", "formula_unit_differs"),
        ("spend_paid * spend_paid", "money", "formula_unit_differs"),
        ("leads", "money", "formula_unit_differs"),
        ("median_days_critical_seo_defect", "hours", "formula_unit_differs"),
    ],
)
def test_units_that_do_not(text: str, unit: str, code: str) -> None:
    assert [reason.code for reason in troubles(text, unit)] == [code]


def test_mixed_units_are_pointed_at_by_their_sign() -> None:
    reason = troubles("ratio(leads, sessions) - spend_paid")[0]
    assert (reason.values["character"], reason.values["left"], reason.values["right"]) == (24, "number", "money")


# Properties

HERE = Place(1, 1)
numbers = st.decimals(0, 999, allow_nan=False, places=2).map(lambda one: Number(one, HERE))
names = st.sampled_from(["spend", "leads", "zero"]).map(lambda one: Name(one, HERE))


def _larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        inner.map(lambda one: Minus(one, HERE)),
        st.builds(lambda sign, left, right: Binary(sign, left, right, HERE), st.sampled_from("+-*/"), inner, inner),
        st.builds(lambda name, some: Call(name, tuple(some), HERE), st.sampled_from(["min", "max"]),
                  st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda left, right: Call("ratio", (left, right), HERE), inner, inner),
    )  # fmt: skip


trees = st.recursive(st.one_of(numbers, names), _larger, max_leaves=8)


def written(node: Node) -> str:
    match node:
        case Number(number):
            return f"{number:f}"
        case Name(name):
            return name
        case Minus(inner):
            return f"-({written(inner)})"
        case Binary(sign, left, right):
            return f"({written(left)} {sign} {written(right)})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"


def python_of(node: Node) -> Decimal | None:
    """The same counted by hand; None once something is divided by zero."""
    match node:
        case Number(number):
            return number
        case Name(name):
            return KNOWN[name]
        case Minus(inner):
            one = python_of(inner)
            return None if one is None else -one
        case Binary(sign, left, right):
            return _two(sign, python_of(left), python_of(right))
        case Call("ratio", (above, below)):
            return _two("/", python_of(above), python_of(below))
        case Call(function, arguments):
            found = [python_of(one) for one in arguments]
            known = [one for one in found if one is not None]
            return None if len(known) < len(found) else {"min": min, "max": max}[function](known)


def _two(sign: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if left is None or right is None or (sign == "/" and not right):
        return None
    return {"+": left + right, "-": left - right, "*": left * right}.get(sign) if sign != "/" else left / right


@given(trees)
def test_what_is_written_is_read_back_and_counted_alike(tree: Node) -> None:
    text = written(tree)
    if len(text) > 500:
        return
    found, expected = value(text), python_of(tree)
    assert isinstance(found, NoData) if expected is None else found == expected


@given(st.text(max_size=60))
def test_no_text_does_anything_but_parse_or_say_what_is_wrong(text: str) -> None:
    try:
        formula = parse(text)
    except FormulaWrong as wrong:
        assert wrong.reason.code.startswith("formula_")
    else:
        assert check(formula, unit_of) is not None
