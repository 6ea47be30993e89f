"""What a running period is expected to end at, beside the number of the scorecard, for whoever may see that number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.expected import expected_ends
from otdel.forecasting.queries.forecasts import goal
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.calendar import containing
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL, Role
from otdel.organisation.queries.members import ref
from otdel.scorecard.queries.cards import scorecard
from otdel.scorecard.queries.values import kpi_value

NOVEMBER = containing(TODAY, "month")


@pytest.fixture
def planned(team: Department) -> Department:
    plan("spend_paid", 15_000)
    work_of(TODAY)
    return team


def test_the_scorecard_shows_what_the_month_is_expected_to_end_at(planned: Department) -> None:
    card = scorecard(AT_TERMINAL, "month", TODAY, 3)
    (row,) = [one for one in card.every if one.code == "ppc_pace" and one.who]
    assert not isinstance(row.forecast, NoData)
    line = goal(AT_TERMINAL, "kpi", "ppc_pace", planned.members["ihor"].pk, NOVEMBER)
    assert line.range80 is not None
    assert line.middle is not None
    assert row.forecast == tuple(Decimal(repr(one)) for one in (line.range80.low, line.middle, line.range80.high))
    assert row.forecast[0] < row.forecast[1] < row.forecast[2]


def test_the_answer_of_one_kpi_has_it_too(planned: Department) -> None:
    ihor = ref(planned.members["ihor"])
    assert not isinstance(kpi_value(AT_TERMINAL, "ppc_pace", ihor, NOVEMBER).forecast, NoData)


def test_a_month_that_is_over_and_a_week_have_none(planned: Department) -> None:
    october = scorecard(AT_TERMINAL, "month", date(2026, 10, 31), 3)
    week = kpi_value(AT_TERMINAL, "ppc_pace", ref(planned.members["ihor"]), containing(TODAY, "week"))
    assert october.every
    assert [*(row.forecast for row in october.every), week.forecast] == [NoData.because("forecast_not_made")] * (
        len(october.every) + 1
    )


def test_nobody_is_told_the_end_of_a_number_they_may_not_see(planned: Department) -> None:
    """The copywriter does not see the buyer's numbers, nor the department's; the buyer sees both of his."""
    keys = [("ppc_pace", planned.members["ihor"].pk), ("cmo_cac", 0)]
    assert set(expected_ends(planned.viewer(Role.CONTRACTOR), NOVEMBER, keys)) == set()
    assert set(expected_ends(planned.viewer(Role.ACCOUNTANT), NOVEMBER, keys)) == set()
    assert keys[0] in expected_ends(planned.viewer(Role.SPECIALIST), NOVEMBER, keys)


def test_a_number_with_salaries_in_it_stays_hidden(planned: Department) -> None:
    """The full cost of a new customer holds what people are paid."""
    Forecast.objects.create(
        kind="kpi", code="cmo_cac", unit="month", start=NOVEMBER.period.start, end=NOVEMBER.period.end, seen_on=TODAY,
        seed=1, draws=1, digest="x", quantiles=[float(n) for n in range(17)],
    )  # fmt: skip
    key = ("cmo_cac", 0)
    assert expected_ends(planned.viewer(Role.SPECIALIST), NOVEMBER, [key]) == {}
    found = expected_ends(planned.viewer(Role.OWNER), NOVEMBER, [key])
    assert found == {key: (Decimal("3.0"), Decimal("8.0"), Decimal("13.0"))}


def test_what_could_not_be_forecast_today_is_not_shown_as_it_was_yesterday(planned: Department) -> None:
    key = ("ppc_pace", planned.members["ihor"].pk)
    kept = Forecast.objects.filter(kind="kpi", code=key[0], unit="month").latest("id")
    kept.pk, kept.quantiles, kept.reason, kept.digest = None, [], {"code": "too_short_history", "values": {}}, "y"
    kept._state.adding = True  # another one, made later on the same day
    kept.save()
    assert key not in expected_ends(AT_TERMINAL, NOVEMBER, [key])
