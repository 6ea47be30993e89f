"""Lints of what the plan would have paid: odds, dead zones, luck, gates, twins and rivals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from otdel.motivation.rules.lints import Context, Level, lint
from otdel.motivation.rules.lints.context import Moves
from otdel.motivation.rules.plan import Condition, Gate
from otdel.motivation.tests.lint_past import Series, context, fair, history
from otdel.motivation.tests.lint_plans import LIBRARY, SOUND, codes, found, mended

D = Decimal
OF_PAST = ("L09", "L10", "L11", "L18")


def past_of(changes: Series | None = None, noise: float = 0.0) -> Context:
    return context(SOUND, history({1: {**fair(), **(changes or {})}}, noise=noise))


def begun(code: str, *first: str | None) -> list[str | None]:
    """The fair past of a KPI, its first months otherwise."""
    return [*first, *fair()[code][len(first) :]]


def test_a_fair_past_finds_nothing() -> None:
    assert not [one for code in OF_PAST for one in found(SOUND, code, past_of())]


def test_a_target_that_was_never_reached_moves_to_where_it_is() -> None:
    rare = past_of({"ppc_ql": [f"0.{83 + place}" for place in range(12)]})
    assert "lint_target_rare" in codes(found(SOUND, "L09", rare))
    (one,) = (one for one in found(SOUND, "L09", rare) if one.because.code == "lint_target_rare")
    assert one.picture is not None
    assert one.mend is not None
    assert one.mend.proved
    assert one.mend.plan is not None
    assert one.mend.plan.components[0].curve[1].at < D("0.9")


def test_a_target_that_is_always_reached_asks_for_more() -> None:
    easy = past_of({"ppc_ql": [f"1.{10 + place}" for place in range(12)]})
    assert "lint_target_easy" in codes(found(SOUND, "L09", easy))


def test_a_plan_that_pays_nothing_in_three_months_of_twelve_is_eased() -> None:
    codes_ = ("ppc_ql", "ppc_cpql", "ppc_tests")
    bad = {code: begun(code, "0", "0", "0") for code in codes_}
    context_ = past_of(bad)
    (one,) = (one for one in found(SOUND, "L09", context_) if one.because.code == "lint_nothing_often")
    assert one.because.values["times"] in ("24", "25", "26")


def test_an_average_far_from_what_was_promised() -> None:
    poor = past_of({"ppc_ql": ["0.88"] * 12, "ppc_cpql": ["0.9"] * 12})
    assert "lint_average_low" in codes(found(SOUND, "L09", poor))
    rich = past_of({"ppc_ql": ["1.2"] * 12, "ppc_cpql": ["1.12"] * 12})
    assert "lint_average_high" in codes(found(SOUND, "L09", rich))


def test_a_dead_zone_gets_a_lower_floor() -> None:
    dead = past_of({"ppc_ql": begun("ppc_ql", "0.75", "0.78", "0.74", "0.79")})
    better = mended(SOUND, "L10", dead)
    assert better.components[0].curve[0].at < D("0.8")


def test_a_cap_that_is_often_reached_goes_up() -> None:
    often = {"ppc_ql": begun("ppc_ql", *["1.3"] * 3), "ppc_cpql": begun("ppc_cpql", *["1.2"] * 3)}
    plan = replace(SOUND, cap=D("1.2"))
    better = mended(plan, "L10", context(plan, history({1: {**fair(), **often}})))
    assert better.cap is not None
    assert better.cap > D("1.2")
    assert not found(SOUND, "L10", past_of(often)), "at 1.4 target variables it is not reached"


def test_small_counts_are_luck_until_they_are_averaged() -> None:
    assert not found(SOUND, "L11", past_of(noise=0.02))
    better = mended(SOUND, "L11", past_of(noise=0.2))
    assert {one.rolling for one in better.components} != {1}


def test_a_gate_that_fails_half_the_time_is_only_shown() -> None:
    half = past_of({"ppc_pace": ["1.2", "1"] * 6})
    better = mended(SOUND, "L18", half)
    assert better.gates[0].fail == 1


def test_a_gate_of_another_role_is_only_shown() -> None:
    plan = replace(SOUND, gates=(Gate("seo_index", Condition(low=D("0.85")), D("0.8")),))
    assert codes(found(plan, "L18")) == {"lint_gate_of_others"}
    assert mended(plan, "L18").gates[0].fail == 1


def test_five_months_are_too_few_and_it_is_said() -> None:
    short = context(SOUND, history({1: fair(5)}))
    for code in OF_PAST:
        (one,) = (one for one in lint(SOUND, short) if one.id == code)
        assert (one.level, one.because.code) == (Level.UNCHECKED, "too_few_periods")


def test_a_kpi_with_gaps_is_named() -> None:
    gaps = past_of({"ppc_tests": begun("ppc_tests", *[None] * 8)})
    (one,) = (one for one in lint(SOUND, gaps) if one.id == "L10")
    assert one.because.code == "lint_past_short"
    assert (one.because.values["kpi"], one.because.values["known"]) == ("ppc_tests", 4)


def moves(goes: str, high: str, right: str = "ppc_cpql", **more: object) -> Moves:
    periods = tuple(f"2026-{month:02}" for month in range(1, 11))
    return Moves("ppc_ql", right, D(goes), D(high), D(goes), periods, (D(1),) * 10, (D(1),) * 10, **more)  # type: ignore[arg-type]


def test_two_parts_that_always_move_together_are_one() -> None:
    known = replace(LIBRARY, within=(moves("0.91", "0.95"),))
    better = mended(SOUND, "L17", known)
    assert "ppc_cpql" not in {one.kpi for one in better.components}
    assert not found(SOUND, "L17", replace(LIBRARY, within=(moves("0.79", "0.9"),)))


@pytest.mark.parametrize(
    ("goes", "high", "shared", "tripped"),
    [
        ("-0.7", "-0.4", False, True),
        ("-0.7", "-0.4", True, False),
        ("-0.6", "0.1", False, False),
        ("0.7", "0.9", False, False),
    ],
)
def test_people_pulled_against_each_other(goes: str, high: str, shared: bool, tripped: bool) -> None:
    pair = moves(goes, high, "seo_ql", other="Olha", shared=shared)
    assert bool(found(SOUND, "L16", replace(LIBRARY, between=(pair,)))) is tripped


def test_a_declared_conflict_needs_no_past() -> None:
    facts = replace(LIBRARY.kpis["ppc_ql"], conflicts=("seo_ql",))
    known = replace(LIBRARY, kpis={**LIBRARY.kpis, "ppc_ql": facts})
    assert codes(found(SOUND, "L16", known)) == {"lint_conflict_declared"}
