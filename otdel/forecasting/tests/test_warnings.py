"""Early warnings: to the one who can act, once, with what was known; what comes of them; whether they were right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from otdel.accounts.services import Refused
from otdel.forecasting.models import EarlyWarning, Forecast, Outcome, State
from otdel.forecasting.queries.history import History
from otdel.forecasting.queries.quality import Quality, quality
from otdel.forecasting.queries.warnings import limits, signals, warning, warnings_for
from otdel.forecasting.queries.warnings import replay as replay_of
from otdel.forecasting.services.alarms import dismiss, make_task, set_limits
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.services.judging import judge
from otdel.forecasting.services.replaying import mondays, replay
from otdel.forecasting.services.watching import breaks_of, watch
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role
from otdel.planning.models import Task
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.queries.answer import EVERYTHING
from otdel.scorecard.queries.valuing import Valuer
from otdel.web.reasons import say

MARGIN, PAID = "contribution_margin_marketing", "contribution_margin_paid"


def of_margin() -> EarlyWarning:
    return EarlyWarning.objects.get(code=MARGIN, unit="month")


def test_a_goal_in_doubt_is_told_to_the_head_and_a_persons_goal_to_the_person(team: Department) -> None:
    plan(MARGIN, 70_000)
    plan(PAID, 70_000, team.members["ihor"])
    work_of(TODAY)
    assert of_margin().to == team.members["maryna"]
    assert EarlyWarning.objects.get(code=PAID).to == team.members["ihor"]
    line = warning(team.viewer(Role.HEAD), of_margin().pk)
    assert say(line.reason).endswith("the chance to be on target is 1 in 100, with 8 days left.")
    assert line.evidence["plan"] == 70_000
    assert line.evidence["high"] < 70_000


def test_a_goal_within_reach_is_not_talked_about(team: Department) -> None:
    plan(MARGIN, 45_000)
    work_of(TODAY)
    assert not EarlyWarning.objects.filter(code=MARGIN).exists()


def test_a_goal_is_told_of_once_however_many_ways_it_is_written(team: Department) -> None:
    """Ihor's leads are a KPI against the plan and a planned measure, of the month and of the quarter."""
    for month in (10, 11, 12):
        plan("qualified_leads_paid", 200, team.members["ihor"], Period.month(2026, month))
    work_of(TODAY)
    told = EarlyWarning.objects.filter(member=team.members["ihor"], code__in=("ppc_ql", "qualified_leads_paid"))
    assert [(one.code, one.unit) for one in told] == [("ppc_ql", "month")]
    assert Forecast.objects.filter(code="qualified_leads_paid", odds__lt=0.2).count() == 2


def test_the_same_doubt_is_told_once(team: Department) -> None:
    plan(MARGIN, 70_000)
    work_of(TODAY)
    work_of(TODAY)
    work_of(TODAY + timedelta(days=1))
    assert EarlyWarning.objects.filter(code=MARGIN).count() == 1


def test_nobody_is_told_in_the_first_days_of_a_period(team: Department) -> None:
    plan(MARGIN, 70_000, period=Period.quarter(2026, 4))
    set_limits(team.viewer(Role.OWNER), 0.2, 0.9)
    work_of(TODAY)
    assert not EarlyWarning.objects.filter(code=MARGIN).exists(), "of the quarter 58 in 100 is over"
    assert limits(team.viewer(Role.SPECIALIST)).share == 0.9


def test_a_company_that_wants_no_messages_gets_none(team: Department) -> None:
    plan(MARGIN, 70_000)
    set_limits(team.viewer(Role.HEAD), 0.2, 0.25, silent=True)
    work_of(TODAY)
    assert not EarlyWarning.objects.exists()


def test_limits_are_shares_and_set_by_who_leads(team: Department) -> None:
    with pytest.raises(Refused) as refusal:
        set_limits(team.viewer(Role.HEAD), 20, 0.25)
    assert refusal.value.reason.code == "limits_outside"
    with pytest.raises(NotAllowed):
        set_limits(team.viewer(Role.SPECIALIST), 0.2, 0.25)


def test_a_warning_becomes_a_task_that_knows_why(team: Department) -> None:
    plan(MARGIN, 70_000)
    work_of(TODAY)
    number = of_margin().pk
    task = make_task(team.viewer(Role.HEAD), number, team.members["ihor"].pk, TODAY + timedelta(days=2))
    assert Task.objects.get() == task
    assert task.source["code"] == "goal_in_doubt"
    line = warning(team.viewer(Role.HEAD), number)
    assert (line.state, line.task, line.may_decide) == (State.ACTED, task.pk, False)
    with pytest.raises(Refused) as refusal:
        dismiss(team.viewer(Role.OWNER), number, "late")
    assert refusal.value.reason.code == "warning_decided"


def test_setting_a_warning_aside_needs_a_reason_and_the_right_person(team: Department) -> None:
    plan(MARGIN, 70_000)
    work_of(TODAY)
    number = of_margin().pk
    with pytest.raises(Refused):
        dismiss(team.viewer(Role.HEAD), number, "  ")
    with pytest.raises(NotAllowed):
        dismiss(team.viewer(Role.SPECIALIST), number, "not mine")
    dismiss(team.viewer(Role.HEAD), number, "The plan is being changed")
    assert of_margin().state == State.DISMISSED
    assert number not in {one.id for one in signals(team.viewer(Role.HEAD))}


def test_today_shows_each_what_is_theirs_to_do(team: Department) -> None:
    plan(MARGIN, 70_000)
    plan(PAID, 70_000, team.members["ihor"])
    work_of(TODAY)
    of = {role: {one.code for one in signals(team.viewer(role))} for role in Role}
    assert MARGIN in of[Role.HEAD]
    assert PAID not in of[Role.HEAD], "Ihor was told"
    assert PAID in of[Role.SPECIALIST]
    assert MARGIN not in of[Role.SPECIALIST]
    assert MARGIN in of[Role.OWNER]
    assert not of[Role.ACCOUNTANT]
    assert not of[Role.CONTRACTOR] & {MARGIN, PAID}


def test_a_day_without_leads_looks_like_a_file_that_did_not_come(team: Department, valuer: Valuer) -> None:
    history = History(valuer.book)
    days = history.days(MEASURES["leads"], EVERYTHING, TODAY)
    assert not isinstance(days, NoData)
    days.known[-2] = 0
    (found,) = [one for one in breaks_of(days) if one.place == len(days.known) - 2]
    assert (found.sort, found.fault) == ("import", "nothing")
    watch(valuer.holders, history, TODAY)
    told = EarlyWarning.objects.get(code="leads", sort="import")
    assert told.start == date(2026, 11, 21)
    watch(valuer.holders, history, TODAY + timedelta(days=1))
    assert EarlyWarning.objects.filter(code="leads", start=date(2026, 11, 21)).count() == 1
    line = warning(AT_TERMINAL, told.pk)
    assert "looks like a file that did not come" in say(line.reason)


def test_a_month_of_mondays_is_replayed_judged_and_scored(team: Department) -> None:
    """September's plan was out of reach, and every Monday from the second on would have said so."""
    plan(MARGIN, 70_000, period=Period.month(2026, 9))
    plan("revenue_marketing", 60_000, period=Period.month(2026, 9))
    days = mondays(TODAY, 12)
    assert days[-1] == date(2026, 11, 16)
    assert replay(TODAY, weeks=12) == 12
    assert replay(TODAY, weeks=12) == 0, "each Monday once"
    came = {one.code: one.reached for one in Outcome.objects.filter(start=date(2026, 9, 1), whose=0, kind="measure")}
    assert came == {MARGIN: False, "revenue_marketing": True}
    told = EarlyWarning.objects.filter(code=MARGIN).order_by("raised_on")
    assert told[0].raised_on == date(2026, 9, 14), "a quarter of the month had to be over"
    assert all(one.right for one in told)
    assert not warnings_for(AT_TERMINAL, ""), "replayed ones trouble nobody"
    found = replay_of(AT_TERMINAL)
    assert found.kept.right >= 1
    assert found.raised == EarlyWarning.objects.count()
    score = quality(AT_TERMINAL)
    assert isinstance(score, Quality)
    assert score.replayed == score.forecasts > 0
    goals = {one.code: one.score for one in score.by_goal}
    assert goals[f"measure:{MARGIN}"].brier is not None
    assert (goals[f"measure:{MARGIN}"].brier or 0) < 0.01
    assert goals["measure:revenue_marketing"].cover80.count == 4, "four Mondays lie in September"


def test_an_outcome_waits_until_late_sales_are_in(team: Department, valuer: Valuer) -> None:
    plan(MARGIN, 50_000, period=Period.month(2026, 10))
    october = containing(date(2026, 10, 12), "month")
    Forecast.objects.create(
        kind="measure", code=MARGIN, unit="month", start=october.period.start, end=october.period.end,
        seen_on=date(2026, 10, 12), seed=1, draws=1, digest="d", low=50_000, odds=0.9, quantiles=[1.0] * 17,
    )  # fmt: skip
    history = History(valuer.book)
    assert judge(valuer, history, TODAY) == 0
    assert judge(valuer, history, date(2026, 12, 1)) == 1
    assert Outcome.objects.get().reached is True


def test_without_anything_judged_quality_says_so(team: Department) -> None:
    found = quality(AT_TERMINAL)
    assert isinstance(found, NoData)
    assert found.reason.code == "no_forecast_judged_yet"
