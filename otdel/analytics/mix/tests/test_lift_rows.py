"""Rows of lift tests: what the model cannot use is named, never left out in silence."""

from __future__ import annotations

import pytest

from otdel.analytics.mix.reading import Table, lift_tests
from otdel.analytics.mix.shapes import MixData
from otdel.analytics.mix.tests.files import reading, rows

HEADER = ("channel", "start", "end", "lift", "error", "measured_to")


def two_years() -> MixData:
    """From 1 January 2024 to 28 December 2025; the TV is silent in the first five weeks."""
    cells = rows()
    for row in cells[:5]:
        row[3] = "0"
    data = reading(cells).data
    assert data is not None
    return data


def told(*cells: str) -> tuple[int, list[str]]:
    """How many tests were read and the codes of what is wrong."""
    tests, faults = lift_tests(Table(HEADER, (cells,) if cells else (), (2,) if cells else ()), two_years())
    return len(tests), [one.reason.code for one in faults]


def test_a_test_up_to_the_last_day_counts() -> None:
    assert told("search", "2025-12-01", "2025-12-15", "900", "80", "2025-12-29") == (1, [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("search", "2023-12-25", "2024-01-15", "900", "80", ""), "mix_test_partly"),
        (("search", "2025-12-15", "2026-01-05", "900", "80", ""), "mix_test_partly"),
        (("search", "2025-12-01", "2025-12-15", "900", "80", "2026-01-12"), "mix_test_partly"),
        (("search", "2026-02-02", "2026-02-09", "900", "80", ""), "mix_test_outside"),
        (("tv", "2024-01-08", "2024-01-22", "900", "80", ""), "mix_test_silent"),
        (("search", "2025-12-01", "2025-12-15", "90000", "9000", ""), "mix_test_beyond"),
        (("search", "2025-12-01", "2025-12-15", "-90000", "9000", ""), "mix_test_beyond"),
        (("search", "2025-12-01", "2025-12-15", "900", "0.15", ""), "mix_test_sharp"),
        (("search", "2025-12-01", "2025-12-15", "0", "1e-9", ""), "mix_test_sharp"),
    ],
)
def test_what_the_model_would_leave_out_is_said(row: tuple[str, ...], code: str) -> None:
    assert told(*row) == (0, [code])


def test_the_same_test_in_two_rows_counts_once_whatever_it_is_called() -> None:
    row = ("search", "2025-12-01", "2025-12-15", "900", "80", "")
    header = (*HEADER, "name")
    other = ("search", "2025-12-01", "2025-12-15", "700", "80", "", "other regions")
    table = Table(header, ((*row, "winter"), (*row, "winter, again"), other), (2, 3, 4))
    tests, faults = lift_tests(table, two_years())
    assert [one.name for one in tests] == ["winter", "other regions"]
    assert [(one.reason.code, one.line) for one in faults] == [("mix_test_twice", 3)]


def test_a_file_without_rows_is_said() -> None:
    assert told() == (0, ["mix_tests_none"])
