"""Every odd and hostile file we hold ends in rows or in a clear reason: no crash, no hang, no hunger for memory."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import resource
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.reading import child, read, workbooks
from otdel.connectors.reasons import REASONS
from otdel.testing.shared import shared

FOLDERS = ("csv-spectrum/csvs", "papaparse/tests", "rvl-csv/tests", "poi-spreadsheet", "made-bombs", "csv-injection")
TEXTS = (".md", ".otdel", "LICENSE", "NOTICE", "HEADER")
HOSTILE = ("poc", "fuzz", "crash", "bomb", "53105")
SECONDS = 20
BUDGET = 90  # seconds of the clock after which no further file is begun; OTDEL_WHOLE_CORPORA=1 reads them all

# Files of the rvl table we read otherwise on purpose: wider encodings, more delimiters, one bad row instead of none.
OURS = {
    "ambiguous_delimiter.csv", "control_byte_header.csv", "duplicate_headers.csv", "extra_fields_non_empty.csv",
    "extra_trailing_nonempty.csv", "invalid_quote.csv", "unterminated_quote.csv", "wide_row_extra_non_empty.csv",
}  # fmt: skip


def files() -> list[Path]:
    found = [path for folder in FOLDERS for path in sorted(shared(f"corpora/{folder}").rglob("*")) if path.is_file()]
    return [path for path in found if not path.name.endswith(TEXTS)]


def order(path: Path) -> tuple[bool, bool, str]:
    """Hostile files first, then the rest in an order that has nothing to do with their names."""
    hostile = path.parent.name == "made-bombs" or any(word in path.name.casefold() for word in HOSTILE)
    return not hostile, path.suffix.casefold().startswith(".xls"), hashlib.sha256(path.name.encode()).hexdigest()


def ends(path: Path) -> str:
    """What is wrong with the way reading and understanding a file ends; empty when all is well."""
    try:
        result = understand(read(path))
    except Exception as error:
        return f"{path.name} raised {error!r}"
    if result.refused is not None and result.refused.code not in REASONS:
        return f"{path.name}: no words for {result.refused.code}"
    if result.refused is not None and result.refused.code == "file_failed":
        return f"{path.name}: {result.refused.values}"
    return "" if result.refused or result.questions or result.batches else f"{path.name}: neither rows nor a reason"


@dataclass
class Watch:
    """Every child the workbooks were given to: the deadline it had, when it was back, and how it ended."""

    children: list[tuple[str, float, float, child.Outcome]] = field(default_factory=list)

    def run(self, command: list[str], noise: Path, deadline: float) -> child.Outcome:
        left = deadline - time.monotonic()
        outcome = child.run(command, noise, deadline)
        self.children.append((Path(command[4]).name, left, time.monotonic() - deadline, outcome))
        return outcome


@pytest.mark.slow
def test_the_files_of_the_corpora_end_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at a time, each workbook in a child of its own, hostile ones first; what a busy machine leaves is named.

    The corpora hold more than 850 files. The clock that counts is the product's own: no child is given more than its
    seconds, those out of time are stopped, and what the kernel allows them is half a gigabyte.
    """
    watch = Watch()
    monkeypatch.setattr(workbooks, "run", watch.run)
    wanted = sorted(files(), key=order)
    assert len(wanted) > 850
    end = time.monotonic() + (3600 if os.environ.get("OTDEL_WHOLE_CORPORA") else BUDGET)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda path: None if time.monotonic() > end else ends(path), wanted))
    reached = [result for result in results if result is not None]
    assert [result for result in reached if result] == []
    assert len(reached) > 250
    assert [one for one in watch.children if one[1] > workbooks.SECONDS] == []
    assert [one for one in watch.children if one[2] > 0 and one[3].code not in (None, 0)] == []
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # a child's peak begins with what it was made from
    assert [one for one in watch.children if one[3].peak > max(workbooks.MEMORY, ours)] == []
    if len(reached) < len(wanted):
        warnings.warn(f"{len(wanted) - len(reached)} of {len(wanted)} files of the corpora not reached", stacklevel=1)


def test_no_child_may_take_more_than_half_a_gigabyte() -> None:
    """The limit is the kernel's: what goes over it dies, and its file is refused."""
    assert workbooks.MEMORY == 512 * 1024 * 1024
    assert workbooks.SECONDS < SECONDS
    bombs = sorted(shared("corpora/made-bombs").glob("*.xlsx"))
    assert {path.name: read(path).refused is not None for path in bombs} == {path.name: True for path in bombs}


def expectations() -> dict[str, tuple[str, str]]:
    """File to (expected outcome, delimiter), from the table of the corpus itself."""
    lines = (shared("corpora/rvl-csv/tests/fixtures/corpus") / "README.md").read_text().splitlines()
    # cells of the table hold a bare | only as the delimiter `|`
    rows = [
        [cell.strip(" `") for cell in line.replace("`|`", "PIPE").split("|")]
        for line in lines
        if line.startswith("| `")
    ]
    return {row[1]: (row[3], row[4].replace("PIPE", "|").replace("\\t", "\t")) for row in rows}


def test_the_csv_torture_table_is_met() -> None:
    folder = shared("corpora/rvl-csv/tests/fixtures/corpus")
    wrong = []
    for name, (outcome, mark) in expectations().items():
        if name in OURS:
            continue
        reading = read(folder / name)
        parsed = reading.refused is None
        if parsed != (outcome == "parse_ok") or (parsed and len(mark) == 1 and reading.delimiter != mark):
            wrong.append((name, outcome, mark, reading.refused, reading.delimiter))
    assert wrong == []


def test_our_own_way_with_the_rest_of_that_table() -> None:
    """Where that corpus refuses a file for one bad row, we set the row aside and say so."""
    folder = shared("corpora/rvl-csv/tests/fixtures/corpus")
    aside = {name: [one.reason.code for one in read(folder / name).sheets[0].ragged] for name in sorted(OURS)}
    assert aside == {
        "ambiguous_delimiter.csv": [],
        "control_byte_header.csv": [],
        "duplicate_headers.csv": [],
        "extra_fields_non_empty.csv": ["row_ragged"],
        "extra_trailing_nonempty.csv": ["row_ragged"],
        "invalid_quote.csv": [],
        "unterminated_quote.csv": ["line_broken"],
        "wide_row_extra_non_empty.csv": ["row_ragged"],
    }


@pytest.mark.parametrize(
    "name", ["comma_in_quotes", "escaped_quotes", "json", "newlines", "quotes_and_newlines", "simple", "utf8"]
)
def test_csv_spectrum_gives_its_own_answers(name: str) -> None:
    expected = json.loads((shared("corpora/csv-spectrum/json") / f"{name}.json").read_text())
    sheet = read(shared("corpora/csv-spectrum/csvs") / f"{name}.csv").sheets[0]
    found = [dict(zip(sheet.header, row.values(), strict=True)) for row in sheet.cells.to_pylist()]
    assert found == expected


def test_papaparse_samples_have_all_their_rows() -> None:
    path = shared("corpora/papaparse/tests") / "verylong-sample.csv"
    with path.open(newline="") as file:
        expected = list(csv.reader(file))
    sheet = read(path).sheets[0]
    assert sheet.cells.num_rows + len(sheet.ragged) == len([row for row in expected if any(row)]) - 1
