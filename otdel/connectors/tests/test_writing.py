"""Tables we write: what a spreadsheet would run goes out as text, and comes back as it was."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from otdel.connectors.reading import read
from otdel.connectors.reading.lines import lines, read_content
from otdel.connectors.writing import as_csv, as_xlsx, harmless, unmarked

RUN = ("=1+1", "+380 50", "-2+3", "@SUM(A1)", "＝1", " =1", "\u00a0@x", "\t=1")


def test_what_a_spreadsheet_would_run_is_marked_and_a_number_is_not() -> None:
    assert [harmless(text)[:1] for text in RUN] == ["'"] * len(RUN)
    assert [harmless(text) for text in ("-5", "-5.25", "12", "a=1", "")] == ["-5", "-5.25", "12", "a=1", ""]


@given(st.text(alphabet="=+-@'5. aї\t", max_size=8).filter(lambda text: not text.startswith("'")))
def test_the_mark_comes_off_again(text: str) -> None:
    assert unmarked(harmless(text)) == text


def test_both_kinds_of_file_come_back_as_they_were(tmp_path: Path) -> None:
    rows = [["=1+1", "Ганна"], ["-2+3", ""]]
    book = as_xlsx({"things": (["what", "who"], rows)})
    (tmp_path / "things.xlsx").write_bytes(book)
    for reading in (read_content(as_csv(["what", "who"], rows), "things.csv"), read(tmp_path / "things.xlsx")):
        assert list(lines(reading.sheets[0], {"what": 0, "who": 1})) == [
            (2, {"what": "=1+1", "who": "Ганна"}),
            (3, {"what": "-2+3", "who": ""}),
        ]
    assert load_workbook(io.BytesIO(book))["things"]["A2"].data_type == "s"
