"""Every file says what truly was spent and sold, checked with Python's own readers and not with ours."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from otdel.testing.demo import ExportFile, Manifest, truth, write_exports
from otdel.testing.demo.tests.conftest import TODAY
from otdel.testing.demo.world import World

COST = {"Cost", "Витрати", "Amount spent (USD)", "Сума витрат (USD)", "commission", "Вартість"}
COST |= {"Витрати, грн", "Списано, грн"}
SKIPPED = ("Total", "Разом")


def cells(path: Path) -> list[list[str]]:
    """A file's rows as text, by Python's csv or by openpyxl, whatever its encoding and delimiter."""
    if path.suffix == ".xlsx":
        book = load_workbook(path, read_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    raw = path.read_bytes()
    for encoding in ("utf-16" if raw[:2] == b"\xff\xfe" else "utf-8-sig", "cp1251"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    delimiter = max("\t;,", key=text.splitlines()[2].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def amount(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace(",", "."))


def costs(path: Path) -> tuple[Decimal, Decimal | None, int]:
    """The sum of a file's cost column, the total it states itself, and how many cells could not be read."""
    rows = cells(path)
    top = next(index for index, row in enumerate(rows) if COST & set(row))
    column = next(index for index, name in enumerate(rows[top]) if name in COST)
    total, stated, bad = Decimal(0), None, 0
    for row in rows[top + 1 :]:
        if row[0].startswith(SKIPPED) or (path.parent.name == "meta-ads" and not row[2]):
            stated = stated if stated is not None else amount(row[column])
            continue
        try:
            total += amount(row[column])
        except ArithmeticError:
            bad += 1
    return total, stated, bad


def spending_files(written: Manifest) -> list[ExportFile]:
    return [file for file in written.files if "cost" in file.sums]


def test_each_spending_file_adds_up_to_what_the_manifest_says(written: Manifest) -> None:
    for file in spending_files(written):
        total, stated, bad = costs(written.path(file))
        assert total.quantize(Decimal("0.01")) == file.sums["cost"], file.name
        assert stated in (None, total.quantize(Decimal("0.01"))), file.name
        assert bad == file.rejected, file.name


def test_the_files_together_are_the_true_spend(written: Manifest, lived: World) -> None:
    """Restated days counted once as the newest report has them, the file downloaded twice counted once."""
    early = written.of("google_ads.campaigns")[-2]
    twice = [file for file in written.files if " (1)" in file.name]
    first_word = sum(
        (lived.mishaps.as_first_reported(row).cost for row in lived.spending.of(truth.SEARCH, truth.YOUTUBE)
         if row.day in lived.calendar.twice), Decimal(0),
    )  # fmt: skip
    counted = {"UAH": Decimal(0), "USD": Decimal(0)}
    for file in spending_files(written):
        if file not in twice:
            counted["USD" if file.report == "meta_ads.campaigns" else "UAH"] += file.sums["cost"]
    counted["UAH"] -= first_word
    true = {"UAH": Decimal(0), "USD": Decimal(0)}
    for row in lived.spending.rows:
        true[row.currency] += row.cost if lived.mishaps.readable(row) else 0
    assert counted == true
    assert early.period.end == lived.calendar.twice.end
    assert len(twice) == 1


def test_the_newer_report_says_less_than_the_early_one(lived: World) -> None:
    rows = [row for row in lived.spending.of(truth.SEARCH) if row.day in lived.calendar.twice]
    assert len({row.day for row in rows}) == 14
    for row in rows:
        assert lived.mishaps.as_first_reported(row).cost > row.cost


def test_an_order_of_several_lines_states_its_money_once(written: Manifest, lived: World) -> None:
    for file in written.of("shopify.orders"):
        rows = list(csv.DictReader(io.StringIO(written.path(file).read_text("utf-8"), newline="")))
        paid = [row for row in rows if row["Financial Status"] not in ("", "voided", "pending")]
        assert sum(Decimal(row["Total"]) for row in paid) == file.sums["revenue"]
        assert len({row["Name"] for row in rows}) == file.rows
        assert len(rows) > file.rows
    assert sum(file.rows for file in written.of("shopify.orders")) == len(lived.orders)


def test_no_order_names_a_person(written: Manifest) -> None:
    for file in written.of("shopify.orders")[-1:]:
        for row in csv.DictReader(io.StringIO(written.path(file).read_text("utf-8"), newline="")):
            assert row["Email"].endswith("@mail.example")
            assert not row["Billing Name"] + row["Phone"] + row["Billing Address1"]


def test_the_same_day_and_seed_write_the_same_bytes(written: Manifest, tmp_path: Path) -> None:
    again = write_exports(tmp_path, today=TODAY)
    assert [file.name for file in again.files] == [file.name for file in written.files]
    for file in written.files:
        first, second = written.path(file).read_bytes(), again.path(file).read_bytes()
        assert sha256(first).digest() == sha256(second).digest(), file.name


def test_another_seed_writes_another_history(written: Manifest, tmp_path: Path) -> None:
    other = write_exports(tmp_path, today=TODAY, seed=8)
    assert [file.name for file in other.files] == [file.name for file in written.files]
    assert other.files[1].sums != written.files[1].sums


@pytest.mark.parametrize("name", ["google-ads", "meta-ads", "shop", "marketplaces", "partners", "mailing", "analytics"])
def test_nothing_is_written_that_the_manifest_does_not_name(written: Manifest, name: str) -> None:
    named = {written.path(file) for file in written.files}
    assert set((written.folder / name).iterdir()) <= named
