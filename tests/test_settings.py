"""Settings: each is documented, a bad value ends in a sentence, secrets come from files."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from otdel.kit import env

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"\bOTDEL_[A-Z_]+\b")
FOR_TESTS = {"OTDEL_SHARED"}  # where developers keep shared data; no installation needs it


def code() -> str:
    return "".join(
        path.read_text() for path in (ROOT / "otdel").rglob("*.py") if not {"tests", "testing"} & set(path.parts)
    )


def read_names(source: str) -> set[str]:
    """Names the code asks the environment for."""
    asked = re.findall(r"""(?:text|flag|number|words|environ\.get)\(\s*["'](OTDEL_[A-Z_]+)["']""", source)
    return set(asked) | set(re.findall(r"""["'](OTDEL_LANG|OTDEL_HOME)["']""", source))


def test_every_setting_the_code_reads_is_explained() -> None:
    documented = set(NAME.findall((ROOT / "docs" / "configuration.md").read_text()))
    assert sorted(read_names(code()) - documented - FOR_TESTS) == []


def test_every_setting_explained_is_read_by_the_code() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    rows = {name for line in page.splitlines() if line.startswith("| `") for name in NAME.findall(line.split("|")[1])}
    assert len(rows) > 15
    assert sorted(rows - read_names(code())) == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("OTDEL_PORT", "eighty", "OTDEL_PORT=eighty: expected a whole number"),
        ("OTDEL_DEBUG", "perhaps", "OTDEL_DEBUG=perhaps: expected 1 or 0"),
        ("OTDEL_DATABASE_URL", "mysql://x/y", "OTDEL_DATABASE_URL: expected postgresql://"),
        ("OTDEL_SECRET_KEY_FILE", "/nowhere", "OTDEL_SECRET_KEY_FILE: cannot read /nowhere"),
    ],
)
def test_a_bad_setting_ends_in_a_sentence_not_a_traceback(name: str, value: str, says: str, tmp_path: Path) -> None:
    environment = {**os.environ, "OTDEL_HOME": str(tmp_path), name: value}
    ran = subprocess.run([sys.executable, "-m", "otdel", "check"], env=environment, capture_output=True, text=True)
    assert ran.returncode == 1
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_secret_is_read_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    file.write_text("hush\n")
    monkeypatch.setenv("OTDEL_MAIL_PASSWORD_FILE", str(file))
    assert env.text("OTDEL_MAIL_PASSWORD", default="") == "hush"


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = env.secret_key(tmp_path)
    assert len(first) > 50
    assert env.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_without_a_data_folder_nothing_is_written(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    assert env.secret_key(absent) != env.secret_key(absent)
    assert not absent.exists()


def test_a_database_url_may_hold_signs_that_need_escaping() -> None:
    found = env.database("postgresql://otdel:p%40ss%2Fword@db.example:5433/marketing?sslmode=require", Path("/data"))
    assert (found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "p@ss/word",
        "db.example",
        "5433",
        "marketing",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_waits_for_its_turn_instead_of_failing() -> None:
    options = env.database("", Path("/data"))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]
