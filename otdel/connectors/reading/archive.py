"""A ZIP of text tables, as Search Console offers for download: each member is a sheet."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from otdel.connectors.contract import Sheet
from otdel.connectors.reading.encoding import detect
from otdel.connectors.reading.textfile import text_sheets
from otdel.kit.reason import Reason

MOST = 100
UNPACKED = 1024 * 1024 * 1024
_TABLES = (".csv", ".tsv", ".txt")


def zip_sheets(path: Path) -> tuple[list[Sheet], str, str, Reason | None]:
    """Sheets, the encoding and delimiter of the first member, and the reason when there are none."""
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="otdel-zip-") as folder:
            members = [one for one in archive.infolist() if one.filename.casefold().endswith(_TABLES)][:MOST]
            if not members:
                return [], "", "", Reason.of("not_a_table", kind="zip")
            if sum(one.file_size for one in members) > UNPACKED:
                return (
                    [],
                    "",
                    "",
                    Reason.of("file_too_large", size=sum(one.file_size for one in members), limit=UNPACKED),
                )
            return _read(archive, members, Path(folder))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        return [], "", "", Reason.of("archive_broken", detail=str(error)[:120])


def _read(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path
) -> tuple[list[Sheet], str, str, Reason | None]:
    found: list[Sheet] = []
    encoding = mark = ""
    for number, member in enumerate(members):
        target = folder / str(number)
        with archive.open(member) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
        if code := detect(target):
            tables, cut = text_sheets(target, code, PurePosixPath(member.filename).stem)
            found += tables
            encoding, mark = encoding or code, mark or cut
        target.unlink()
    return found, encoding, mark, None if found else Reason.of("no_table", lines=0)
