"""What a file is, by its first bytes: names and extensions lie."""

from __future__ import annotations

import zipfile
from pathlib import Path

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "media"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_MARKUP = (("<!doctype html", "html"), ("<html", "html"), ("<table", "html"), ("<?xml", "xml"), ("<workbook", "xml"))


def kind_of(path: Path) -> str:
    """empty, workbook, zip, json, text, or what it is instead (pdf, image, html, ...)."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if head.startswith((_OLE, *_BIFF)):
        return "workbook"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _text_kind(head)


def _text_kind(head: bytes) -> str:
    start = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").casefold()
    for mark, kind in _MARKUP:
        if start.startswith(mark):
            return kind
    if start.startswith(("{", "[{", "[\n", "[[", "[ ")) and '"' in start[:200]:
        return "json"
    return "text"


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "workbook"  # a damaged workbook is likelier than a damaged download; its reader says what is wrong
    if any(name in ("[Content_Types].xml", "mimetype", "content.xml") for name in names):
        return "workbook"
    return "workbook" if any(name.startswith("xl/") for name in names) else "zip"
