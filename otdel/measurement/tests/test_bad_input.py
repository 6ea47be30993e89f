"""What strangers' files do to the page: every good row kept, every bad one named, nothing crashes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role, Viewer
from otdel.measurement import services
from otdel.measurement.models import Import, State
from otdel.measurement.queries.data import data_state
from otdel.testing.shared import shared

Writer = Callable[..., Path]
IMPORT = "/money/import"


@pytest.fixture
def page(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.OWNER)


def sent(page: Client, name: str, content: bytes) -> str:
    """The page after sending one file."""
    return page.post(IMPORT, {"files": SimpleUploadedFile(name, content)}, follow=True).content.decode()


def only() -> Import:
    return Import.objects.get()


def test_no_file_at_all(page: Client) -> None:
    reply = page.post(IMPORT, {})
    assert reply.status_code == 400
    assert "No file was chosen" in reply.content.decode()


def test_a_wholly_wrong_file_is_refused_with_what_to_do(page: Client) -> None:
    said = sent(page, "holiday.pdf", b"%PDF-1.7\n\x00\x01 not a table")
    assert only().state == State.REFUSED
    assert "This is not a table" in said
    assert "Export the report as CSV or XLSX" in said


def test_an_empty_file(page: Client) -> None:
    said = sent(page, "empty.csv", b"")
    assert only().state == State.REFUSED
    assert "The file is empty" in said


def test_a_file_without_one_good_row_says_how_many_were_bad(page: Client, spend_csv: Writer) -> None:
    said = sent(page, "bad.csv", spend_csv(days=0, bad=4).read_bytes())
    assert only().state == State.REFUSED
    assert "Not one of the 4 rows could be used" in said


def test_a_file_larger_than_the_limit_leaves_nothing_behind(page: Client, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    said = sent(page, "large.csv", b"x" * (1024 * 1024 + 1))
    assert "The file is 2 MB; files up to 1 MB are read" in said
    assert Import.objects.count() == 0


def test_a_workbook_bomb_is_stopped(page: Client) -> None:
    sent(page, "bomb.xlsx", _bomb())
    assert only().state == State.REFUSED
    assert only().why is not None


def test_made_bombs_end_in_a_sentence(page: Client) -> None:
    for path in sorted(shared("corpora/made-bombs").rglob("*.xlsx"))[:4]:
        sent(page, path.name, path.read_bytes())
    assert not Import.objects.exclude(state__in=[State.REFUSED, State.ASKING, State.WAITING]).exists()
    assert all(item.why for item in Import.objects.filter(state=State.REFUSED))


def test_five_thousand_bad_rows_are_counted_and_the_list_is_cut(page: Client, spend_csv: Writer) -> None:
    sent(page, "many.csv", spend_csv(days=3, bad=5200).read_bytes())
    page.post(f"{IMPORT}/{only().pk}/start")
    run_waiting()
    item = only()
    assert (item.state, item.rows, item.rejected) == (State.LANDED, {"spend": 3}, 5200)
    assert item.rejects.count() == 5000
    said = page.get(f"{IMPORT}/{item.pk}").content.decode()
    assert "5,200 rows set aside" in said
    assert said.count("is not a number") == 50  # a page of them


def test_a_bad_row_is_named_by_file_row_and_column(page: Client, spend_csv: Writer) -> None:
    sent(page, "some.csv", spend_csv(days=3, bad=1).read_bytes())
    page.post(f"{IMPORT}/{only().pk}/start")
    run_waiting()
    bad = only().rejects.get()
    assert (bad.row, bad.column, bad.code) == (7, "Cost", "not_a_number")
    listed = page.get("/money/data/rejected").content.decode()
    assert "some.csv" in listed
    assert "“broken” is not a number" in listed
    row = page.get(f"/money/row/{only().pk}/7").content.decode()
    assert "was set aside" in row


def test_a_name_cannot_leave_its_folder_or_hide_its_ending(page: Client) -> None:
    sent(page, "..\\..\\etc/pass\u202ewd.csv", b"a,b\n1,2\n")
    assert only().name == "passwd.csv"


def test_a_name_is_shown_as_text(page: Client) -> None:
    said = sent(page, "<script>alert(1)</script>.csv", b"a,b\n1,2\n")
    assert "<script>alert(1)" not in said


def test_a_good_file_among_bad_ones_is_kept(page: Client, spend_csv: Writer) -> None:
    files = [SimpleUploadedFile("empty.csv", b""), SimpleUploadedFile("good.csv", spend_csv().read_bytes())]
    page.post(IMPORT, {"files": files})
    assert dict(Import.objects.values_list("name", "state")) == {"empty.csv": "refused", "good.csv": "waiting"}


def _bomb() -> bytes:
    """A small archive that would unpack to half a gigabyte of cells."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(512):
                sheet.write(b"<c><v>1</v></c>" * 70_000)
    return made.getvalue()


def test_a_total_that_disagrees_is_said_where_data_is_looked_at(olha: Viewer, spend_csv: Callable[..., Path]) -> None:
    path = spend_csv("wrong-total.csv")
    path.write_text(path.read_text() + "Total: Campaigns, , , ,300,30,99.00\n")
    item = services.receive_file(olha, path, "wrong-total.csv").item
    services.start(olha, item)
    run_waiting()
    told = data_state(olha, date(2026, 10, 5)).verdict
    assert [(part.code, part.values.get("file")) for part in told][-1] == ("data_totals", "wrong-total.csv")
    services.undo_import(olha, Import.objects.get(pk=item.pk))
    assert "data_totals" not in {part.code for part in data_state(olha, date(2026, 10, 5)).verdict}
