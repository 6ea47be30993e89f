"""Days and moments as exports write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.connectors.columns.days import NotADay, date_order, day, days, instant, orders, period
from otdel.kit.period import Period

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
EN = "January February March April May June July August September October November December".split()  # noqa: SIM905
RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
UK = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()  # noqa: SIM905


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23", "2026/11/23", "20261123", "23.11.2026", "23.11.26", "23-11-2026", "November 23, 2026",
        "Nov 23, 2026", "23 November 2026", "23 ноября 2026 г.", "23 листопада 2026 р.", "Mon, 23 Nov 2026",
        "2026-11-23 10:15:00",
        "2026-11-23T10:15:00Z", "23.11.2026 10:15",
    ],
)  # fmt: skip
def test_a_day_in_many_hands(text: str) -> None:
    assert day(text) == date(2026, 11, 23)


def test_the_order_of_the_file_decides() -> None:
    assert day("03/04/2026", "dmy") == date(2026, 4, 3)
    assert day("03/04/2026", "mdy") == date(2026, 3, 4)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "tomorrow", "45678", "12", "2026-11-2x", "23 foo 2026"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        day(text)


def test_no_date_is_no_day() -> None:
    assert day(" --") is None


@given(DAYS)
def test_days_come_back_in_every_language(value: date) -> None:
    n = value.month - 1
    assert day(value.isoformat()) == day(value.strftime("%d.%m.%Y")) == value
    assert day(f"{value.day} {UK[n]} {value.year} р.") == value
    assert day(f"{value.day} {RU[n]} {value.year} г.") == value
    assert day(f"{EN[n]} {value.day}, {value.year}") == day(f"{EN[n][:3]} {value.day}, {value.year}") == value


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)), st.integers(-12, 14))
def test_instants_keep_their_offset(naive: datetime, hours: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert instant(moment.isoformat()) == moment.astimezone(UTC)
    assert instant(moment.strftime("%Y-%m-%d %H:%M:%S %z")) == moment.astimezone(UTC)  # as Shopify writes it


def test_an_instant_without_an_offset_is_in_the_zone_asked_for() -> None:
    assert instant("05.04.2026 21:06", zone="Europe/Kyiv") == datetime(2026, 4, 5, 18, 6, tzinfo=UTC)
    assert instant("4/5/2026 9:06 PM", "mdy") == datetime(2026, 4, 5, 21, 6, tzinfo=UTC)


def column(*cells: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string())])


def test_one_day_past_the_twelfth_decides_for_the_file() -> None:
    assert date_order([orders(column("03/04/2026", "25/04/2026"))]) == ("dmy", [])
    assert date_order([orders(column("03/04/2026", "04/25/2026"))]) == ("mdy", [])
    assert date_order([orders(column("03.04.2026"))]) == ("dmy", [])


def test_days_that_fit_both_ways_stay_open() -> None:
    assert date_order([orders(column("03/04/2026", "05/06/2026"))]) == ("", ["03/04/2026", "05/06/2026"])
    assert date_order([orders(column("05/05/2026"))]) == ("dmy", [])  # the same either way


def test_a_file_written_in_two_orders_is_not_guessed() -> None:
    """A real file has 11/16/2024 beside 20-11-2024: reading 05-11-2024 either way would be a guess."""
    order, samples = date_order([orders(column("11/16/2024", "20-11-2024", "05-11-2024"))])
    assert (order, samples[:2]) == ("", ["20-11-2024", "11/16/2024"])


def test_a_column_marks_its_bad_cells() -> None:
    parsed = days(column("2026-01-02", "soon", ""))
    assert parsed.values.to_pylist() == [date(2026, 1, 2), None, None]
    assert parsed.bad.to_pylist() == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "April 1, 2026 - April 30, 2026", "1 April 2026 - 30 April 2026", "1 апреля 2026 г. - 30 апреля 2026 г.",
        "1 квітня 2026 р. – 30 квітня 2026 р.", "20260401-20260430", "20260401 - 20260430", "2026-04-01 to 2026-04-30",
        "01.04.2026 - 30.04.2026", "01.04.2026-30.04.2026",
    ],
)  # fmt: skip
def test_a_line_of_two_days_is_a_period(text: str) -> None:
    assert period(text) == Period.month(2026, 4)


@pytest.mark.parametrize("text", ["Campaign report", "All Users", "2026", "April 30, 2026 - April 1, 2026", "A: 7-8"])
def test_other_lines_are_not(text: str) -> None:
    assert period(text) is None
