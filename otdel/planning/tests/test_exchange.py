"""A board's export comes in, bad rows named; tasks go out and come back the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from otdel.kit.viewer import AT_TERMINAL, NotAllowed, Role, Viewer
from otdel.organisation.models import Member
from otdel.planning.exchange.reading import read_board
from otdel.planning.exchange.taking import Taken, take_board
from otdel.planning.exchange.writing import as_csv, as_xlsx, as_yaml, task_rows
from otdel.planning.models import Task
from otdel.planning.queries.pieces import piece_of
from otdel.planning.tests.conftest import MakeTask
from otdel.web.reasons import say

Bring = Callable[..., Taken]


@pytest.fixture
def bring(tmp_path: Path, department: dict[str, Member]) -> Bring:
    def take(text: str, viewer: Viewer = AT_TERMINAL) -> Taken:
        path = tmp_path / "board.csv"
        path.write_text(text, encoding="utf-8")
        return take_board(viewer, read_board(path))

    return take


def told(taken: Taken) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason.code) for one in taken.bad]


def test_a_board_comes_in_with_every_bad_row_named(bring: Bring) -> None:
    taken = bring(
        "Task name;Assignee;Due date;Completed at;Story points;Type\n"
        "Landing page;Sofiia Specialist;05.10.2026;06.10.2026;4;text\n"
        "Report;sofiia;25.10.2026;;;\n"
        "Banner;Nobody Known;05.10.2026;;;\n"
        "Letter;sofiia;soon;;;\n"
        "Post;sofiia;05.10.2026;yes;;\n"
        ";sofiia;05.10.2026;;;\n"
        "Call;;05.10.2026;;;\n"
        "Dance;sofiia;05.10.2026;;;dance\n"
        "Points;sofiia;05.10.2026;;many;\n"
        "Later;sofiia;05.10.2026;05.10.2126;;\n"
    )
    assert (taken.added, taken.already) == (2, 0)
    assert told(taken) == [
        (4, "Assignee", "work_member_unknown"),
        (5, "Due date", "work_no_day"),
        (6, "Completed at", "work_done_without_day"),
        (7, "Task name", "task_needs_title"),
        (8, "Assignee", "work_nobody_named"),
        (9, "Type", "work_kind_unknown_cell"),
        (10, "Story points", "not_a_number_of_points"),
        (11, "Completed at", "work_moment_ahead"),
    ]
    assert all("No words are written" not in say(one.reason) for one in taken.bad)
    page = Task.objects.get(title="Landing page")
    piece = piece_of(page)
    assert (page.first_due, page.due, piece.local(page.accepted_at)) == (
        date(2026, 10, 5),
        date(2026, 10, 5),
        date(2026, 10, 6),
    )
    assert [page.kind, str(page.points), page.handed_at] == ["text", "4.0", page.accepted_at]


def test_bringing_the_same_board_again_adds_nothing(bring: Bring) -> None:
    text = "title,owner,due\nLanding page,sofiia,2026-10-05\nLanding page,sofiia,2026-10-06\n"
    assert bring(text).added == 2
    again = bring(text + "New one,sofiia,2026-10-07\n")
    assert (again.added, again.already) == (1, 2)


def test_headers_and_kinds_in_ukrainian_and_russian(bring: Bring) -> None:
    assert bring("Назва;Виконавець;Термін\nЛист;sofiia;05.10.2026\n").added == 1
    assert bring("Название;Исполнитель;Срок\nПисьмо;sofiia;05.10.2026\n").added == 1


def test_a_file_without_the_columns_says_which_it_has(bring: Bring) -> None:
    taken = bring("what,who\nLanding page,sofiia\nReport,sofiia\n")
    assert told(taken) == [(0, "", "work_no_columns")]
    assert "what, who" in say(taken.bad[0].reason)
    assert told(bring("")) == [(0, "", "file_empty")]
    assert not Task.objects.exists()


def test_two_people_of_one_name_are_not_guessed_between(bring: Bring) -> None:
    Member.objects.create(name="Sofiia Specialist", slug="sofiia-2")
    taken = bring("title,owner,due\nA,Sofiia Specialist,2026-10-05\nB,sofiia-2,2026-10-05\n")
    assert told(taken) == [(2, "owner", "work_member_several")]
    assert taken.added == 1


def test_a_specialist_brings_work_for_those_they_lead_only(bring: Bring, viewers: dict[Role, Viewer]) -> None:
    text = "title,owner,due\nA,taras,2026-10-05\nB,kyrylo,2026-10-05\n"
    taken = bring(text, viewers[Role.SPECIALIST])
    assert told(taken) == [(3, "owner", "work_not_theirs")]
    assert Task.objects.get().owner.slug == "taras"
    with pytest.raises(NotAllowed):
        bring(text, viewers[Role.CONTRACTOR])


def test_a_workbook_with_real_dates(tmp_path: Path, department: dict[str, Member]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Title", "Owner", "Due"])
    sheet.append(["Landing page", "sofiia", date(2026, 10, 5)])
    sheet.append(["Report", "sofiia", date(2026, 10, 6)])
    book.save(tmp_path / "board.xlsx")
    assert take_board(AT_TERMINAL, read_board(tmp_path / "board.xlsx")).added == 2
    assert Task.objects.get(title="Landing page").first_due == date(2026, 10, 5)


def test_what_goes_out_comes_back_the_same(tmp_path: Path, make: MakeTask) -> None:
    make("2026-10-05", title="Page", kind="text", points=4, customer="hryhorii", created_at="2026-09-20 12:00",
         handed_at="2026-10-04 12:00", accepted_at="2026-10-06 12:00", live_at="2026-10-07 12:00")  # fmt: skip
    make("2026-10-08", title="Report", due=date(2026, 10, 20), created_at="2026-09-21 12:00")
    before = task_rows(AT_TERMINAL)
    files = {"tasks.csv": as_csv(before), "tasks.xlsx": as_xlsx(before)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        Task.objects.all().delete()
        taken = take_board(AT_TERMINAL, read_board(tmp_path / name))
        assert (taken.added, taken.bad) == (2, ())
        after = task_rows(AT_TERMINAL)
        assert [row | {"now_due": ""} for row in after] == [row | {"now_due": ""} for row in before]
    assert [one["title"] for one in yaml.safe_load(as_yaml(before))["tasks"]] == ["Page", "Report"]


def test_a_title_cannot_run_in_a_spreadsheet_and_comes_back_as_it_was(make: MakeTask, tmp_path: Path) -> None:
    make("2026-10-05", title="=HYPERLINK(1)")
    rows = task_rows(AT_TERMINAL)
    first = next(csv.DictReader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    assert first["title"] == "'=HYPERLINK(1)"
    sheet = load_workbook(io.BytesIO(as_xlsx(rows)))["tasks"]
    assert sheet["A2"].value == "=HYPERLINK(1)"
    assert sheet["A2"].data_type == "s"
    (tmp_path / "tasks.csv").write_bytes(as_csv(rows))
    assert take_board(AT_TERMINAL, read_board(tmp_path / "tasks.csv")).already == 1


def test_everybody_writes_out_what_they_may_see(make: MakeTask, viewers: dict[Role, Viewer]) -> None:
    for who in ("sofiia", "taras", "kyrylo", "hryhorii"):
        make("2026-10-05", who, title=who)
    seen = {role: {row["owner"] for row in task_rows(viewer)} for role, viewer in viewers.items()}
    assert seen == {
        Role.OWNER: {"sofiia", "taras", "kyrylo", "hryhorii"},
        Role.HEAD: {"sofiia", "taras", "kyrylo", "hryhorii"},
        Role.SPECIALIST: {"sofiia", "taras"},
        Role.CONTRACTOR: {"kyrylo"},
        Role.ACCOUNTANT: set(),
    }
