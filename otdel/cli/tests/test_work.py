"""`otdel work` as somebody types it: a task, a board taken in with its bad rows named, tasks written out."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from otdel.cli.tests.test_commands import otdel

PEOPLE = "slug,name\nolena,Olena\n"
BOARD = (
    "Title,Owner,Due,Done\nA page,Olena,05.10.2026,06.10.2026\nB,Nobody,05.10.2026,\n"
    "C,olena,soon,\nD,olena,25.10.2026,\n"
)


def test_work_from_a_terminal(company: Path, tmp_path: Path) -> None:
    people, board, out = tmp_path / "people.csv", tmp_path / "board.csv", tmp_path / "tasks.yaml"
    people.write_text(PEOPLE, "utf-8")
    board.write_text(BOARD, "utf-8")
    assert otdel(company, "people", "import", str(people)).returncode == 0
    added = otdel(company, "work", "add", "Call the printer", "--owner", "olena", "--due", "2126-12-01", lang="uk")
    assert added.stdout.strip() == "Записано: Call the printer (1)"
    taken = otdel(company, "work", "import", str(board))
    assert taken.returncode == 0
    assert "added: 2 · here already: 0 · left out: 2" in taken.stdout
    assert "board.csv:3: Owner: Nobody in the department is called “Nobody”." in taken.stderr
    assert "board.csv:4: Due: “soon” is not a day." in taken.stderr
    done = json.loads(otdel(company, "work", "list", "done", "--json").stdout)
    assert [(row["title"], row["first_due"], row["in_time"]) for row in done] == [("A page", "2026-10-05", False)]
    assert otdel(company, "work", "export", str(out)).returncode == 0
    titles = {row["title"] for row in yaml.safe_load(out.read_text("utf-8"))["tasks"]}
    assert titles == {"A page", "Call the printer", "D"}


def test_what_cannot_be_done_is_said(company: Path, tmp_path: Path) -> None:
    unknown = otdel(company, "work", "add", "x", "--owner", "nobody", "--due", "2126-12-01")
    assert unknown.returncode == 1
    assert "Nobody in the department is called “nobody”." in unknown.stderr
    assert "There is no file" in otdel(company, "work", "import", str(tmp_path / "none.csv")).stderr
    assert "Name the file" in otdel(company, "work", "export", str(tmp_path / "tasks.txt")).stderr
