"""Every measure and KPI of the role library can be counted here: registered, parsed, of a unit that fits."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from otdel.organisation.library import library
from otdel.organisation.library.shapes import KpiShape
from otdel.scorecard.measures.checking import Ready, ready, troubles
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.measures.sums import SUMS
from otdel.scorecard.rules.goals import judged, steps_of
from otdel.scorecard.rules.units import Way, dimension

KPIS = [kpi for role in library().ids for kpi in library().role(role).kpis]
SPECIAL = {"no_result", "cohort", "search.brand", "search.nonbrand", "ranks.all", "ranks.top10"}


def test_the_registry_has_the_measures_of_the_library_and_no_others() -> None:
    told = [code for code in MEASURES if library().measure_text(code, "en").definition]
    assert told == list(MEASURES)
    assert len(MEASURES) == 117


def test_each_measure_says_how_it_comes_to_a_value_and_who_knows_it() -> None:
    for one in MEASURES.values():
        assert one.sources, one.code
        assert dimension(one.dimension or one.unit) or one.unit in ("share", "ratio")
        if one.way is Way.FACTS:
            assert one.how in SUMS or one.how in SPECIAL, one.code
        if one.way is Way.PLAN:
            assert one.how in MEASURES, one.code
    assert Counter(one.way for one in MEASURES.values()) == {
        Way.FACTS: 31, Way.TYPED: 44, Way.RECORDS: 31, Way.PLAN: 11,
    }  # fmt: skip


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.id)
def test_every_formula_of_the_library_parses_and_its_units_fit(kpi: KpiShape) -> None:
    assert troubles(kpi.formula, kpi.unit) == []
    made = ready(kpi.formula)
    assert isinstance(made, Ready)
    assert all(meaning(name) for name in made.names)
    if kpi.min_sample:
        assert meaning(kpi.min_sample.measure)


def test_there_are_sixty_seven_of_them() -> None:
    assert len(KPIS) == 67


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.id)
def test_every_threshold_of_the_library_can_judge(kpi: KpiShape) -> None:
    """At its target a KPI is good, far on the bad side of its floor it is not; a watched one is never judged."""
    steps = steps_of(kpi.threshold)
    if steps.pattern == "monitor":
        assert judged(steps, kpi.direction, Decimal(1)).state == ""
        return
    low = steps.pattern == "plan_ratio_low"
    target = steps.low if steps.pattern == "corridor" else steps.target
    assert target is not None
    assert judged(steps, kpi.direction, 1 / target if low else target).state == "good"
    bad = target * 10 if kpi.direction == "lower" else -target
    assert judged(steps, kpi.direction, bad).state == "off"
