"""Every state of a money page has an address, and the address leads back to the state."""

from datetime import date
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from otdel.evidence.asked import Asked, asked
from otdel.evidence.queries import Basis
from otdel.kit.calendar import containing, named
from otdel.kit.period import Period

TODAY = date(2026, 11, 23)

states = st.builds(
    Asked,
    span=st.sampled_from([None, named("2026-q3"), named("2025"), named("2026-02-03..2026-02-20")]),
    compare=st.sampled_from(["before", "year", "none"]),
    basis=st.sampled_from(list(Basis)),
    with_vat=st.sampled_from([None, True, False]),
    channel=st.sampled_from(["", "paid_search", "Пошук & карти"]),
    campaign=st.sampled_from(["", "brand", "100% ?=&"]),
)


@given(states)
def test_an_address_leads_back_to_its_state(state: Asked) -> None:
    assert asked(dict(parse_qsl(state.query().removeprefix("?"))), TODAY) == state


def test_an_empty_address_asks_about_this_quarter() -> None:
    assert asked({}, TODAY).span == containing(TODAY, "quarter")


def test_a_running_quarter_ends_with_yesterday() -> None:
    assert asked({}, TODAY).period(TODAY) == Period(date(2026, 10, 1), TODAY)


def test_today_alone_can_be_asked_about() -> None:
    assert Asked(named("2026-11-23")).period(TODAY) == Period.day(TODAY)


def test_the_first_morning_of_a_quarter_is_not_an_empty_period() -> None:
    first = date(2026, 10, 1)
    assert Asked(containing(first, "quarter")).period(first) == Period.quarter(2026, 4)


def test_nonsense_in_an_address_is_read_as_usual() -> None:
    strange = {"period": "yesterday'; drop", "compare": "7", "basis": "gut", "vat": "maybe"}
    assert asked(strange, TODAY) == asked({}, TODAY)


def test_a_running_quarter_is_compared_with_as_many_days_of_the_last_one() -> None:
    # 1 October to 22 November are 53 days; today itself is not over and is not counted
    assert Asked(containing(TODAY, "quarter")).compared(TODAY) == Period(date(2026, 7, 1), date(2026, 8, 23))


def test_a_finished_quarter_is_compared_with_the_whole_one_before() -> None:
    assert Asked(named("2026-q3")).compared(TODAY) == Period.quarter(2026, 2)


def test_a_leap_day_a_year_ago_is_the_last_of_february() -> None:
    leap = Asked(named("2024-02-29"), compare="year")
    assert leap.compared(TODAY) == Period.day(date(2023, 2, 28))


def test_all_days_have_nothing_to_be_compared_with() -> None:
    assert Asked(None).compared(TODAY) is None
