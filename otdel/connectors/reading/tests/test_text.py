"""Text files as the world writes them: encodings, delimiters, what stands above and below a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from otdel.connectors.contract import Sheet
from otdel.connectors.reading import read
from otdel.connectors.tests.exports import write

RU = "Дата;Кампания;Расход\n01.04.2026;Новая коллекция;1500\n02.04.2026;Бренд и товары;900\n"
UK = "Дата;Кампанія;Витрати\n01.04.2026;Їжа та напої;1500\n02.04.2026;Новий ґанок;900\n"


def only(path: Path) -> Sheet:
    reading = read(path)
    assert reading.refused is None
    assert len(reading.sheets) == 1
    return reading.sheets[0]


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in sheet.cells.columns), strict=True))


@pytest.mark.parametrize("text", [RU, UK])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_the_letters_come_out_whatever_the_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    sheet = only(write(tmp_path, text, encoding=encoding))
    assert ";".join(sheet.header) == text.splitlines()[0]
    assert ";".join(cells(sheet)[0]) == text.splitlines()[1]


def test_western_letters_are_not_taken_for_cyrillic(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "Día,Campaña\n2026-04-01,Año nuevo en España\n", encoding="cp1252"))
    assert sheet.header == ("Día", "Campaña")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    text = mark.join(["a", "b", "c"]) + "\n" + mark.join(["1", '"x' + mark + 'y"', "3"]) + "\n"
    reading = read(write(tmp_path, text))
    assert reading.delimiter == mark
    assert cells(reading.sheets[0]) == [("1", f"x{mark}y", "3")]


def test_decimal_commas_do_not_part_cells(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "Campaign;Cost;CTR\nA;1,5;2,5\nB;3,5;4,5\n"))
    assert cells(sheet) == [("A", "1,5", "2,5"), ("B", "3,5", "4,5")]


def test_a_cell_may_span_lines_and_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, 'a,b\r\n"one\r\ntwo",1\r\n\r\nthree,2\r\n'))
    assert cells(sheet) == [("one\r\ntwo", "1"), ("three", "2")]
    assert sheet.rows.to_pylist() == [2, 4]


def test_what_stands_above_a_table_is_kept(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, 'Campaign report\n"July 8, 2025 - July 31, 2025"\n\nCampaign,Cost\nBrand,1.50\n'))
    assert sheet.preamble == ("Campaign report", "July 8, 2025 - July 31, 2025")
    assert (sheet.header, sheet.header_row, sheet.rows.to_pylist()) == (("Campaign", "Cost"), 4, [5])


def test_several_tables_in_one_file_are_several_sheets(tmp_path: Path) -> None:
    block = "# Start date: 20260401\n# End date: 20260430\nNth day,{}\n0000,1\n0001,2\n\n"
    reading = read(write(tmp_path, "# Account: Demo\n" + block.format("Users") + block.format("New users")))
    assert [(sheet.name, sheet.header) for sheet in reading.sheets] == [
        ("table 1", ("Nth day", "Users")),
        ("table 2", ("Nth day", "New users")),
    ]
    assert reading.sheets[1].preamble[0] == "# Start date: 20260401"
    assert "# Account: Demo" in reading.sheets[1].preamble


@pytest.mark.parametrize("label", ["Total", "Total: Campaigns", "Итого", "Разом (5 кампаній)", "Всього", "Grand total"])
def test_totals_are_set_apart_at_either_end(tmp_path: Path, label: str) -> None:
    for lines in ([f"{label},3", "a,1", "b,2"], ["a,1", "b,2", f"{label},3"]):
        sheet = only(write(tmp_path, "\n".join(["Campaign,Cost", *lines]) + "\n"))
        assert cells(sheet) == [("a", "1"), ("b", "2")]
        assert [(one.label, one.cells) for one in sheet.totals] == [(label, (label, "3"))]


def test_a_campaign_may_be_called_total_something(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "Campaign,Cost\nTotal war,1\nb,2\nTotally free,3\n"))
    assert (len(cells(sheet)), sheet.totals) == (3, ())


def test_a_total_in_an_extra_cell_is_a_total(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "Page,Views\n,30,Grand total\n/a,10\n/b,20\n"))
    assert cells(sheet) == [("/a", "10"), ("/b", "20")]
    assert [(one.row, one.label, one.cells) for one in sheet.totals] == [(2, "Grand total", ("", "30"))]


def test_short_and_long_rows_wait_aside_and_the_good_ones_land(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12,\n"))
    assert cells(sheet) == [("1", "2", "3"), ("10", "11", "12")]  # a trailing delimiter harms nobody
    assert [(one.row, one.value, dict(one.reason.values)) for one in sheet.ragged] == [
        (3, "4, 5", {"cells": 2, "expected": 3}),
        (4, "6, 7, 8, 9", {"cells": 4, "expected": 3}),
    ]


def test_a_quote_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},x\n" for n in range(3, 2000))
    sheet = only(write(tmp_path, 'a,b\n1,"open\n' + rows))
    assert [(one.row, one.reason.code) for one in sheet.ragged] == [(2, "line_broken")]
    assert (sheet.cells.num_rows, sheet.rows[0].as_py(), sheet.rows[-1].as_py()) == (1997, 3, 1999)


def test_a_second_header_of_sentences_is_no_data(tmp_path: Path) -> None:
    text = "Name,Calls,Clicks\n,Number of calls from your profile,Number of clicks to your site\nKyiv,5,7\nLviv,1,2\n"
    sheet = only(write(tmp_path, text))
    assert cells(sheet) == [("Kyiv", "5", "7"), ("Lviv", "1", "2")]


def test_a_table_without_a_header_gets_letters(tmp_path: Path) -> None:
    sheet = only(write(tmp_path, "2026-04-01,Brand,1.50\n2026-04-02,Brand,2.50\n"))
    assert (sheet.header, sheet.header_row, sheet.rows.to_pylist()) == (("A", "B", "C"), 0, [1, 2])


def test_years_may_be_headers(tmp_path: Path) -> None:
    assert only(write(tmp_path, "Region,2024,2025\nKyiv,5,7\n")).header == ("Region", "2024", "2025")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"<!DOCTYPE html><html><table>", "not_a_table"),
        (b"one column\nonly\n", "no_table"),
        (b"\n\n\n", "no_table"),
        (bytes(range(64)) * 20, "text_unreadable"),
        (b'{"result": [', "json_broken"),
        (b"PK\x03\x04 and then nothing", "workbook_broken"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    refused = read(path).refused
    assert refused is not None and refused.code == code
