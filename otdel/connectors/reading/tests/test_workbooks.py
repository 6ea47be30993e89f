"""Workbooks: typed cells, several sheets, and hostile ones that can only kill their child."""

from __future__ import annotations

import json
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Any

import pytest

from otdel.connectors import reading
from otdel.connectors.reading import child, read, workbooks
from otdel.connectors.tests.exports import workbook, write
from otdel.kit.reason import Reason


def test_numbers_and_dates_keep_their_type(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Day", "Campaign", "Cost"], [datetime(2026, 4, 1), "Brand", 1234.5]]
    rows.append(["02.04.2026", "", 7])
    sheet = read(workbook(tmp_path, ("Data", rows))).sheets[0]
    assert sheet.cells.to_pylist() == [
        {"c0": "2026-04-01", "c1": "Brand", "c2": "1234.5"},
        {"c0": "02.04.2026", "c1": "", "c2": "7"},
    ]
    assert sheet.typed is not None
    assert sheet.typed.to_pylist() == [{"c0": True, "c1": False, "c2": True}, {"c0": False, "c1": False, "c2": True}]


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[], ["Report"], [], ["Campaign", "Cost"], ["a", 1], [], ["b", 2], ["Total", 3]]
    sheet = read(workbook(tmp_path, ("Data", rows))).sheets[0]
    assert (sheet.preamble, sheet.header_row, sheet.rows.to_pylist()) == (("Report",), 4, [5, 7])
    assert [one.row for one in sheet.totals] == [8]


def test_every_sheet_with_a_table_is_read(tmp_path: Path) -> None:
    table: list[list[Any]] = [["a", "b"], [1, 2]]
    reading = read(workbook(tmp_path, ("One", table), ("Empty", []), ("Two", table)))
    assert [sheet.name for sheet in reading.sheets] == ["One", "Two"]


def test_a_workbook_is_known_by_its_content_and_so_is_a_text(tmp_path: Path) -> None:
    book = workbook(tmp_path, ("One", [["a", "b"], [1, 2]])).rename(tmp_path / "report.csv")
    assert read(book).encoding == "workbook"
    assert read(write(tmp_path, "a;b\n1;2\n", "ranking.csv.xls")).delimiter == ";"


def bomb(folder: Path, body: str) -> Path:
    """A workbook whose only sheet is this XML."""
    path = workbook(folder, ("One", [["a", "b"], [1, 2]]))
    target = folder / "bomb.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, body if name.endswith("sheet1.xml") else source.read(name))
    return target


def code(path: Path) -> str:
    refused = read(path).refused
    assert refused is not None
    return refused.code + ":" + str(refused.values.get("limit", ""))


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    assert code(bomb(tmp_path, "<worksheet>" + " " * 60_000_000 + "</worksheet>")) == "workbook_too_heavy:size"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert code(bomb(tmp_path, head + "<worksheet/>")) == "workbook_entities:"


def test_a_child_that_wants_too_much_memory_dies_alone(tmp_path: Path) -> None:
    """Two cells in opposite corners make a parser that keeps a grid ask for gigabytes."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = bomb(tmp_path, f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>')
    outcome = workbooks._run("calamine", path, tmp_path / "rows", time.monotonic() + 10)
    assert outcome.code not in (0, None)
    assert read(path).refused is not None  # the second, streaming parser finds that there is no table


def test_a_child_out_of_time_is_stopped(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("One", [["a", "b"], [1, 2]]))
    assert workbooks._run("calamine", path, tmp_path / "rows", time.monotonic()).code is None


STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(600)"])
with open(sys.argv[1] + ".new", "w") as out:
    out.write(f"{os.getpid()} {grandchild.pid}")
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(600)
"""


def is_gone(pid: int) -> bool:
    """True when the process does not run any more; one killed without a parent waits as a zombie for init."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except FileNotFoundError:
        return True


def wait_for(true: Callable[[], bool]) -> bool:
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks processes up in /proc")
def test_at_the_deadline_the_whole_family_dies(tmp_path: Path) -> None:
    """The child ignores polite signals and has a child of its own; only the clock of its parent counts."""
    told = tmp_path / "pids"
    deadline = Deadline(told)
    outcome = child.run([sys.executable, "-I", "-c", STUBBORN, str(told)], tmp_path / "noise", deadline)
    assert outcome.code is None
    pids = [int(one) for one in told.read_text().split()]
    assert len(pids) == 2
    assert wait_for(lambda: all(is_gone(pid) for pid in pids))


class Deadline(float):
    """Comes half a second after the file is there, so that a slow machine does not matter."""

    def __new__(cls, awaited: Path) -> Deadline:
        made = super().__new__(cls, 0.0)
        made.awaited = awaited
        made.came = inf
        return made

    awaited: Path
    came: float

    def __sub__(self, now: float) -> float:
        if self.awaited.exists() and self.came == inf:
            self.came = now
        return self.came - now if self.came < inf else 600.0

    def __le__(self, now: float) -> bool:
        return False


def test_rows_still_coming_at_the_deadline_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child was in time; taking in its rows was not. That once took twenty seconds more."""
    path = workbook(tmp_path, ("One", [["a", "b"], *([n, n] for n in range(200))]))
    clock = iter(range(10_000))
    monkeypatch.setattr(workbooks, "_run", lambda engine, source, target, end: ready(target))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    found, reason = workbooks.workbook_sheets(path, 100.0)
    assert (found, reason) == ([], Reason.of("workbook_too_heavy", limit="seconds"))
    assert next(clock) < 150  # it stopped there, and did not go on to the last row


def ready(target: Path) -> child.Outcome:
    rows = [json.dumps({"sheet": "One"}), *(json.dumps([n, ["1"], "b"]) for n in range(1, 1000))]
    target.write_text("\n".join(rows) + "\n")
    return child.Outcome(0)


def test_the_clock_starts_before_the_file_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file slow to read leaves less time for its workbook."""
    path = workbook(tmp_path, ("One", [["a", "b"], [1, 2]]))
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    refused = read(path).refused
    assert refused == Reason.of("workbook_too_heavy", limit="seconds")
    assert len(read(path).sha256) == 64


def test_a_zip_of_tables_is_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "performance.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("Queries.csv", "Top queries,Clicks\nshoes,5\n")
        out.writestr("Pages.csv", "Top pages,Clicks\n/,7\n")
        out.writestr("readme.pdf", "%PDF")
    assert [(sheet.name, sheet.header[0]) for sheet in read(path).sheets] == [
        ("Queries", "Top queries"),
        ("Pages", "Top pages"),
    ]


def test_a_reply_of_an_api_is_a_sheet(tmp_path: Path) -> None:
    reply = {"result": [{"ID": "1", "TITLE": "Deal", "OPPORTUNITY": "150.00"}], "total": 1}
    sheet = read(write(tmp_path, json.dumps(reply), "deals.json")).sheets[0]
    assert sheet.header == ("ID", "TITLE", "OPPORTUNITY")
