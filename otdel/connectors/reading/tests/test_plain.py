"""The quick way through a large file and the careful way say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otdel.connectors.contract import Reading
from otdel.connectors.reading import plain, read, textfile
from otdel.connectors.tests.exports import write

CELL = st.text(st.sampled_from("ab1,;\"' #-=\tї"), max_size=6)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12)


def said(reading: Reading) -> list[object]:
    return [
        (
            sheet.name, sheet.preamble, sheet.header, sheet.header_row, sheet.cells.to_pylist(), sheet.rows.to_pylist(),
            sheet.totals, [(one.row, one.value, one.reason.code) for one in sheet.ragged],
        )
        for sheet in reading.sheets
    ]  # fmt: skip


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"') else cell


@given(rows=ROWS, tail=st.sampled_from(["", "\n", "Total,5,6\n", "note\n", ",,\n", "# end\n"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_both_ways_agree(tmp_path: Path, rows: list[tuple[str, str, str]], tail: str) -> None:
    lines = ["Report", "Day,Campaign,Cost"] + [",".join(map(quoted, row)) for row in rows]
    path = write(tmp_path, "\n".join(lines) + "\n" + tail)
    careful = said(read(path))
    worth = plain.WORTH_IT
    plain.WORTH_IT = 0
    try:
        assert said(read(path)) == careful
    finally:
        plain.WORTH_IT = worth


def test_a_large_plain_file_goes_the_quick_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its rows keep the numbers a spreadsheet shows."""
    monkeypatch.setattr(plain, "WORTH_IT", 100)
    monkeypatch.setattr(textfile, "sheets", None)  # the careful way would fail
    body = "".join(f"2026-04-01,Brand {n},{n}.50\n" for n in range(1000))
    sheet = read(write(tmp_path, "Campaign report\n\nDay,Campaign,Cost\n" + body + "Total,,1.00\n")).sheets[0]
    assert (sheet.header_row, sheet.cells.num_rows, sheet.rows[0].as_py(), sheet.rows[-1].as_py()) == (3, 1000, 4, 1003)
    assert [one.row for one in sheet.totals] == [1004]
