"""What was said of a goal stays as it was said, whatever is changed, undone, removed or recomputed after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from otdel.forecasting.models import EarlyWarning, Forecast, KeptAsMadeError
from otdel.forecasting.queries.forecasts import goal, goal_tree, seen_before
from otdel.forecasting.queries.quality import quality
from otdel.forecasting.queries.warnings import warnings_for
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.services.watching import watch
from otdel.forecasting.tests.conftest import TODAY, Department, land, plan, year
from otdel.kit.calendar import containing
from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.valuing import Valuer

MARGIN = "contribution_margin_marketing"
NOVEMBER = containing(TODAY, "month")


def said() -> list[dict[str, Any]]:
    return [dict(row) for row in Forecast.objects.order_by("id").values()]


@pytest.fixture
def forecast(team: Department) -> Department:
    plan(MARGIN, 70_000)
    work_of(TODAY)
    return team


def test_a_forecast_is_neither_changed_nor_deleted(forecast: Department) -> None:
    before, row = said(), Forecast.objects.get(code=MARGIN, unit="month")
    row.odds = 0.99
    for tried in (
        row.save,
        row.delete,
        lambda: Forecast.objects.filter(code=MARGIN).update(odds=0.99),
        lambda: Forecast.objects.bulk_update([row], ["odds"]),
        lambda: Forecast.objects.filter(pk=row.pk).delete(),
        lambda: Forecast.objects.update_or_create(pk=row.pk, defaults={"odds": 0.99}),
    ):
        with pytest.raises(KeptAsMadeError), transaction.atomic():
            tried()
    assert said() == before


def test_a_person_who_was_forecast_is_not_deleted(forecast: Department) -> None:
    assert Forecast.objects.filter(member=forecast.members["ihor"]).exists()
    with pytest.raises(ProtectedError):
        forecast.members["ihor"].delete()


def test_facts_that_change_make_a_new_forecast_beside_the_old_one(forecast: Department) -> None:
    before = said()
    land(year(seed=6))
    work_of(TODAY)
    now = said()
    assert now[: len(before)] == before
    assert len(now) > len(before)
    assert len(seen_before(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER)) == 1, "of a day the last is shown"


def test_facts_put_back_say_what_was_said_and_nothing_is_kept_twice(forecast: Department) -> None:
    before = said()
    land(year(seed=6))
    work_of(TODAY)
    land(year())
    changed = said()
    work_of(TODAY)
    assert said() == changed, "the first forecast stands already"
    assert changed[: len(before)] == before


def test_a_kpi_that_is_gone_stays_in_the_past_and_hides_what_it_may_have_held(forecast: Department) -> None:
    before = said()
    Kpi.objects.all().delete()
    assert said() == before
    lines = {line.code: line for line in goal_tree(AT_TERMINAL, NOVEMBER).every}
    assert lines["cmo_cac"].name == "cmo_cac", "called by its code"
    assert lines["cmo_cac"].middle is not None
    hidden = goal(forecast.viewer(Role.SPECIALIST), "kpi", "cmo_cac", 0, NOVEMBER)
    assert hidden.reason is not None
    assert hidden.middle is None
    work_of(TODAY + timedelta(days=40))
    quality(AT_TERMINAL)


def test_a_measure_this_version_does_not_count_stops_nobody(forecast: Department) -> None:
    """Its forecast stays, and the goals beside it are judged when their month is over."""
    row = Forecast.objects.get(code=MARGIN, unit="month")
    row.pk, row.code, row._state.adding = None, "gone_measure", True
    row.save()
    warned = EarlyWarning.objects.get(code=MARGIN)
    warned.pk, warned.code, warned.topic = None, "gone_measure", "measure:gone_measure:0:day:2026-11-01"
    warned.sort, warned.unit, warned.end = "corridor", "day", TODAY
    warned.evidence = {"value": 1.0, "low": 2.0, "middle": 3.0, "high": 4.0}
    warned.save()
    work_of(TODAY + timedelta(days=45))
    assert "gone_measure" in {line.code for line in goal_tree(AT_TERMINAL, NOVEMBER).every}
    assert "gone_measure" in {one.code for one in warnings_for(AT_TERMINAL)}


def test_a_clock_set_back_tells_nobody_twice_and_shows_nothing_of_the_days_to_come(
    forecast: Department, valuer: Valuer
) -> None:
    told = EarlyWarning.objects.filter(code=MARGIN).count()
    work_of(TODAY + timedelta(days=3))
    assert goal(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER).seen_on == TODAY
    assert [one.seen_on for one in seen_before(AT_TERMINAL, "measure", MARGIN, 0, NOVEMBER)] == [TODAY]
    later = EarlyWarning.objects.filter(code=MARGIN).count()
    work_of(TODAY - timedelta(days=1))
    work_of(TODAY)
    assert EarlyWarning.objects.filter(code=MARGIN).count() == later
    assert told == 1


def test_days_without_a_file_are_one_message(team: Department, valuer: Valuer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four days of nothing stand together: told once, and not once more when the fifth is missing as well."""
    from otdel.forecasting.queries.history import Days, History
    from otdel.scorecard.measures.registry import MEASURES
    from otdel.scorecard.queries.answer import EVERYTHING

    history = History(valuer.book)
    days = history.days(MEASURES["leads"], EVERYTHING, TODAY)
    assert isinstance(days, Days)
    days.known[-5:-1] = 0
    watch(valuer.holders, history, TODAY)
    leads = EarlyWarning.objects.filter(code="leads")
    assert [(one.start, one.evidence["days"]) for one in leads] == [(TODAY - timedelta(days=5), 4)]
    days.known[-1:] = 0
    watch(valuer.holders, history, TODAY)
    watch(valuer.holders, history, TODAY + timedelta(days=1))
    assert leads.count() == 1


def test_a_company_wide_number_is_not_told_to_a_contractor_whose_kpi_sounds_like_it(
    team: Department, valuer: Valuer
) -> None:
    """The writer's KPI counts qualified_leads_content; leads of the company are the head's matter."""
    from otdel.forecasting.services.watching import _holder

    kpi = next(one for one in valuer.holders.kpis_on(TODAY) if one.role.code == "copywriter")
    for formula in ("sum(qualified_leads_content)", "sum(leads)"):
        kpi.formula = formula
        others = [one for one in valuer.holders.kpis if one is not kpi]
        for other in others:
            other.formula = other.formula.replace("leads", "visits")
        assert _holder(valuer.holders, "leads", TODAY) is None


def test_a_warning_of_a_number_that_holds_salaries_tells_a_specialist_nothing(forecast: Department) -> None:
    hidden = EarlyWarning.objects.create(
        sort="odds", topic="kpi:cmo_cac:0:month:2026-11-01", kind="kpi", code="cmo_cac", unit="month",
        start=NOVEMBER.period.start, end=NOVEMBER.period.end, raised_on=TODAY, evidence={"odds": 0.03, "left": 8},
    )  # fmt: skip
    from otdel.forecasting.queries.warnings import warning

    assert hidden.pk in {one.id for one in warnings_for(forecast.viewer(Role.HEAD))}
    assert hidden.pk not in {one.id for one in warnings_for(forecast.viewer(Role.SPECIALIST))}
    with pytest.raises(NotAllowed):
        warning(forecast.viewer(Role.SPECIALIST), hidden.pk)
    hidden.to = forecast.members["ihor"]
    hidden.save()
    line = warning(forecast.viewer(Role.SPECIALIST), hidden.pk)
    assert (line.reason.code, dict(line.evidence), line.right) == ("holds_salaries", {}, None)
