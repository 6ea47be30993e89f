"""The register as a file: out and in again unchanged, every bad row named, and nothing a file can break."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.exchange.register import COLUMNS, as_csv, as_xlsx, read_register
from otdel.organisation.exchange.register_taking import Taken, take
from otdel.organisation.models import Access, Holding
from otdel.organisation.services.accesses import AccessCard, register_access
from otdel.organisation.tests.cover_scene import Scene, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return play()


def bring(scene: Scene, text: str, name: str = "accesses.csv") -> Taken:
    return take(scene.owner, read_register(name, text.encode()))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_unchanged(scene: Scene, kind: str) -> None:
    content = as_csv(scene.owner) if kind == "csv" else as_xlsx(scene.owner)
    before = list(Access.objects.order_by("pk").values())
    taken = take(scene.owner, read_register(f"register.{kind}", content))
    assert (taken.made, taken.changed, taken.same, taken.bad) == (0, 0, 4, ())
    assert list(Access.objects.order_by("pk").values()) == before
    if kind == "csv":
        Holding.objects.all().delete()
        Access.objects.all().delete()
        assert take(scene.owner, read_register("register.csv", content)).made == 4
        assert as_csv(scene.owner) == content


def test_good_rows_are_taken_and_every_bad_one_is_named(scene: Scene) -> None:
    text = (
        "System,Asset,Company owned,Critical,Owner,Backup,Holders,Payer,Renewal,Note\n"
        "Meta Ads,act_77,yes,yes,Olena Kovalenko,maryna-lys,Olena Kovalenko: admin; Ihor Bondar,company,2027-01-31,\n"
        ",act_1,,,,,,,,\n"
        "Bing,1,perhaps,,,,,,,\n"
        "Bing,2,,,Nobody Known,,,,,\n"
        "Bing,3,,,,,,bank,,\n"
        "Bing,4,,,,,,,31.12.2026,\n"
        "meta ads,ACT_77,,,,,,,,\n"
        "Bing,5,,,Olena Kovalenko,Olena Kovalenko,,,,\n"
        "Bing,6,,,,,Somebody Else: admin,,,\n"
        "Tilda,,no,,,,,person,,\n"
    )
    taken = bring(scene, text)
    assert (taken.made, taken.changed) == (2, 0)
    assert [(bad.row, bad.column, bad.reason.code) for bad in taken.bad] == [
        (3, "system", "row_no_system"),
        (4, "company_owned", "row_not_yes_no"),
        (5, "owner", "row_person_unknown"),
        (6, "payer", "row_payer_unknown"),
        (7, "renewal", "row_day_unreadable"),
        (8, "system", "row_repeats"),
        (9, "", "backup_is_owner"),
        (10, "holders", "row_person_unknown"),
    ]
    meta = Access.objects.get(system="Meta Ads")
    assert (meta.company_owned, meta.critical, str(meta.renewal)) == (True, True, "2027-01-31")
    assert sorted(meta.holdings.values_list("member__name", "level")) == [
        ("Ihor Bondar", ""),
        ("Olena Kovalenko", "admin"),
    ]
    assert not Access.objects.filter(system="Bing").exists(), "a bad row leaves nothing behind"


def test_a_column_the_file_lacks_changes_nothing(scene: Scene) -> None:
    taken = bring(scene, "system,asset,note\nGoogle Ads,123-456-7890,Moved to the new manager account\n")
    assert (taken.made, taken.changed, taken.bad) == (0, 1, ())
    ads = Access.objects.get(system="Google Ads")
    assert (ads.note, ads.critical, ads.company_owned) == ("Moved to the new manager account", True, True)
    assert ads.owner == scene.made.members["olena"]


def test_two_people_of_one_name_are_nobody_until_the_slug_is_written(scene: Scene) -> None:
    twin = scene.made.members["ihor"]
    twin.name = "Olena Kovalenko"
    twin.save()
    assert [bad.reason.code for bad in bring(scene, "system,owner\nBing,Olena Kovalenko\n").bad] == [
        "row_person_unknown"
    ]
    assert bring(scene, "system,owner\nBing,ihor-bondar\n").made == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"name,what\nGoogle,Ads\n", "register_no_system"),
        (b"PK\x03\x04 broken", "workbook_broken"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(scene: Scene, content: bytes, code: str) -> None:
    taken = take(scene.owner, read_register("thing.csv", content))
    assert (taken.made, taken.changed) == (0, 0)
    assert [(bad.row, bad.reason.code) for bad in taken.bad] == [(0, code)]


def test_too_many_rows_and_too_large_a_file_are_refused(scene: Scene) -> None:
    many = "system,asset\n" + "".join(f"System,{n}\n" for n in range(2001))
    assert [bad.reason.code for bad in bring(scene, many).bad] == ["register_too_many"]
    huge = read_register("huge.csv", b"x" * (5 * 1024 * 1024 + 1))
    assert [bad.reason.code for bad in huge.bad] == ["register_too_large"]
    assert Access.objects.count() == 4


def test_a_cell_that_looks_like_a_formula_goes_out_as_text(scene: Scene) -> None:
    register_access(scene.owner, AccessCard('=HYPERLINK("http://x")', "@home", note="+1 650"))
    lines = list(csv.DictReader(io.StringIO(as_csv(scene.owner).decode("utf-8-sig"))))
    assert lines[0]["system"].startswith("'=")
    sheet = load_workbook(io.BytesIO(as_xlsx(scene.owner))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert take(scene.owner, read_register("again.csv", as_csv(scene.owner))).made == 0


def test_only_owner_and_head_take_the_register_out_or_in(scene: Scene) -> None:
    for role in (Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT):
        with pytest.raises(NotAllowed):
            as_csv(scene.viewer(role))
        with pytest.raises(NotAllowed):
            take(scene.viewer(role), read_register("a.csv", b"system\nBing\n"))
