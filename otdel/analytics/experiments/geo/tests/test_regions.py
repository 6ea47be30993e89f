"""Ranges hold what they promise, sets of regions are chosen for a reason, and bad rows are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from otdel.analytics.experiments.ab.lift import Range
from otdel.analytics.experiments.findings import Refused
from otdel.analytics.experiments.geo.checking import doubts, test_of
from otdel.analytics.experiments.geo.effect import effect_of, side_by_side
from otdel.analytics.experiments.geo.fits import fit
from otdel.analytics.experiments.geo.handing import handed
from otdel.analytics.experiments.geo.markets import Wanted, choose
from otdel.analytics.experiments.geo.placebo import over_time
from otdel.analytics.experiments.geo.playing import Played
from otdel.analytics.experiments.geo.reading import Asked, places_of, read
from otdel.analytics.experiments.geo.shapes import Estimator, Floats, Panel, design_of
from otdel.analytics.mix.reading import Table

FIRST = date(2026, 1, 1)


def sales(seed: int, regions: int = 12, steps: int = 120, apart: float = 0.3) -> Floats:
    """Regions of unlike size under common swings that they follow more or less (by `apart`), with a week."""
    chance = np.random.default_rng(seed)
    swings = np.cumsum(chance.normal(0, 0.02, (2, steps)), axis=1)
    week = 1 + 0.2 * np.sin(np.arange(steps) * 2 * np.pi / 7)
    level, leaning = np.exp(chance.normal(5, 0.7, regions)), chance.normal(0.5, apart, (regions, 2))
    return np.asarray(level[:, None] * week * np.exp(leaning @ swings + chance.normal(0, 0.05, (regions, steps))))


def panel_of(values: Floats) -> Panel:
    days = tuple(FIRST + timedelta(days=at) for at in range(values.shape[1]))
    return Panel(tuple(f"r{at:02}" for at in range(len(values))), days, values)


def table(values: Floats, leave: set[tuple[int, int]] = frozenset()) -> Table:  # type: ignore[assignment]
    rows = [
        ((FIRST + timedelta(days=day)).isoformat(), f"r{region:02}", f"{value:.4f}")
        for region, series in enumerate(values)
        for day, value in enumerate(series)
        if (region, day) not in leave
    ]
    return Table(("date", "region", "revenue"), tuple(rows), tuple(range(2, len(rows) + 2)))


ASKED = Asked("date", "region", "revenue", ("r00", "r01"))


def alarms(kind: Estimator, apart: float) -> float:
    """The share of 200 worlds without any treatment in which one is seen at a chance of 0.1."""
    found = 0
    for seed in range(200):
        design = design_of(panel_of(sales(seed, apart=apart)), [0, 1], 100, 120)
        found += over_time(kind, design, fit(kind, design.treated, design.controls, 100)) <= 0.1
    return found / 200


def test_where_nothing_was_done_false_alarms_are_about_as_rare_as_said() -> None:
    assert 0.05 < alarms(Estimator.DEMEANED, 0.0) < 0.15


def test_where_regions_drift_apart_weights_alarm_less_than_the_mean_of_all() -> None:
    """And more than they say: the page of the documentation warns of it with these figures."""
    weighted, mean = alarms(Estimator.DEMEANED, 0.3), alarms(Estimator.REGRESSION, 0.3)
    assert weighted < mean
    assert weighted < 0.2


def test_ranges_hold_a_lift_that_was_put_in() -> None:
    held = 0
    for seed in range(60):
        values = sales(seed)
        added = 0.1 * values[[0, 1], 100:].mean()
        values[[0, 1], 100:] += added
        found = effect_of(Estimator.DEMEANED, design_of(panel_of(values), [0, 1], 100, 120), share=0.9, regions=False)
        held += found.step_range.holds(added)
    assert held / 60 > 0.8


def test_all_ways_stand_side_by_side_and_see_a_large_lift() -> None:
    values = sales(3)
    values[[0, 1], 100:] *= 1.5
    seen: list[tuple[int, int]] = []
    effects = side_by_side(design_of(panel_of(values), [0, 1], 100, 120), progress=lambda *at: seen.append(at))
    assert [one.kind for one in effects] == list(Estimator)
    assert seen[-1] == (5, 5)
    for one in effects:
        assert one.lift == pytest.approx(0.5, abs=0.15)
        assert one.regions is not None
        assert one.regions.chance < 0.1


def test_an_effect_is_handed_to_the_mix_model_with_its_error() -> None:
    panel = panel_of(sales(3))
    design = design_of(panel, [0, 1], 100, 120)
    effect = effect_of(Estimator.DEMEANED, design, regions=False)
    given, lost = handed(effect, panel, design), handed(effect, panel, design, switched_off=True)
    assert given is not None
    assert lost is not None
    assert (given.start, given.end) == (FIRST + timedelta(days=100), FIRST + timedelta(days=120))
    assert given.lift == -lost.lift == effect.total
    assert given.error == pytest.approx((effect.total_range.high - effect.total_range.low) / 3.92, rel=1e-4)
    endless = replace(effect, total_range=Range(-float("inf"), 5.0))
    assert handed(endless, panel, design) is None


def test_a_fit_without_any_miss_has_a_range_with_ends() -> None:
    values = np.outer(np.arange(1, 7), 100.0 + np.arange(60) % 7)
    for kind in (Estimator.REGRESSION, Estimator.DIFFERENCE):
        effect = effect_of(kind, design_of(panel_of(values), [2], 40, 60), regions=False)
        assert effect.a_step == 0
        assert effect.chance == 1
        assert -1 < effect.step_range.low <= 0 <= effect.step_range.high < 1


def test_a_large_move_just_before_the_test_is_told() -> None:
    values = sales(5)
    values[[0, 1], 80:100] *= 1.3
    effect = effect_of(Estimator.DEMEANED, design_of(panel_of(values), [0, 1], 100, 120), regions=False)
    assert "experiment.moved_before" in [one.reason.code for one in doubts(effect, (), ["x"] * 10)]


def test_the_choice_prefers_quiet_regions_and_counts_up() -> None:
    values = sales(7, regions=10, steps=200)
    chance = np.random.default_rng(0)
    values[5:] *= np.exp(chance.normal(0, 0.5, (5, 200)))
    done: list[tuple[int, int]] = []
    found = choose(panel_of(values), Wanted(20, sizes=(1, 2)), progress=lambda *at: done.append(at))
    assert set(found[0].places) <= set(range(5))
    assert found[0].noticed(0.8) < 0.2 < found[0].chance(0.5)
    assert [one.noticed(0.8) for one in found] == sorted(one.noticed(0.8) for one in found)
    assert done[-1][0] == done[-1][1]


def test_what_the_choice_promises_is_judged_by_the_same_test() -> None:
    values = sales(8)
    least = Played(values, 20).least([0, 1], 0.05)
    for lift, noticed in ((least * 1.05, True), (least * 0.9, False)):
        changed = values.copy()
        changed[[0, 1], 100:] *= 1 + lift
        design = design_of(panel_of(changed), [0, 1], 100, 120)
        found = fit(Estimator.DEMEANED, design.treated, design.controls, 100)
        assert (over_time(Estimator.DEMEANED, design, found) <= 0.05) is noticed


def test_regions_forced_in_and_barred_are_so_and_a_short_past_refuses() -> None:
    panel = panel_of(sales(9))
    for one in choose(panel, Wanted(10, sizes=(2,), forced=(3,), barred=(4,))):
        assert 3 in one.places
        assert 4 not in one.places
    with pytest.raises(Refused, match="past_too_short"):
        choose(panel_of(sales(9)[:, :20]), Wanted(28))


def test_a_region_with_gaps_is_left_out_and_named() -> None:
    panel, found = read(table(sales(1), {(7, 40), (7, 41), (9, 3)}), ASKED)
    assert {"r07", "r09"}.isdisjoint(panel.regions)
    assert [one.reason.values["regions"] for one in found] == ["r07, r09"]
    assert found[0].reason.values["steps"] == 3


def test_gaps_of_a_treated_region_take_the_day_from_all_and_many_refuse() -> None:
    panel, found = read(table(sales(1), {(0, 40), (0, 41)}), ASKED)
    assert panel.values.shape == (12, 118)
    assert [(one.reason.code, one.reason.values["count"]) for one in found] == [("experiment.steps_left_out", 2)]
    with pytest.raises(Refused, match="region_mostly_gaps"):
        read(table(sales(1), {(0, day) for day in range(40)}), ASKED)


def test_dates_without_a_row_are_zero_only_when_that_is_said() -> None:
    gaps = {(0, day) for day in range(40)} | {(5, 3)}
    panel, found = read(table(sales(1), gaps), Asked("date", "region", "revenue", ("r00",), blank_is_zero=True))
    assert panel.values.shape == (12, 120)
    assert panel.values[0, :40].tolist() == [0.0] * 40
    assert [(one.reason.code, one.reason.values["count"]) for one in found] == [("experiment.absent_is_zero", 41)]


def test_a_constant_region_is_left_out_and_a_constant_treated_one_refuses() -> None:
    values = sales(1)
    values[6] = 100.0
    panel, found = read(table(values), ASKED)
    assert "r06" not in panel.regions
    assert found[0].reason.code == "experiment.regions_constant"
    values[0] = 100.0
    with pytest.raises(Refused, match="treated_constant"):
        read(table(values), ASKED)


def test_one_region_and_all_regions_treated_have_nothing_to_be_compared_with() -> None:
    with pytest.raises(Refused, match="no_controls"):
        read(table(sales(1)[:1]), Asked("date", "region", "revenue", ("r00",)))
    with pytest.raises(Refused, match="no_controls"):
        read(table(sales(1)[:2]), ASKED)


def test_two_values_of_a_day_refuse_unless_they_are_parts() -> None:
    plain = table(sales(1))
    twice = Table(plain.header, (*plain.rows, (plain.rows[0][0], "R00", "5")), (*plain.lines, 9999))
    with pytest.raises(Refused, match="two_values") as refused:
        read(twice, ASKED)
    assert refused.value.finding.line == 9999
    panel, _ = read(twice, Asked("date", "region", "revenue", ("r00",), add_up=True))
    assert panel.values[0, 0] == pytest.approx(sales(1)[0, 0] + 5, abs=1e-3)


def test_a_test_cut_short_by_the_file_and_one_outside_of_it() -> None:
    panel, _ = read(table(sales(1)), ASKED)
    treated = places_of(panel, ["R01"])
    design, found = test_of(panel, treated, FIRST + timedelta(days=100), FIRST + timedelta(days=140))
    assert design.length == 20
    assert found[0].reason.code == "experiment.test_stopped_early"
    assert (found[0].reason.values["steps"], found[0].reason.values["planned"]) == (20, 40)
    for start, end, code in ((200, 210, "test_outside"), (100, 100, "test_backwards"), (5, 20, "too_short_before")):
        with pytest.raises(Refused, match=code):
            test_of(panel, treated, FIRST + timedelta(days=start), FIRST + timedelta(days=end))


def test_bad_cells_are_named_by_line_and_the_good_rows_kept() -> None:
    plain = table(sales(1))
    rows = list(plain.rows)
    rows[5], rows[700] = ("soon", "r00", "5"), (rows[700][0], rows[700][1], "many")
    _, found = read(Table(plain.header, tuple(rows), plain.lines), ASKED)
    assert [(one.reason.code.partition(".")[2], one.line) for one in found[:2]] == [
        ("not_a_day", 7),
        ("not_a_number", 702),
    ]
