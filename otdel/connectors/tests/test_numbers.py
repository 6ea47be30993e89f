"""Numbers as people write them, and the mark that a whole file must agree on."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.connectors.columns.numbers import NotANumber, NotExact, amounts, decimal_mark, marks, number

SIX_PLACES = st.decimals(min_value=-999_999_999, max_value=999_999_999, places=6, allow_nan=False, allow_infinity=False)
TWO_PLACES = st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25,881", "25881"),
        ("1661.67", "1661.67"),
        ("$1,234.56", "1234.56"),
        ("US$12", "12"),
        ("1 234.50 ₴", "1234.5"),
        ("12,34,567.00", "1234567"),  # Indian groups
        ("1'234.5", "1234.5"),
        ("(120.50)", "-120.5"),
        ("\u2212" + "7", "-7"),
        ("12-", "-12"),
        ("-$3.10", "-3.10"),
        ("4.88%", "0.0488"),
        ("%50", "0.5"),
        ("1.5E+3", "1500"),
        ("+15", "15"),
        ("1.429999948", "1.43"),
        ("0.0000005", "0"),  # half-even at six places
    ],
)
def test_a_point_is_decimal(text: str, value: str) -> None:
    assert number(text, ".") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1\u00a0881", "1881"),
        ("350,00", "350"),
        ("1,17%", "0.0117"),
        ("1\u202f234\u202f567,89", "1234567.89"),
        ("€1.234,56", "1234.56"),
        ("12 500,5 грн.", "12500.5"),
        ("4 200 руб.", "4200"),
        ("-1.234", "-1234"),
    ],
)
def test_a_comma_is_decimal(text: str, value: str) -> None:
    assert number(text, ",") == Decimal(value)


@pytest.mark.parametrize("text", ["", " --", "-", "n/a", "N/A", "—", "null", "нет данных"])
def test_no_data_is_no_number(text: str) -> None:
    """Never zero: a dash says that nothing is known."""
    assert number(text) is None


@pytest.mark.parametrize("text", ["12abc", "broken 0", "abc 7", "5 pcs", "row 12", "12 USD abc"])
def test_letters_that_are_no_currency_are_not_dropped(text: str) -> None:
    """A damaged cell is set aside: what is left of it is not its value."""
    with pytest.raises(NotANumber):
        number(text, ".")


@pytest.mark.parametrize("text", ["USD 12.00", "12.00 usd", "$12.00 USD", "12 lei", "12.00zł", "UAH12"])
def test_a_currency_beside_a_number_is_not_part_of_it(text: str) -> None:
    assert number(text, ".") == 12


@pytest.mark.parametrize("text", ["abc", "12abc34", "1,23", "1.2.3", "1,2345", "12:30", "1e99", "--5", "2026-01-02"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        number(text, ".")


@pytest.mark.parametrize("text", ["< 10%", "> 90%", "~5"])
def test_a_bound_is_not_a_value(text: str) -> None:
    with pytest.raises(NotExact):
        number(text)


@given(SIX_PLACES)
def test_plain_numbers_come_back(value: Decimal) -> None:
    assert number(f"{value:f}", ".") == value


@given(TWO_PLACES)
def test_grouped_numbers_come_back_in_both_styles(value: Decimal) -> None:
    english = f"{value:,.2f}"
    ukrainian = english.replace(",", "\u00a0").replace(".", ",")
    german = english.replace(",", "*").replace(".", ",").replace("*", ".")
    assert number(english, ".") == number(ukrainian, ",") == number(german, ",") == value


@given(st.lists(st.one_of(SIX_PLACES.map("{:f}".format), TWO_PLACES.map("{:,.2f}".format), st.text(max_size=12))))
def test_a_column_reads_as_its_cells_do(cells: list[str]) -> None:
    """The vectorised way and the careful way must never part."""
    parsed = amounts(pa.chunked_array([pa.array(cells, pa.string())]))
    for cell, value, bad in zip(cells, parsed.values.to_pylist(), parsed.bad.to_pylist(), strict=True):
        try:
            expected = number(cell)
        except NotExact:
            continue
        except NotANumber:
            assert bad
            continue
        assert not bad
        assert value == expected


def column(*cells: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string())])


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("1,234.50",), "."),
        (("1.234,50",), ","),
        (("12,5",), ","),
        (("12.5",), "."),
        (("1,234,567",), "."),  # two marks of one kind are groups
        (("1.234.567",), ","),
        (("1 234,567",), ","),  # the groups are spaces already
        (("0,123",), ","),  # nobody groups a zero
        (("1234,567",), ","),
        (("12", "15"), "."),  # no marks: it does not matter
    ],
)
def test_cells_tell_the_mark(cells: tuple[str, ...], mark: str) -> None:
    assert decimal_mark([marks(column(*cells))]) == (mark, [])


def test_groups_marked_with_spaces_leave_the_comma_to_decimals() -> None:
    assert decimal_mark([marks(column("12\u00a0000")), marks(column("1,234"))]) == (",", [])
    assert decimal_mark([marks(column("12 000")), marks(column("1.234"))]) == (".", [])


def test_one_group_of_three_is_open() -> None:
    assert decimal_mark([marks(column("1,234", "5,678"))]) == ("", ["1,234", "5,678"])


def test_a_count_has_no_fractions() -> None:
    """Clicks of 1,234 can only be one thousand two hundred and thirty-four."""
    assert decimal_mark([marks(column("1,234"), whole=True)]) == (".", [])
    assert decimal_mark([marks(column("1.234"), whole=True)]) == (",", [])


def test_columns_that_contradict_each_other_leave_the_file_open() -> None:
    assert decimal_mark([marks(column("1.50")), marks(column("1,50")), marks(column("1,234"))])[0] == ""
