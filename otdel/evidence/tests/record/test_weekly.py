"""What the model sees are the numbers of the Money page, week by week, and nothing that is not whole yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from otdel.evidence.asked import asked
from otdel.evidence.exchange_mix import as_csv
from otdel.evidence.queries.company import company_money, company_question
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.rules.lag import LagCurve
from otdel.evidence.rules.weeks import Known, whole_weeks
from otdel.evidence.tests.company import Company
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL, history, land
from otdel.kit.period import Period
from otdel.kit.viewer import NotAllowed, Role, Viewer

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def test_sums_over_weeks_are_those_of_the_money_page_to_the_cent(
    shop: Company, viewers: dict[Role, Viewer], today: date
) -> None:
    """As a specialist sees it: no salaries; every week on its own, and all of them together."""
    seen, specialist = weekly(viewers[Role.OWNER]), viewers[Role.SPECIALIST]
    question = company_question(specialist, asked({}, today), today)
    assert seen.period and len(seen.weeks) > 60
    for period, weeks in [
        (seen.period, seen.weeks),
        *((Period(one.start, one.start + WEEK), (one,)) for one in seen.weeks[::20]),
    ]:
        answer = company_money(specialist, replace(question, period=period, compare=None))
        assert sum(week.margin for week in weeks) == answer.total.sums.margin.amount
        spent = {row.channel: row.sums.spend.amount for row in answer.channels if row.sums.spend.amount}
        assert spent == {
            channel: sum(week.spend[place] for week in weeks) for place, channel in enumerate(seen.channels)
        }


def test_everybody_sees_the_same_weeks_and_no_salaries(shop: Company, viewers: dict[Role, Viewer]) -> None:
    may = [viewers[role] for role in (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)]
    digests = {weekly(viewer).digest for viewer in may}
    seen = weekly(viewers[Role.OWNER])
    assert len(digests) == 1
    assert seen.channels == (SEARCH, SOCIAL)
    assert all(week.spend[0] < 5 * 7 * 500 * Decimal("1.4") for week in seen.weeks)
    assert "mix_without_salaries" in {one.code for one in seen.notes}
    with pytest.raises(NotAllowed):
        weekly(viewers[Role.CONTRACTOR])


def test_weeks_begin_on_monday_and_end_before_sales_that_are_still_to_come(
    shop: Company, viewers: dict[Role, Viewer], today: date
) -> None:
    """A sale is paid three days after it was made, so a week is whole a few days after its Sunday."""
    seen = weekly(viewers[Role.HEAD])
    assert seen.weeks[0].start.weekday() == 0 and seen.period
    assert (today - seen.period.end).days in range(3, 11)
    assert all(one.start + WEEK == after.start for one, after in zip(seen.weeks, seen.weeks[1:], strict=False))


def test_costs_without_a_rate_are_left_out_and_named(viewers: dict[Role, Viewer], today: date) -> None:
    shop = history(today, weeks=30)
    shop.spend(
        "70.00", day=today - timedelta(days=60), source="bing", campaign="B", campaign_type="Search", currency="GBP"
    )
    land(shop)
    notes = {one.code: one.values for one in weekly(viewers[Role.HEAD]).notes}
    assert notes["mix_without_rate"] == {"amount": "70", "currency": "GBP"}


def test_costs_of_the_department_answer_for_no_channel(viewers: dict[Role, Viewer], today: date) -> None:
    shop = history(today, weeks=30)
    shop.spend(
        "999.00",
        day=today - timedelta(days=60),
        source="manual",
        campaign_id="tool 2",
        campaign="Tracker",
        campaign_type="",
    )
    land(shop)
    seen = weekly(viewers[Role.HEAD])
    assert seen.channels == (SEARCH, SOCIAL)
    assert {one.code: one.values.get("amount") for one in seen.notes}["mix_without_department"] == "999"


def test_before_any_facts_there_are_no_weeks_and_it_says_what_is_missing(viewers: dict[Role, Viewer]) -> None:
    seen = weekly(viewers[Role.HEAD])
    assert seen.weeks == () and seen.period is None
    assert [one.code for one in seen.left_out] == ["mix_sales_unknown"]


def test_weeks_survive_their_record_and_their_table(shop: Company, viewers: dict[Role, Viewer]) -> None:
    seen = weekly(viewers[Role.HEAD])
    assert Weekly.read(seen.plain()) == seen
    lines = as_csv(seen).decode("utf-8-sig").splitlines()
    assert len(lines) == len(seen.weeks) + 1
    assert lines[0].startswith("week,currency,margin,spend: paid_search,spend: paid_social")


def known(**changes: Any) -> Known:
    """Sales and spend of two years up to Monday, 23 November 2026, nearly all paid within a week."""
    usual = Known(
        MONDAY, date(2024, 11, 18), MONDAY, LagCurve(100, (0, 7), (0.6, 1.0)), {"ads": (date(2024, 11, 18), MONDAY)}
    )
    return replace(usual, **changes)


def test_a_week_whose_sales_are_still_to_come_is_left_out() -> None:
    quick, slow = known(curve=LagCurve(100, (0,), (1.0,))), known(curve=LagCurve(100, (0, 20), (0.6, 1.0)))
    assert whole_weeks(quick).period == Period(date(2024, 11, 18), MONDAY)
    late = whole_weeks(slow)
    assert late.period == Period(date(2024, 11, 18), MONDAY - 3 * WEEK)
    assert [(one.code, one.values["weeks"]) for one in late.left_out] == [("mix_weeks_immature", 3)]


def test_the_running_week_is_never_whole() -> None:
    thursday = MONDAY + timedelta(days=3)
    found = whole_weeks(known(today=thursday, as_of=thursday, curve=None))
    assert found.period and found.period.end == MONDAY
    assert found.left_out[0].values == {"week": "2026-11-23"}


def test_spend_that_has_not_come_is_not_taken_for_zero() -> None:
    """One of two systems is a week late; one that fell silent half a year ago has simply ended."""
    spans = {
        "ads": (date(2024, 11, 18), MONDAY),
        "late": (date(2024, 11, 18), date(2026, 11, 10)),
        "over": (date(2024, 11, 18), date(2026, 5, 1)),
    }
    found = whole_weeks(known(spend=spans, curve=LagCurve(100, (0,), (1.0,))))
    assert found.period and found.period.end == date(2026, 11, 9)
    assert found.left_out[0].values == {"source": "late", "until": "2026-11-10", "weeks": 2}


def test_sales_begin_later_than_spend() -> None:
    found = whole_weeks(known(since=date(2025, 3, 5), curve=None))
    assert found.period and found.period.start == date(2025, 3, 10)
    assert found.left_out[0].code == "mix_weeks_before_sales"
