"""The commands as somebody types them, each in a process and a data folder of its own."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from otdel.cli import demo

PASSWORD = "correct horse battery\n"
NEW = ("new", "--company", "Sova", "--currency", "uah", "--language", "uk", "--time-zone", "Europe/Kyiv")
OWNER = ("--owner-name", "Olena", "--owner-email", "olena@example.com", "--password-stdin")


def otdel(home: Path, *words: str, given: str = "", lang: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OTDEL_HOME": str(home), "OTDEL_LANG": lang}
    environment.pop("OTDEL_DATABASE_URL", None)
    command = [sys.executable, "-m", "otdel", *words]
    return subprocess.run(command, env=environment, input=given, capture_output=True, text=True, timeout=120)


def test_new_sets_up_a_company_and_its_owner_in_a_private_folder(company: Path) -> None:
    with sqlite3.connect(company / "otdel.sqlite3") as records:
        assert records.execute("select name, currency, time_zone from accounts_company").fetchall() == [
            ("Sova", "UAH", "Europe/Kyiv")
        ]
        assert records.execute("select email, role from accounts_person").fetchall() == [("olena@example.com", "owner")]
        kept = records.execute("select password from accounts_person").fetchone()[0]
        assert kept.startswith("pbkdf2_sha256$1000000$"), "the quick way of the other tests is none of an installation"
        assert records.execute("pragma journal_mode").fetchone() == ("wal",)
    assert company.stat().st_mode & 0o077 == 0


def test_new_does_not_touch_a_company_that_is_there(company: Path) -> None:
    again = otdel(company, *NEW, *OWNER, given=PASSWORD)
    assert again.returncode == 1
    assert "already belongs to “Sova”" in again.stderr


def test_new_says_all_that_is_wrong_at_once_in_the_askers_language(tmp_path: Path) -> None:
    words = [{"uah": "гривня", "olena@example.com": "olena"}.get(word, word) for word in (*NEW, *OWNER)]
    refused = otdel(tmp_path, *words, given="12345\n", lang="uk")
    assert refused.returncode == 1
    assert "Нічого не створено." in refused.stderr
    assert "Електронна пошта:" in refused.stderr
    assert "Валюта звітів:" in refused.stderr
    assert "Пароль:" in refused.stderr


def test_new_without_a_keyboard_names_the_missing_flags(tmp_path: Path) -> None:
    refused = otdel(tmp_path / "data", "new", "--company", "Sova")
    assert "--currency --language --time-zone --owner-name --owner-email --password-stdin" in refused.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["run", "invite", "check", "worker"])
def test_without_a_company_a_command_says_what_to_do(command: str, tmp_path: Path) -> None:
    refused = otdel(tmp_path / "absent", command)
    assert refused.returncode == 1
    assert "otdel new" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "absent").exists()


def test_invite_prints_a_link_that_opens_once_set_up(company: Path) -> None:
    link = otdel(company, "invite", "--role", "head").stdout
    assert re.fullmatch(r"http://localhost:8321/invitation/[\w-]{40,}/\n", link)
    lost = otdel(company, "invite", "--new-password", "olena@example.com").stdout
    assert "/account/password/reset/key/" in lost
    assert "Nobody here signs in with x@y.z" in otdel(company, "invite", "--new-password", "x@y.z").stderr


def test_help_speaks_the_asked_language_and_loads_no_django() -> None:
    code = "import sys; from otdel.cli import main\ntry: main(['--lang', 'ru', '--help'])\nexcept SystemExit: pass\n"
    ran = subprocess.run(
        [sys.executable, "-c", code + "print('django' in sys.modules)"], capture_output=True, text=True
    )
    assert "показать демонстрационную компанию" in ran.stdout
    assert ran.stdout.endswith("False\n")


def test_a_demo_does_not_open_a_real_companys_folder(company: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in company.rglob("*")}
    for words in (("demo", "--build-only"), ("demo", "--build-only", "--home", str(company))):
        refused = otdel(company, *words)
        assert refused.returncode == 1
        assert "holds a company that is not a demo" in refused.stderr
    assert {path: path.stat().st_mtime_ns for path in company.rglob("*")} == before


def test_a_demo_lives_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OTDEL_HOME", str(tmp_path / "asked"))
    assert demo._home(None) == tmp_path / "asked"
    assert demo._home(tmp_path / "told") == tmp_path / "told"
    monkeypatch.delenv("OTDEL_HOME")
    assert demo._home(None).name in ("demo", "otdel-demo")
