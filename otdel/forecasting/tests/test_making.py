"""A year of a lamp shop forecast: the same numbers as the scorecard, parts that add up, kept once as made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.forecasts import goal, goal_tree, paths_of, running, seen_before
from otdel.forecasting.queries.futures import ByDay, Futures
from otdel.forecasting.queries.history import Days, History
from otdel.forecasting.queries.reaching import Ended, Reaching
from otdel.forecasting.queries.steps import PlanSteps, plan_steps
from otdel.forecasting.queries.subjects import Subject
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import FIRST, LATE, TODAY, Department, plan
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.models import Engagement
from otdel.organisation.queries.members import ref
from otdel.planning.models import Task
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi, Target
from otdel.scorecard.queries.answer import EVERYTHING
from otdel.scorecard.queries.values import kpi_value
from otdel.scorecard.queries.valuing import Valuer

MARGIN, PAID = "contribution_margin_marketing", "contribution_margin_paid"
NOVEMBER = containing(TODAY, "month")


def history(valuer: Valuer) -> History:
    return History(valuer.book)


def test_days_add_up_to_the_number_of_the_scorecard(valuer: Valuer) -> None:
    for code in (MARGIN, "revenue_marketing", "spend_paid", "qualified_leads", "new_customers"):
        days = history(valuer).days(MEASURES[code], EVERYTHING, TODAY)
        assert isinstance(days, Days), code
        october = Period.month(2026, 10)
        at = (october.start - days.start).days
        exact = valuer.book.measure(MEASURES[code], EVERYTHING, october).value
        assert not isinstance(exact, NoData)
        assert days.known[at : at + 31].sum() == pytest.approx(float(exact), rel=1e-9), code


def test_a_past_morning_does_not_know_what_was_paid_later(valuer: Valuer) -> None:
    """A third of the sales is paid ten days late: of the last ten days two thirds were known."""
    then = date(2026, 9, 14)
    known = history(valuer).days(MEASURES["revenue_marketing"], EVERYTHING, then)
    later = history(valuer).days(MEASURES["revenue_marketing"], EVERYTHING, TODAY)
    assert isinstance(known, Days)
    assert isinstance(later, Days)
    whole = later.known[: len(known.known)]
    assert known.known[-LATE:].sum() / whole[-LATE:].sum() == pytest.approx(2 / 3, abs=0.04)
    assert known.known[:-LATE] == pytest.approx(whole[:-LATE])
    assert known.whole[-LATE:].sum() == pytest.approx(whole[-LATE:].sum(), rel=0.06), "and the rest was expected"


def test_ads_bring_all_the_margin_so_their_paths_are_its_paths(valuer: Valuer) -> None:
    """Parts and the rest, on every path: here the rest is nothing."""
    futures = Futures(history(valuer), TODAY, NOVEMBER.period.end, draws=200)
    futures.prepare([(MEASURES[MARGIN], EVERYTHING), (MEASURES[PAID], EVERYTHING)])
    whole, part = futures.of(MEASURES[MARGIN], EVERYTHING), futures.of(MEASURES[PAID], EVERYTHING)
    assert isinstance(whole, ByDay)
    assert isinstance(part, ByDay)
    assert whole.total(NOVEMBER.period) == pytest.approx(part.total(NOVEMBER.period), rel=1e-6)
    assert whole.parts


def test_the_first_path_through_the_formula_is_what_the_engine_makes_of_it(team: Department, valuer: Valuer) -> None:
    plan("spend_paid", 15_000)
    fresh = Valuer.load(TODAY)
    reaching = Reaching(fresh, Futures(History(fresh.book), TODAY, NOVEMBER.period.end, draws=50))
    kpi = Kpi.objects.get(code="ppc_pace")
    ihor = ref(team.members["ihor"])
    ended = reaching.ended(Subject("kpi", "ppc_pace", ihor, kpi.role_id), kpi, NOVEMBER)
    assert isinstance(ended, Ended)
    line = ended.lines["spend_paid"]
    assert isinstance(line, ByDay)
    assert ended.values == pytest.approx(line.total(NOVEMBER.period) / 15_000)
    assert (ended.aim.low, ended.aim.high) == (0.95, 1.03)
    so_far = kpi_value(AT_TERMINAL, "ppc_pace", ihor, NOVEMBER).value
    assert not isinstance(so_far, NoData)
    assert ended.so_far == pytest.approx(float(so_far))


def test_the_margin_goal_has_odds_a_range_and_a_pace(team: Department) -> None:
    """37,976 were sold in 22 days, 32,690 of it known; at 1,774 a day the month comes to about 52,000."""
    plan(MARGIN, 52_000)
    work_of(TODAY)
    line = goal(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER)
    assert line.reason is None
    assert line.range80 is not None
    assert line.so_far == pytest.approx(32_690, abs=1)
    assert line.range80.low < 37_976 + 8 * 1_774 < line.range80.high
    assert line.odds is not None
    assert 0.05 < line.odds < 0.95
    assert line.range80.high - line.range80.low < 6_000, "eight days are left of a calm shop"
    assert line.pace is not None
    assert line.pace.left == 8
    assert line.pace.needed == pytest.approx((52_000 - 37_976) / 8, rel=0.1)
    assert [note.code for note in line.notes] == ["days_not_finished"]
    assert line.fan[-1].day == NOVEMBER.period.end
    assert line.fan[-1].plan == pytest.approx(52_000)
    assert line.fan[-1].middle == pytest.approx(line.middle)
    assert len(line.dots) == 20


def test_an_easy_plan_and_an_impossible_one(team: Department) -> None:
    plan(MARGIN, 40_000)
    plan("revenue_marketing", 200_000)
    work_of(TODAY)
    easy, never = (goal(AT_TERMINAL, "measure", code, 0, NOVEMBER) for code in (MARGIN, "revenue_marketing"))
    assert easy.odds is not None
    assert never.odds is not None
    assert easy.odds > 0.99
    assert never.odds < 0.01
    assert never.odds > 0, "hundreds of paths rule nothing out"


def test_the_same_facts_are_forecast_once(team: Department) -> None:
    plan(MARGIN, 54_000)
    first = work_of(TODAY)
    assert first.new == Forecast.objects.count() > 0
    again = work_of(TODAY)
    assert again.new == 0
    assert Forecast.objects.count() == first.new
    plan("new_customers", 60)
    work_of(TODAY)
    assert Forecast.objects.filter(code="new_customers").count() == 2, "of the month, and of a quarter without odds"


def test_another_plan_the_same_day_is_another_forecast_and_both_are_kept(team: Department) -> None:
    row = plan(MARGIN, 54_000)
    work_of(TODAY)
    row.value = 60_000
    row.save()
    work_of(TODAY)
    assert Forecast.objects.filter(code=MARGIN, unit="month").count() == 2
    assert goal(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER).plan == 60_000
    (seen,) = seen_before(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER)
    assert seen.plan == 60_000, "the last of a day stands for it"


def test_the_tree_has_company_department_and_people(team: Department) -> None:
    plan(MARGIN, 54_000)
    plan(PAID, 54_000, team.members["ihor"])
    work_of(TODAY)
    tree = goal_tree(AT_TERMINAL, running(AT_TERMINAL, "month"))
    assert [line.code for line in tree.company] == [MARGIN]
    assert {"cmo_cac", "cmo_budget"} <= {line.code for line in tree.department}
    assert [one.who.name for one in tree.people] == ["Ihor Bondar", "Maryna Lys", "Yulia Pavlenko"]
    ihor = next(one for one in tree.people if one.who.name == "Ihor Bondar")
    assert PAID in {line.code for line in ihor.lines}


def test_a_department_and_its_head_are_told_the_same_number(team: Department) -> None:
    plan("marketing_cost_total", 15_000)
    plan("new_customers", 60)
    work_of(TODAY)
    own = goal(AT_TERMINAL, "kpi", "cmo_cac", team.members["maryna"].pk, NOVEMBER)
    assert own.reason is None
    whole = goal(AT_TERMINAL, "kpi", "cmo_cac", 0, NOVEMBER)
    assert replace(own, id=0, who=None, level=whole.level, made_at=whole.made_at) == replace(whole, id=0)


def test_a_newcomer_is_asked_a_part_of_the_target(team: Department) -> None:
    Engagement.objects.filter(member=team.members["ihor"]).update(start=date(2026, 11, 1), ramp=[0.5])
    Kpi.objects.filter(code="ppc_tests").update(start=date(2026, 1, 1))
    plan("qualified_leads_paid", 60, None)
    work_of(TODAY)
    line = goal(AT_TERMINAL, "kpi", "ppc_ql", team.members["ihor"].pk, NOVEMBER)
    assert line.plan == pytest.approx(0.5)
    assert "newcomer" in [note.code for note in line.notes]


def test_without_a_plan_there_is_a_range_and_no_odds(team: Department) -> None:
    """For the quarter: its other months were never planned."""
    plan(MARGIN, 54_000)
    work_of(TODAY)
    line = goal(AT_TERMINAL, "measure", MARGIN, 0, containing(TODAY, "quarter"))
    assert line.odds is None
    assert line.range80 is not None
    assert "nothing_planned" in [note.code for note in line.notes]


def test_what_nobody_ever_read_is_not_forecast_and_says_why(team: Department) -> None:
    Target.objects.create(kpi="cop_first", start=date(2026, 1, 1), target=1)
    work_of(TODAY)
    line = goal(AT_TERMINAL, "kpi", "cop_first", team.members["yulia"].pk, NOVEMBER)
    assert line.reason is not None
    assert line.reason.code in ("too_short_history", "only_zeros")
    assert line.odds is None
    assert line.dots == ()


def test_pay_may_ask_for_the_ends_of_a_kpi(team: Department) -> None:
    plan("spend_paid", 15_000)
    work_of(TODAY)
    ihor = team.members["ihor"].pk
    found = paths_of(AT_TERMINAL, ["ppc_pace", "ppc_romi"], ihor, NOVEMBER)
    assert list(found) == ["ppc_pace"]
    assert len(found["ppc_pace"]) == 20
    assert list(found["ppc_pace"]) == sorted(found["ppc_pace"])
    assert paths_of(AT_TERMINAL, ["ppc_pace"], ihor, containing(TODAY, "year")) == {}


def test_a_quarters_plan_is_split_over_its_months_and_says_how(team: Department) -> None:
    plan("revenue_marketing", 276_000, period=Period.quarter(2026, 4))
    found = plan_steps(AT_TERMINAL, "revenue_marketing", 0, containing(TODAY, "quarter"))
    assert isinstance(found, PlanSteps)
    assert found.split is not None
    assert found.split.code == "plan_split_evenly", "there was no whole autumn a year ago"
    assert [step.plan for step in found.months] == pytest.approx([93_000, 90_000, 93_000])
    assert [step.over for step in found.months] == [True, False, False]
    assert isinstance(found.months[2].value, NoData)
    assert sum(step.plan or 0 for step in found.weeks) <= 276_000


def test_work_accepted_later_still_adds_up_to_the_month(team: Department) -> None:
    """Twelve tasks due through October, each done six days after it was due: none on its day, all in the month."""
    for month in range(3, 11):
        for day in range(1, 13):
            due = date(2026, month, day)
            done = datetime(2026, month, day + 6, 10, tzinfo=UTC)
            Task.objects.create(
                title="Post", kind="post", owner=team.members["maryna"], first_due=due, due=due,
                created_at=done - timedelta(days=20), handed_at=done, accepted_at=done,
            )  # fmt: skip
    valuer = Valuer.load(TODAY)
    for code in ("tasks_due", "tasks_done_by_first_due", "posts_planned"):
        days = history(valuer).days(MEASURES[code], EVERYTHING, TODAY)
        if isinstance(days, Days):
            at = (date(2026, 10, 1) - days.start).days
            exact = valuer.book.measure(MEASURES[code], EVERYTHING, Period.month(2026, 10)).value
            assert not isinstance(exact, NoData)
            assert days.known[at : at + 31].sum() == float(exact), code
    due_days = history(valuer).days(MEASURES["tasks_due"], EVERYTHING, TODAY)
    assert isinstance(due_days, Days)


def test_a_share_never_passes_one_on_any_path(team: Department) -> None:
    for offset in range(240):
        due = TODAY - timedelta(days=offset + 1)
        at = datetime(due.year, due.month, due.day, 10, tzinfo=UTC)
        done = at if offset % 3 else None
        Task.objects.create(
            title="Write", owner=team.members["ihor"], first_due=due, due=due, created_at=at - timedelta(days=9),
            handed_at=done, accepted_at=done,
        )  # fmt: skip
    work_of(TODAY)
    line = goal(AT_TERMINAL, "kpi", "cmo_on_time", 0, NOVEMBER)
    assert line.reason is None
    assert line.range95 is not None
    assert line.range95.high <= 1
    assert line.middle == pytest.approx(2 / 3, abs=0.05)


def test_a_count_has_no_halves(valuer: Valuer) -> None:
    futures = Futures(history(valuer), TODAY, NOVEMBER.period.end, draws=200)
    line = futures.of(MEASURES["leads"], EVERYTHING)
    assert isinstance(line, ByDay)
    totals = line.total(NOVEMBER.period)
    assert (totals == np.rint(totals)).all()
    assert totals.std() > 0


def test_a_source_that_stopped_is_not_a_row_of_zeros(team: Department, valuer: Valuer) -> None:
    """Leads end four days ago: those days are forecast like the ones to come."""
    days = history(valuer).days(MEASURES["leads"], EVERYTHING, TODAY)
    assert isinstance(days, Days)
    assert days.start == FIRST
    assert days.end == TODAY
    book = valuer.book
    found = History(book)
    found._days[found.key(MEASURES["leads"], EVERYTHING)] = FIRST, days.known[:-4]
    futures = Futures(found, TODAY, NOVEMBER.period.end, draws=100)
    line = futures.of(MEASURES["leads"], EVERYTHING)
    assert isinstance(line, ByDay)
    assert line.paths.shape == (100, 8 + 4)
    assert np.median(line.total(Period(TODAY - timedelta(days=4), TODAY))) == pytest.approx(8, abs=3)
