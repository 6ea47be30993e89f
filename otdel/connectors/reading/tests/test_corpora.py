"""Every odd and hostile file we hold ends in rows or in a clear reason: no crash, no hang, no hunger for memory."""

from __future__ import annotations

import csv
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.reading import read, workbooks
from otdel.connectors.reasons import REASONS
from otdel.testing.shared import shared

FOLDERS = ("csv-spectrum/csvs", "papaparse/tests", "rvl-csv/tests", "poi-spreadsheet", "made-bombs", "csv-injection")
TEXTS = (".md", ".otdel", "LICENSE", "NOTICE", "HEADER")
SECONDS = 20

# Files of the rvl table we read otherwise on purpose: wider encodings, more delimiters, one bad row instead of none.
OURS = {
    "ambiguous_delimiter.csv", "control_byte_header.csv", "duplicate_headers.csv", "extra_fields_non_empty.csv",
    "extra_trailing_nonempty.csv", "invalid_quote.csv", "unterminated_quote.csv", "wide_row_extra_non_empty.csv",
}  # fmt: skip


def files() -> list[Path]:
    found = [path for folder in FOLDERS for path in sorted(shared(f"corpora/{folder}").rglob("*")) if path.is_file()]
    return [path for path in found if not path.name.endswith(TEXTS)]


def ends(path: Path) -> tuple[str, float, str]:
    """How reading and understanding a file ends, and how long it takes."""
    start = time.monotonic()
    try:
        result = understand(read(path))
    except Exception as error:
        return path.name, 0.0, f"raised {error!r}"
    spent = time.monotonic() - start
    if spent > SECONDS:
        return path.name, spent, "too slow"
    if result.refused is not None and result.refused.code not in REASONS:
        return path.name, spent, f"no words for {result.refused.code}"
    said = result.refused or result.questions or result.batches
    return path.name, spent, "" if said else "neither rows nor a reason"


@pytest.mark.slow
def test_every_file_of_the_corpora_ends_well() -> None:
    """About eight hundred and sixty files; two at a time, each workbook in a child of its own."""
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(ends, files()))
    assert len(results) > 850
    assert [result for result in results if result[2]] == []


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
