"""Raw files are kept once by content, never changed, under every name they came with."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from otdel.warehouse import RawMissing, Warehouse


def upload(tmp_path: Path, content: bytes, name: str = "upload.tmp") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_file_is_kept_by_its_content(folder: Warehouse, tmp_path: Path) -> None:
    kept = folder.keep_raw(upload(tmp_path, b"day,cost\n"), "google-ads.csv")
    assert kept.sha256 == hashlib.sha256(b"day,cost\n").hexdigest()
    assert kept.size == 9
    assert folder.raw_path(kept.sha256).read_bytes() == b"day,cost\n"
    assert kept.path.stat().st_mode & 0o777 == 0o444


def test_the_same_content_is_kept_once_under_both_names(folder: Warehouse, tmp_path: Path) -> None:
    folder.keep_raw(upload(tmp_path, b"same"), "may.csv")
    folder.keep_raw(upload(tmp_path, b"same"), "витрати.csv")
    again = folder.keep_raw(upload(tmp_path, b"same"), "may.csv")
    assert again.names == ("may.csv", "витрати.csv")
    assert [file.sha256 for file in folder.raw or ()] == [again.sha256]


def test_nothing_is_left_of_an_upload_that_cannot_be_read(folder: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder.keep_raw(tmp_path / "gone.csv", "gone.csv")
    assert list((tmp_path / "warehouse" / "raw").iterdir()) == []


@pytest.mark.parametrize("sha256", ["0" * 64, "", "../../etc/passwd"])
def test_an_unknown_file_is_missing(folder: Warehouse, sha256: str) -> None:
    with pytest.raises(RawMissing):
        folder.raw_path(sha256)


def test_a_warehouse_in_memory_keeps_no_files(tmp_path: Path) -> None:
    with pytest.raises(RawMissing):
        Warehouse.in_memory().keep_raw(upload(tmp_path, b"x"), "x.csv")
