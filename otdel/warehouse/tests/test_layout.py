"""How facts lie in files is nobody's business: compaction, undo and rebuilding change no answer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from otdel.kit.facts import SPEND
from otdel.warehouse import FactsUnreadable, QueryFailed, RawMissing, Warehouse, compaction
from otdel.warehouse.receipts import Receipt
from otdel.warehouse.tests.facts import MONDAY, Rows, batch, costs, deal, land_deals, land_spend, spend, winning

FIRST = date(2026, 1, 1)


def daily_imports(warehouse: Warehouse, count: int = 12) -> None:
    """Each report restates the last day of the one before it."""
    for n in range(count):
        days = [FIRST + timedelta(days=5 * n + back) for back in range(6)]
        rows = [spend("Brand", n + 1, day, row=row) for row, day in enumerate(days, 2)]
        land_spend(warehouse, n + 1, *rows)


def test_compaction_merges_parts_and_changes_no_answer(warehouse: Warehouse) -> None:
    daily_imports(warehouse)
    before, digests = winning(warehouse, "spend", "day", "cost"), warehouse.digests()
    done = warehouse.compact()
    assert (done.before, done.after) == (12, 1)
    assert winning(warehouse, "spend", "day", "cost") == before
    assert warehouse.digests() == digests


def test_an_import_can_be_undone_after_compaction(warehouse: Warehouse) -> None:
    daily_imports(warehouse)
    whole = warehouse.digests()
    warehouse.compact()
    warehouse.withdraw(12)
    last = FIRST + timedelta(days=55)
    assert (last, 11) in winning(warehouse, "spend", "day", "cost")
    assert (last, 12) not in winning(warehouse, "spend", "day", "cost")
    warehouse.restore(12)
    assert warehouse.digests() == whole


def test_an_import_landed_again_after_compaction_counts_once(warehouse: Warehouse) -> None:
    daily_imports(warehouse)
    whole = warehouse.digests()
    warehouse.compact()
    days = [FIRST + timedelta(days=25 + back) for back in range(6)]
    land_spend(warehouse, 6, *[spend("Brand", 6, day, row=row) for row, day in enumerate(days, 2)])
    assert warehouse.digests() == whole


def test_undone_imports_stay_undone_through_compaction(warehouse: Warehouse) -> None:
    daily_imports(warehouse)
    warehouse.withdraw(12)
    without = warehouse.digests()
    warehouse.compact()
    assert warehouse.digests() == without
    warehouse.restore(12)
    assert (FIRST + timedelta(days=55), 12) in winning(warehouse, "spend", "day", "cost")


def test_deals_keep_their_last_state_through_compaction(warehouse: Warehouse) -> None:
    for n in range(1, 10):
        land_deals(warehouse, n, deal("D1", "open", row=2), deal("D1", "won", n, row=3), deal(f"E{n}", "open", row=4))
    warehouse.compact()
    states = winning(warehouse, "deals", "deal_id", "revenue")
    assert len(states) == 10
    assert ("D1", 9) in states


def test_digests_tell_one_changed_cent(warehouse: Warehouse) -> None:
    land_spend(warehouse, 1, spend("Brand", "10.00"), spend("Generic", 5))
    before = warehouse.digests()
    land_spend(warehouse, 1, spend("Brand", "10.01"), spend("Generic", 5))
    after = warehouse.digests()
    assert {shape for shape in before if before[shape] != after[shape]} == {"spend"}


def test_digests_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    one, other = Warehouse(tmp_path / "one"), Warehouse.in_memory()
    rows = [spend("Brand", 1, row=2), spend("Generic", 2, row=3)]
    land_spend(one, 1, *rows)
    land_spend(other, 1, *reversed(rows))
    assert one.digests() == other.digests()


def test_swept_files_are_those_no_manifest_needs(folder: Warehouse) -> None:
    daily_imports(folder)
    folder.compact()
    stored = {str(path.relative_to(folder.shelf.facts)) for path in folder.shelf.facts.glob("*/*")}  # type: ignore[attr-defined]
    needed = folder.shelf.load().names()
    assert needed < stored, "readers of the old manifest still need their files"
    assert folder.shelf.sweep(needed, grace=-1) == len(stored - needed)
    assert len(winning(folder, "spend", "day")) == 61


def test_parts_are_merged_by_themselves_when_they_become_many(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "CROWD", 10)
    daily_imports(warehouse, 12)
    assert len(warehouse.snapshot().manifest.parts) == 3
    assert len(winning(warehouse, "spend", "day")) == 61


def test_leftovers_of_killed_writers_are_swept(folder: Warehouse, tmp_path: Path) -> None:
    folder.keep_raw(text_file(tmp_path, 1), "report.csv")
    left, fresh = (tmp_path / "warehouse" / "raw" / name for name in (".killed", ".in-work"))
    left.write_text("half a fi")
    fresh.write_text("half a fi")
    os.utime(left, (0, 0))
    folder.compact()
    assert (left.exists(), fresh.exists()) == (False, True)


def text_file(tmp_path: Path, cost: int) -> Path:
    path = tmp_path / f"{cost}.csv"
    path.write_text(f"Brand,{cost}\n")
    return path


def reread(receipt: Receipt, path: Path) -> Iterable[Rows]:
    campaign, cost = path.read_text().strip().split(",")
    return [batch(SPEND, [spend(campaign, cost, MONDAY, account=str(receipt.details["account"]))])]


def test_facts_are_rebuilt_from_raw_files(folder: Warehouse, tmp_path: Path) -> None:
    for n in range(1, 5):
        kept = folder.keep_raw(text_file(tmp_path, n), "report.csv")
        receipt = {"account": "Shop" if n < 4 else "Other"}
        row = spend("Brand", n, account=receipt["account"])
        folder.land(n, kept.sha256, [batch(SPEND, [row])], receipt=receipt)
    folder.withdraw(3)
    land_spend(folder, 5, spend("Agency fee", 300, source="manual"), file="")
    rebuilt = folder.rebuild(reread)
    assert rebuilt.same
    assert folder.digests() == rebuilt.after
    assert costs(folder) == [("Agency fee", 300), ("Brand", 2), ("Brand", 4)]
    folder.restore(3)
    assert ("Brand", 3) in costs(folder)


def test_a_lost_manifest_is_rebuilt_from_receipts(folder: Warehouse, tmp_path: Path) -> None:
    for n in range(1, 4):
        kept = folder.keep_raw(text_file(tmp_path, n), "report.csv")
        folder.land(n, kept.sha256, [batch(SPEND, [spend("Brand", n)])], receipt={"account": "Shop"})
    folder.withdraw(3)
    before = folder.digests()
    (tmp_path / "warehouse" / "manifest.json").unlink()
    again = Warehouse(tmp_path / "warehouse")
    with pytest.raises(FactsUnreadable, match="missing"):
        costs(again)
    with pytest.raises(FactsUnreadable):  # a new import must not take the place of all the old ones
        land_spend(again, 4, spend("Brand", 4))
    again.rebuild(reread)
    assert again.digests() == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"version": 1, "serial": 1, "imports": [1]}', b"\xff\x00"]
)
def test_a_damaged_manifest_is_rebuilt_from_receipts(folder: Warehouse, tmp_path: Path, content: bytes) -> None:
    for n in range(1, 4):
        kept = folder.keep_raw(text_file(tmp_path, n), "report.csv")
        folder.land(n, kept.sha256, [batch(SPEND, [spend("Brand", n)])], receipt={"account": "Shop"})
    folder.withdraw(3)
    before = folder.digests()
    (tmp_path / "warehouse" / "manifest.json").write_bytes(content)
    again = Warehouse(tmp_path / "warehouse")
    with pytest.raises(FactsUnreadable, match="damaged"):
        costs(again)
    assert again.rebuild(reread).before == {}
    assert again.digests() == before
    assert costs(folder) == costs(again) == [("Brand", 2)]  # a process that stayed open sees it too


@pytest.mark.parametrize("content", [None, b"", b"PAR1 no more"])
def test_a_lost_or_damaged_part_is_read_again_from_its_file(
    folder: Warehouse, tmp_path: Path, content: bytes | None
) -> None:
    for n in range(1, 4):
        kept = folder.keep_raw(text_file(tmp_path, n), "report.csv")
        folder.land(n, kept.sha256, [batch(SPEND, [spend("Brand", n, account=str(n))])], receipt={"account": str(n)})
    before = folder.digests()
    part = sorted((tmp_path / "warehouse" / "facts" / "spend").iterdir())[0]
    part.unlink() if content is None else part.write_bytes(content)
    again = Warehouse(tmp_path / "warehouse")
    with pytest.raises(QueryFailed):
        costs(again)
    assert again.rebuild(reread).after == before
    assert costs(again) == [("Brand", 1), ("Brand", 2), ("Brand", 3)]


def test_a_failed_rebuild_leaves_the_facts_as_they_were(folder: Warehouse, tmp_path: Path) -> None:
    kept = folder.keep_raw(text_file(tmp_path, 7), "report.csv")
    folder.land(1, kept.sha256, [batch(SPEND, [spend("Brand", 7)])], receipt={"account": "Shop"})
    land_spend(folder, 2, spend("Generic", 8), file="b" * 64)
    with pytest.raises(RawMissing):
        folder.rebuild(reread)
    assert costs(folder) == [("Brand", 7), ("Generic", 8)]
