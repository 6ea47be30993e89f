"""A file of weeks becomes data, or every cell that forbids it is named with its week, column and line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.mix.checking import check
from otdel.analytics.mix.reading import Asked
from otdel.analytics.mix.tests.files import ASKED, FIRST, HEADER, codes, reading, rows, spoilt


def test_a_clean_file_is_read_to_the_last_cell() -> None:
    found = reading(rows())
    assert found.data is not None
    assert not found.faults
    assert found.data.starts[0] == FIRST
    assert (len(found.data.starts), found.data.step_days) == (104, 7)
    assert found.data.spend[3].tolist() == [float(cell) for cell in rows()[3][2:4]]
    assert found.data.controls[:, 0].tolist() == [float(row[4]) for row in rows()]
    assert found.lines[:2] == (2, 3)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("%d.%m.%Y", date(2024, 1, 1)),
        ("%m/%d/%Y", date(2024, 1, 1)),
        ("%d/%m/%y", date(2024, 1, 1)),
        ("%Y%m%d", date(2024, 1, 1)),
        ("%G-W%V", date(2024, 1, 1)),
        ("%Y-%m-%d 00:00:00", date(2024, 1, 1)),
        ("%d %b %Y", date(2024, 1, 1)),
        ("%b %d, %Y", date(2024, 1, 1)),
    ],
)
def test_days_are_read_as_people_and_tools_write_them(written: str, first: date) -> None:
    cells = [[date.fromisoformat(row[0]).strftime(written), *row[1:]] for row in rows()]
    found = reading(cells)
    assert found.data is not None, codes(found)
    assert found.data.starts[0] == first
    assert len(found.data.starts) == 104


def test_rows_in_another_order_are_the_same_weeks() -> None:
    forwards, backwards = reading(rows()), reading(rows()[::-1])
    assert forwards.data is not None
    assert backwards.data is not None
    assert np.array_equal(forwards.data.target, backwards.data.target)
    assert backwards.lines[0] == 105


def test_decimal_commas_and_spaced_thousands_are_numbers() -> None:
    cells = [
        [row[0], *(f"{float(cell):,.2f}".replace(",", " ").replace(".", ",") for cell in row[1:])] for row in rows()
    ]
    found = reading(cells)
    assert found.data is not None, codes(found)
    assert found.data.target[0] == float(rows()[0][1])


def test_a_number_that_may_be_thousands_is_asked_about() -> None:
    cells = [[row[0], "1,234", "1,500", "2,000", "1"] for row in rows()]
    assert codes(reading(cells)) == ["mix_decimal_unclear"]
    read = reading(cells, replace(ASKED, decimal="."))
    assert read.data is not None
    assert read.data.target[0] == 1234
    assert reading(cells, replace(ASKED, decimal=",")).data is not None


@pytest.mark.parametrize("text", ["n.a.", "12k", "inf", "1e99", "#REF!", "=SUM(A1)", "ten", "1-2", "12 apples"])
def test_text_in_a_number_is_named_with_line_week_and_column(text: str) -> None:
    found = reading(spoilt(4, "tv", text))
    assert found.data is None
    fault = found.faults[0]
    assert fault.reason.code == "mix_text_in_number"
    assert (fault.line, fault.week, fault.column) == (6, date(2024, 1, 29), "tv")
    assert fault.reason.values["text"] == text


@pytest.mark.parametrize("text", ["", "nan", "-", "null"])
def test_an_empty_cell_of_spend_is_not_a_zero_unless_somebody_says_so(text: str) -> None:
    found = reading(spoilt(4, "tv", text))
    assert codes(found) == ["mix_blank_spend"]
    assert (found.faults[0].line, found.faults[0].column) == (6, "tv")
    read = reading(spoilt(4, "tv", text), replace(ASKED, blank_is_zero=True))
    assert read.data is not None
    assert read.data.spend[4, 1] == 0


def test_an_empty_control_is_refused() -> None:
    assert codes(reading(spoilt(9, "price", ""))) == ["mix_blank_control"]


def test_the_last_weeks_without_a_target_are_left_out_and_said() -> None:
    cells = rows()
    cells[-1][1] = cells[-2][1] = ""
    found = reading(cells)
    assert found.data is not None
    assert len(found.data.starts) == 102
    assert codes(found) == ["mix_blank_target"]
    assert found.faults[0].week == date.fromisoformat(cells[-2][0])


def test_a_missing_week_is_named_and_the_longest_stretch_is_kept() -> None:
    cells = rows()
    del cells[30]
    found = reading(cells)
    assert found.data is not None
    assert codes(found) == ["mix_gap", "mix_longest_run"]
    assert found.faults[0].week == date(2024, 7, 29)
    assert len(found.data.starts) == 73
    assert found.data.starts[0] == date(2024, 8, 5)


def test_a_week_that_stands_twice_is_refused_with_both_lines() -> None:
    cells = rows()
    cells.insert(10, list(cells[10]))
    found = reading(cells)
    assert found.data is None
    assert codes(found) == ["mix_week_twice"]
    assert found.faults[0].reason.values["again"] == 13
    assert found.faults[0].line == 12


def test_a_file_by_region_is_told_from_a_file_with_a_double_week() -> None:
    cells = [row for row in rows() for _region in range(3)]
    found = reading(cells)
    assert codes(found) == ["mix_rows_by_part"]
    assert found.faults[0].reason.values["rows"] == 3


def test_a_week_that_begins_on_another_day_is_refused() -> None:
    found = reading(spoilt(20, "week", "2024-05-21"))
    assert codes(found) == ["mix_day_off_grid"]
    assert found.faults[0].line == 22


def test_months_are_too_coarse() -> None:
    cells = rows(40)
    for place, row in enumerate(cells):
        row[0] = date(2022 + place // 12, place % 12 + 1, 1).isoformat()
    assert codes(reading(cells)) == ["mix_step_odd"]


def test_days_are_read_as_days() -> None:
    found = reading(rows(200, step=1))
    assert found.data is not None
    assert found.data.step_days == 1


@pytest.mark.parametrize("text", ["2024-13-01", "soon", "", "0001-01-01", "31.02.2024"])
def test_what_is_no_day_is_named(text: str) -> None:
    found = reading(spoilt(3, "week", text), replace(ASKED, dates="week"))
    assert codes(found) == ["mix_not_a_day"]
    assert found.faults[0].line == 5


def test_days_and_months_that_contradict_each_other_are_refused() -> None:
    cells = rows()
    cells[0][0], cells[1][0] = "13/01/2024", "01/20/2024"
    assert codes(reading(cells, replace(ASKED, dates="week"))) == ["mix_dates_unclear"]


def test_a_total_row_is_no_week_and_said() -> None:
    cells = [*rows(), ["Разом", "1", "2", "3", "4"], ["", "", "", "", ""]]
    found = reading(cells, replace(ASKED, dates="week"))
    assert found.data is not None
    assert codes(found) == ["mix_total_row"]
    assert found.faults[0].line == 106


def test_a_target_in_another_currency_than_spend_is_refused() -> None:
    header = ("week", "revenue (USD)", "search, ₴", "tv, UAH", "price")
    found = reading(rows(), header=header)
    assert codes(found) == ["mix_target_other_currency"]
    assert found.faults[0].reason.values["one"] == "USD"
    assert found.faults[0].reason.values["two"] == "UAH"


def test_the_currency_of_cells_counts_as_that_of_headers_does() -> None:
    cells = [[row[0], f"${row[1]}", f"{row[2]} грн", f"{row[3]} грн.", row[4]] for row in rows()]
    assert codes(reading(cells)) == ["mix_target_other_currency"]


def test_one_cell_in_another_currency_is_named() -> None:
    cells = [[row[0], row[1], f"€{row[2]}", row[3], row[4]] for row in rows()]
    cells[7][2] = "$12.50"
    found = reading(cells)
    assert "mix_currencies_in_column" in codes(found)
    assert found.data is None
    assert found.faults[0].line == 9


def test_spend_in_two_currencies_is_refused() -> None:
    header = ("week", "revenue", "search_usd", "tv_uah", "price")
    assert codes(reading(rows(), header=header)) == ["mix_spend_in_two_currencies"]


def test_columns_are_found_in_any_case_and_without_their_currency() -> None:
    header = ("Week", "Revenue, UAH", "Search (UAH)", "TV (UAH)", "price")
    found = reading(rows(), header=header)
    assert found.data is not None
    assert found.data.channels == ("Search", "TV")
    assert found.data.currency == "UAH"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (replace(ASKED, target="sales"), "mix_no_column"),
        (replace(ASKED, spend=("search", "radio")), "mix_no_column"),
        (replace(ASKED, spend=("search", "search")), "mix_channel_twice"),
        (replace(ASKED, spend=("search", "revenue")), "mix_column_of_two_kinds"),
        (replace(ASKED, controls=("tv",)), "mix_column_of_two_kinds"),
        (replace(ASKED, dates="day"), "mix_no_column"),
        (replace(ASKED, spend=()), "mix_no_channels"),
        (replace(ASKED, country="XX"), "mix_unknown_country"),
    ],
)
def test_a_wrong_question_is_answered_with_what_there_is(asked: Asked, code: str) -> None:
    assert codes(reading(rows(), asked)) == [code]


def test_a_star_is_every_column_it_fits() -> None:
    found = reading(rows(), replace(ASKED, spend=("*",), controls=()))
    assert found.data is not None
    assert found.data.channels == ("search", "tv", "price")


def test_two_columns_of_one_name_are_not_chosen_between() -> None:
    header = ("week", "revenue", "tv", "tv", "price")
    assert "mix_column_twice" in codes(reading(rows(), replace(ASKED, spend=("tv",)), header))


def test_whether_the_target_is_money_is_told_by_its_name_or_said_to_be_a_guess() -> None:
    orders = reading(rows(), replace(ASKED, target="orders"), ("week", "orders", "search", "tv", "price"))
    assert orders.data is not None
    assert not orders.data.target_is_money
    unknown = reading(rows(), replace(ASKED, target="y"), ("week", "y", "search", "tv", "price"))
    assert codes(unknown) == ["mix_kind_guessed"]


def test_the_country_adds_its_holidays_and_black_friday_as_a_week_of_its_own() -> None:
    found = reading(rows(), replace(ASKED, country="UA"))
    assert found.data is not None
    black = found.data.holidays[:, found.data.holiday_names.index("black_friday")]
    full = [found.data.starts[place] for place in np.flatnonzero(black > 0.99)]
    assert full == [date(2024, 11, 25), date(2025, 11, 24)]


CELLS = st.one_of(
    st.sampled_from(["", "0", "-1", "1,5", "1.5", "1,234", "nan", "inf", "1e400", "₴5", "$5", "x", "2024-01-01", "-"]),
    st.text(max_size=6),
    st.floats(allow_nan=True).map(str),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 103), st.integers(0, 4), CELLS), max_size=6), st.booleans())
def test_whatever_stands_in_the_cells_nothing_read_is_not_a_number(
    changes: list[tuple[int, int, str]],
    blank_is_zero: bool,
) -> None:
    cells = rows()
    for row, column, text in changes:
        cells[row][column] = text
    found = reading(cells, replace(ASKED, blank_is_zero=blank_is_zero))
    if found.data is None:
        assert any(one.refuses for one in found.faults)
        return
    for block in (found.data.target, found.data.spend, found.data.controls):
        assert np.isfinite(block).all()
    assert len(found.lines) == len(found.data.starts) == len(found.data.target)
    check(found.data)


def test_the_header_alone_is_no_data() -> None:
    assert codes(reading([], replace(ASKED, dates="week"))) == ["mix_no_rows"]
    assert codes(reading([])) == ["mix_no_rows"], "that no column holds dates would be beside the point"
    assert HEADER[0] == "week"


def test_one_week_is_too_few_and_not_a_strange_distance() -> None:
    assert codes(reading(rows(1))) == ["mix_too_few_weeks"]
