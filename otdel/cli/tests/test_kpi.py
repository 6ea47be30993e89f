"""`otdel kpi`: the same numbers as the pages, in a terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from otdel.cli import main
from otdel.scorecard.models import PlanValue
from otdel.scorecard.tests.conftest import Department, people, shop, signed_in, team, today

__all__ = ["people", "shop", "signed_in", "team", "today"]


@pytest.fixture(autouse=True)
def company(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are the test's own."""
    monkeypatch.setattr("otdel.cli.start.django", lambda: None)


def test_a_value_opens_down_to_its_measures(team: Department, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "value", "ppc_pace", "--period", "2026-09", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kpi"], said["period"], said["value"]) == ("ppc_pace", "2026-09", None)
    assert said["code"] == "no_plan"
    assert [part["value"] for part in said["measures"] if part["measure"] == "spend_paid"] == ["100"]


def test_a_measure_shows_the_rows_of_its_file(team: Department, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "measure", "spend_paid", "--period", "2026-09", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["value"], said["count"], said["adds_up"]) == ("100", 3, True)
    assert {(row["file"], row["row"]) for row in said["items"]} == {("ads.csv", 4), ("ads.csv", 5), ("ads.csv", 6)}


def test_a_formula_is_checked(capsys: pytest.CaptureFixture[str], db: None) -> None:
    assert main(["kpi", "check", "ratio(leads, sessions)"]) == 0
    assert "÷" in capsys.readouterr().out
    assert main(["kpi", "check", "ratio(leads, visits)"]) == 1
    assert "there is no measure “visits”" in capsys.readouterr().out


def test_plans_come_from_a_file_and_go_back(
    team: Department, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans.csv"
    file.write_text("measure,period,value\nspend_paid,2026-09,100\nnothing,2026-09,1\n", encoding="utf-8")
    assert main(["kpi", "plans", "import", str(file)]) == 1
    assert "row 3" in capsys.readouterr().out
    assert PlanValue.objects.get().measure == "spend_paid"
    out = tmp_path / "out.yaml"
    assert main(["kpi", "plans", "export", str(out)]) == 0
    assert "spend_paid" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["kpi", "value", "nothing", "--period", "2026-09"],
        ["kpi", "value", "ppc_pace", "--period", "soon"],
        ["kpi", "value", "ppc_pace", "--period", "2026-09", "--who", "nobody"],
        ["kpi", "measure", "nothing", "--period", "2026-09"],
        ["kpi", "plans", "import", "/nowhere.csv"],
    ],
)
def test_what_cannot_be_done_is_said(team: Department, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(words) == 1
    assert capsys.readouterr().err.startswith("otdel: ")
