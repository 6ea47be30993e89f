"""Readings and plans as files: every good row is taken, every bad one named by its number, nothing runs in a sheet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otdel.accounts.services import Refused
from otdel.connectors.writing import Value
from otdel.kit.viewer import Role
from otdel.scorecard.exchange import plans, readings
from otdel.scorecard.exchange.writing import WRITERS, as_csv
from otdel.scorecard.models import PlanValue, Reading
from otdel.scorecard.tests.conftest import Department

MIXED = """measure,period,who,value,source
sample_items,2026-10,,40,Checklist
sample_items,2026-13,,40,
nothing,2026-10,,1,
emails_sent,2026-10,nobody,5,
emails_sent,2026-10,,twelve,
emails_sent,2026-10,,"12 500,5",Mailing
"""


def test_good_rows_are_taken_and_bad_ones_named(team: Department, tmp_path: Path) -> None:
    file = _file(tmp_path, "october.csv", MIXED)
    taken = readings.take(team.viewer(Role.HEAD), file, "october.csv")
    assert taken.new == 2
    assert [(bad.row, bad.reason.code) for bad in taken.bad] == [
        (3, "cell_no_period"),
        (4, "measure_unknown"),
        (5, "member_unknown"),
        (6, "cell_no_number"),
    ]
    kept = Reading.objects.get(measure="emails_sent")
    assert (kept.value, kept.file, kept.row) == (Decimal("12500.5"), "october.csv", 7)


def test_a_row_with_more_cells_than_the_header_is_named_and_not_lost(team: Department, tmp_path: Path) -> None:
    file = _file(tmp_path, "o.csv", "measure,period,value\nemails_sent,2026-10,5\nemails_sent,2026-09,5,6,7\n")
    taken = readings.take(team.viewer(Role.HEAD), file, "o.csv")
    assert (taken.new, [(bad.row, bad.reason.code) for bad in taken.bad]) == (1, [(3, "row_ragged")])


def test_the_same_file_again_changes_nothing(team: Department, tmp_path: Path) -> None:
    file = _file(tmp_path, "october.csv", MIXED)
    readings.take(team.viewer(Role.HEAD), file, "october.csv")
    readings.take(team.viewer(Role.HEAD), file, "october.csv")
    assert Reading.objects.count() == 2


@pytest.mark.parametrize("kind", ["csv", "xlsx", "yaml"])
def test_plans_go_out_and_come_back_the_same(team: Department, tmp_path: Path, kind: str) -> None:
    owner = team.viewer(Role.OWNER)
    text = "measure,period,who,value\nspend_paid,2026-10,,1234.5\nqualified_leads,2026-q4,ihor,30\n"
    assert not plans.take(owner, _file(tmp_path, "plan.csv", text), "plan.csv").bad
    before = plans.export(owner)
    file = tmp_path / f"back.{kind}"
    file.write_bytes(WRITERS[kind][0](plans.HEADER, before))
    PlanValue.objects.all().delete()
    taken = plans.take(owner, file, file.name)
    assert (taken.new, taken.bad) == (2, [])
    assert plans.export(owner) == before


def test_text_that_a_spreadsheet_would_run_stays_text(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["=HYPERLINK(1)", Decimal("-5"), "@SUM(A1)", "-2+3"]]
    assert b"'=HYPERLINK(1),-5,'@SUM(A1),'-2+3" in as_csv(["a", "b", "c", "d"], rows)
    file = tmp_path / "x.xlsx"
    file.write_bytes(WRITERS["xlsx"][0](["a", "b", "c", "d"], rows))
    cells = next(openpyxl.load_workbook(file).active.iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "n", "s", "s"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", "measure,value\nspend_paid,1\n", "numbers_file_columns_missing"),
        ("a.yaml", "just words", "numbers_file_not_a_list"),
        ("a.yaml", "- {a: [}", "numbers_file_not_yaml"),
        ("a.yaml", "a: &a [x]\nb: *a\n", "numbers_file_not_yaml"),
        ("a.yaml", "[]", "numbers_file_no_rows"),
    ],
)
def test_a_file_that_is_no_list_of_plans_is_refused_whole(
    team: Department, tmp_path: Path, name: str, text: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        plans.take(team.viewer(Role.OWNER), _file(tmp_path, name, text), name)
    assert refused.value.reason.code == code
    assert not PlanValue.objects.exists()


def test_the_page_names_bad_rows_and_keeps_good_ones(team: Department, signed_in: Callable[[Role], Client]) -> None:
    file = SimpleUploadedFile("october.csv", MIXED.encode())
    page = signed_in(Role.HEAD).post("/team/readings/bring", {"file": file})
    said = page.content.decode()
    assert page.status_code == 400
    assert "4 were set aside" in said
    assert "“2026-13” is no period" in said
    assert Reading.objects.count() == 2


def test_a_second_readers_export_does_not_tell_the_first_value(team: Department, tmp_path: Path) -> None:
    readings.take(team.viewer(Role.HEAD), _file(tmp_path, "o.csv", MIXED), "o.csv")
    assert {line[3] for line in readings.export(team.viewer(Role.SPECIALIST))} == {None}


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
