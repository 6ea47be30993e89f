"""`otdel people` as somebody types it, over the records of a test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from otdel.cli import parser
from otdel.cli.words import BadCommand
from otdel.organisation.models import Accountability, Member
from otdel.organisation.tests.department import Department, answers_for_everything, found_department

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made() -> Department:
    found = found_department()
    answers_for_everything(found)
    return found


def people(*words: str) -> int:
    given = parser().parse_args(["people", *words])
    return int(given.word(given) or 0)


def test_list_and_show_name_everybody_and_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert people("list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["who"]["slug"]: one["share"] for one in found}["ihor-bondar"] == "0.50"
    assert people("show", "Olena Kovalenko") == 0
    assert "accountable" in capsys.readouterr().out
    with pytest.raises(BadCommand, match="Nobody is called"):
        people("show", "nobody")


def test_the_grid_shows_only_problems_when_asked(made: Department, capsys: pytest.CaptureFixture[str]) -> None:
    Accountability.objects.filter(zone=made.zone("ppc")).delete()
    assert people("grid", "--problems", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [zone["id"] for zone in found["zones"]] == [made.zone("ppc").pk]
    assert found["tally"]["empty"] == 1


def test_what_is_exported_is_imported_and_bad_rows_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "department.xlsx"
    assert people("export", str(file)) == 0
    assert people("import", str(file)) == 0
    bad = tmp_path / "people.csv"
    bad.write_text("name,email\nIryna Kravets,iryna@lumen.example\nNobody,not an address\n", encoding="utf-8")
    assert people("import", str(bad), "--dry-run") == 1
    assert not Member.objects.filter(name="Iryna Kravets").exists()
    assert people("import", str(bad)) == 1
    assert Member.objects.filter(name="Iryna Kravets").exists()
    assert "people.csv, people 3 email" in capsys.readouterr().err
    with pytest.raises(BadCommand, match="end it with"):
        people("export", str(tmp_path / "department.docx"))
